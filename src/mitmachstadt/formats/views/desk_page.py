"""What the forms on the desk of a process show, and what follows from sending one."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

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
from mitmachstadt.formats.queries import ProcessPage, process_by_public_id, process_page
from mitmachstadt.formats.rules import may_open_process, what_is_missing
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.people.queries import Visitor, public_organisations
from mitmachstadt.people.views.pages import page


def answer(
    request: HttpRequest,
    me: Visitor,
    facts: ProcessPage,
    forms: dict[str, Any],
    do: Callable[[], str],
) -> HttpResponse:
    """Do what was sent and go back to the desk; after a no, the desk with what was typed."""
    if request.method != "POST":
        return shown(request, me, facts, forms)
    form = next((one for one in forms.values() if isinstance(one, FormatsForm)), None)
    if form is not None and not form.is_valid():
        return shown(request, me, facts, forms, status=400)
    try:
        messages.success(request, do())
    except Refusal as refusal:
        if form is None:
            return shown(request, me, facts, {"refusal": refusal}, status=refusal.status)
        form.show(refusal)
        if refusal.status == HTTPStatus.CONFLICT:
            facts = facts_of(facts.node.public_id, facts.at)
            if _is_gone(form, forms, _forms(request, facts)):
                forms = {"refusal": refusal, "words": _typed(form)}
        return shown(request, me, facts, forms, status=refusal.status)
    return redirect("process-desk", public_id=facts.node.public_id)


def _is_gone(form: FormatsForm, sent: dict[str, Any], offered: dict[str, Any]) -> bool:
    """Whether the desk no longer offers a form: a colleague was quicker."""
    return all(offered.get(name) is None for name, one in sent.items() if one is form)


def _typed(form: FormatsForm) -> list[tuple[str, str]]:
    """The words in a form, by what their fields are called."""
    named = [(str(label), form.data.get(name, "")) for name, label in LABELS.items()]
    return [(label, text) for label, text in named if text.strip()]


def shown(
    request: HttpRequest,
    me: Visitor,
    facts: ProcessPage,
    forms: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """The desk, with these forms as somebody left them."""
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
    extension = {"phase": running.phase.pk, **moments(running.phase)} if running else {}
    return {
        "purpose_form": PurposeForm(initial=purpose(facts)) if not facts.is_opened else None,
        "call_off_form": CallOffForm() if facts.can_be_called_off else None,
        "concept_form": ConceptForm(opened=facts.is_opened, initial=words_of(facts)),
        "phase_form": PhaseForm() if not facts.is_opened else None,
        "extension_form": ExtensionForm(initial=extension) if running else None,
        "extended": running,
        "involvement_form": InvolvementForm(
            initial=invitation_named(request, facts),
            districts=facts.known,
            organisations=public_organisations(),
        ),
    }


def sent(request: HttpRequest) -> Any:
    """What a form is bound to: nothing before somebody sent it."""
    return request.POST if request.method == "POST" else None


def facts_of(public_id: str, at: datetime) -> ProcessPage:
    """The process of an address, or the page that is not there."""
    process = process_by_public_id(public_id)
    facts = process_page(process.node, at=at) if process else None
    if facts is None:
        raise Http404("Dieses Verfahren gibt es nicht.")
    return facts


def phase_named(request: HttpRequest, facts: ProcessPage) -> Any:
    """The phase of this process that the address names; None for a new one."""
    number = request.GET.get("phase", "")
    if not number:
        return None
    found = [one.phase for one in facts.phases if str(one.phase.pk) == number]
    if not found:
        raise Http404("Diese Phase gibt es nicht (mehr).")
    return found[0]


def purpose(facts: ProcessPage) -> dict[str, str]:
    """What a process is called and is for, as its form shows it."""
    return {"title": facts.node.title, "purpose": facts.node.text}


def words_of(facts: ProcessPage) -> dict[str, str]:
    """The words of the concept, as its form shows them."""
    return facts.concept.version.words if facts.concept else {}


def moments(phase: Any) -> dict[str, Any]:
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


def invitation_named(request: HttpRequest, facts: ProcessPage) -> dict[str, Any]:
    """The district that the address names, with its invitation that is not answered yet."""
    number = request.GET.get("bezirk", "")
    found = [one for one in facts.districts if str(one.number) == number]
    if not found:
        return {}
    waiting = [each.record for each in found[0].records if not each.record.answer]
    if not waiting:
        return {"district": number}
    last, names = waiting[-1], ("unit", "invited_on", "respond_by", "channel", "audience")
    organisation = last.organisation.public_id if last.organisation else ""
    known = {name: getattr(last, name) for name in names}
    return {"district": number, "organisation": organisation, **known}
