"""The desk of a process: one page with a form for each part, each sent to its own address."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.formats import actions
from mitmachstadt.formats.forms import (
    LABELS,
    CallOffForm,
    ConceptForm,
    ExtensionForm,
    FormatsForm,
    InvolvementForm,
    PhaseForm,
    PurposeForm,
)
from mitmachstadt.formats.queries import (
    ProcessPage,
    phase_of,
    process_by_public_id,
    process_page,
)
from mitmachstadt.formats.rules import may_open_process, what_is_missing
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Everything about a process that can be prepared, and what is missing before it opens."""
    return _desk(request, me, _facts(public_id, at), {})


@both
@only_for(BuiltInGroup.OFFICE)
def concept(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Write the participation concept."""
    facts = _facts(public_id, at)
    form = ConceptForm(_sent(request), opened=facts.is_opened, initial=_words(facts))

    def do() -> str:
        reason = form.cleaned_data.get("reason", "")
        actions.write_concept(
            process=facts.process, words=form.words, visitor=me, at=at, reason=reason
        )
        return gettext("Das Beteiligungskonzept ist gespeichert.")

    return _answer(request, me, facts, {"concept_form": form}, do)


@both
@only_for(BuiltInGroup.OFFICE)
def phase(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Plan a phase, or change the one that `?phase=` names."""
    facts = _facts(public_id, at)
    known = _phase(request, facts)
    form = PhaseForm(_sent(request), initial=_moments(known) or None)

    def do() -> str:
        actions.plan_phase(
            process=facts.process, phase=known, visitor=me, at=at, **form.cleaned_data
        )
        return gettext("Die Phase ist gespeichert. Öffentlich wird sie mit dem Verfahren.")

    return _answer(request, me, facts, {"phase_form": form, "phase": known}, do)


@both
@only_for(BuiltInGroup.OFFICE)
def phase_drop(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Take the planned phase out that `?phase=` names."""
    facts = _facts(public_id, at)
    known = _phase(request, facts)

    def do() -> str:
        if known is None:
            raise Http404("Diese Phase gibt es nicht (mehr).")
        actions.drop_phase(phase=known, visitor=me, at=at)
        return gettext("Die Phase ist gestrichen.")

    return _answer(request, me, facts, {}, do)


@both
@only_for(BuiltInGroup.OFFICE)
def rename(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Change the title and the purpose, until it opens."""
    facts = _facts(public_id, at)
    form = PurposeForm(_sent(request), initial=_purpose(facts))

    def do() -> str:
        actions.rename_process(process=facts.process, visitor=me, at=at, **form.cleaned_data)
        return gettext("Titel und Zweck sind gespeichert.")

    return _answer(request, me, facts, {"purpose_form": form}, do)


@both
@only_for(BuiltInGroup.OFFICE)
def discard(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Give up a process that has not opened."""
    facts = _facts(public_id, at)
    if request.method != "POST":
        return _desk(request, me, facts, {})
    try:
        actions.discard_process(process=facts.process, visitor=me, at=at)
    except Refusal as refusal:
        return _desk(request, me, facts, {"refusal": refusal}, status=refusal.status)
    messages.success(request, gettext("„{title}“ ist verworfen.").format(title=facts.node.title))
    return redirect("processes")


@both
@only_for(BuiltInGroup.OFFICE)
def call_off(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """End an open process before its time, publicly and with a reason."""
    facts = _facts(public_id, at)
    form = CallOffForm(_sent(request))

    def do() -> str:
        actions.call_off(process=facts.process, visitor=me, at=at, **form.cleaned_data)
        return gettext("Das Verfahren ist abgebrochen. Die Begründung ist öffentlich.")

    return _answer(request, me, facts, {"call_off_form": form}, do)


@both
@only_for(BuiltInGroup.OFFICE)
def open_it(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Open the process: from now on it is public."""
    facts = _facts(public_id, at)

    def do() -> str:
        actions.open_process(process=facts.process, visitor=me, at=at)
        return gettext("Das Verfahren ist geöffnet und öffentlich.")

    return _answer(request, me, facts, {}, do)


@both
@only_for(BuiltInGroup.OFFICE)
def extend(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Let a phase end later, publicly and with a reason."""
    facts = _facts(public_id, at)
    form = ExtensionForm(_sent(request))

    def do() -> str:
        values = dict(form.cleaned_data)
        known = phase_of(facts.process, values.pop("phase"))
        if known is None:
            raise Http404("Diese Phase gibt es nicht (mehr).")
        actions.extend_phase(phase=known, visitor=me, at=at, **values)
        return gettext("Die Phase ist verlängert. Die Begründung ist öffentlich.")

    return _answer(request, me, facts, {"extension_form": form}, do)


@both
@only_for(BuiltInGroup.OFFICE)
def involvement(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Enter that a district was invited, or what it answered."""
    facts = _facts(public_id, at)
    form = InvolvementForm(_sent(request))

    def do() -> str:
        actions.record_involvement(process=facts.process, visitor=me, at=at, **form.cleaned_data)
        return gettext("Die Einbindung ist vermerkt.")

    return _answer(request, me, facts, {"involvement_form": form}, do)


def _answer(
    request: HttpRequest,
    me: Visitor,
    facts: ProcessPage,
    forms: dict[str, Any],
    do: Callable[[], str],
) -> HttpResponse:
    """Do what was sent and go back to the desk; after a no, the desk with what was typed."""
    if request.method != "POST":
        return _desk(request, me, facts, forms)
    form = next((one for one in forms.values() if isinstance(one, FormatsForm)), None)
    if form is not None and not form.is_valid():
        return _desk(request, me, facts, forms, status=400)
    try:
        messages.success(request, do())
    except Refusal as refusal:
        if form is None:
            return _desk(request, me, facts, {"refusal": refusal}, status=refusal.status)
        form.show(refusal)
        if refusal.status == HTTPStatus.CONFLICT:
            facts = _facts(facts.node.public_id, facts.at)
            if _is_gone(form, forms, _forms(request, facts)):
                forms = {"refusal": refusal, "words": _typed(form)}
        return _desk(request, me, facts, forms, status=refusal.status)
    return redirect("process-desk", public_id=facts.node.public_id)


def _is_gone(form: FormatsForm, sent: dict[str, Any], offered: dict[str, Any]) -> bool:
    """Whether the desk no longer offers a form: a colleague was quicker."""
    return all(offered.get(name) is None for name, one in sent.items() if one is form)


def _typed(form: FormatsForm) -> list[tuple[str, str]]:
    """The words in a form, by what their fields are called."""
    named = [(str(label), form.data.get(name, "")) for name, label in LABELS.items()]
    return [(label, text) for label, text in named if text.strip()]


def _desk(
    request: HttpRequest,
    me: Visitor,
    facts: ProcessPage,
    forms: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    process, concept = facts.process, facts.concept.version if facts.concept else None
    phases = [one.phase for one in facts.phases]
    context = {
        "page": facts,
        "missing": what_is_missing(process, concept=concept, phases=phases),
        "opening": may_open_process(process, concept=concept, phases=phases, at=facts.at),
        "trail": [(reverse("processes"), gettext("Verfahren"))],
        **_forms(request, facts),
        **forms,
    }
    return page(request, "formats/desk/desk.html", me, context, status=status)


def _forms(request: HttpRequest, facts: ProcessPage) -> dict[str, Any]:
    """The forms as they are before somebody types; the address may name a district."""
    running = facts.running or facts.coming
    extension = {"phase": running.phase.pk, **_moments(running.phase)} if running else {}
    return {
        "purpose_form": PurposeForm(initial=_purpose(facts)) if not facts.is_opened else None,
        "call_off_form": CallOffForm() if facts.can_be_called_off else None,
        "concept_form": ConceptForm(opened=facts.is_opened, initial=_words(facts)),
        "phase_form": PhaseForm() if not facts.is_opened else None,
        "extension_form": ExtensionForm(initial=extension) if running else None,
        "extended": running,
        "involvement_form": InvolvementForm(initial=_invitation(request, facts)),
    }


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _facts(public_id: str, at: datetime) -> ProcessPage:
    process = process_by_public_id(public_id)
    facts = process_page(process.node, at=at) if process else None
    if facts is None:
        raise Http404("Dieses Verfahren gibt es nicht.")
    return facts


def _phase(request: HttpRequest, facts: ProcessPage) -> Any:
    """The phase of this process that the address names; None for a new one."""
    number = request.GET.get("phase", "")
    if not number:
        return None
    found = [one.phase for one in facts.phases if str(one.phase.pk) == number]
    if not found:
        raise Http404("Diese Phase gibt es nicht (mehr).")
    return found[0]


def _purpose(facts: ProcessPage) -> dict[str, str]:
    return {"title": facts.node.title, "purpose": facts.node.text}


def _words(facts: ProcessPage) -> dict[str, str]:
    return facts.concept.version.words if facts.concept else {}


def _moments(phase: Any) -> dict[str, Any]:
    """A phase as its form shows it."""
    if phase is None:
        return {}
    return {
        "name": phase.name,
        "opens": phase.opens,
        "closes": phase.closes,
        "answer_due": phase.answer_due,
        "moderation": phase.moderation,
        "verbs": [verb.value for verb in Verb if phase.verbs & verb],
    }


def _invitation(request: HttpRequest, facts: ProcessPage) -> dict[str, Any]:
    """The district that the address names, with its invitation that is not answered yet."""
    number = request.GET.get("bezirk", "")
    found = [one for one in facts.districts if str(one.number) == number]
    if not found:
        return {}
    waiting = [record for record in found[0].records if not record.answer]
    last = {"unit": waiting[-1].unit, "invited_on": waiting[-1].invited_on} if waiting else {}
    return {"district": number, **last}
