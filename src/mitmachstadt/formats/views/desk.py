"""The desk of a process: one page with a form for each part, each sent to its own address."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.formats import actions
from mitmachstadt.formats.forms import (
    CallOffForm,
    ConceptForm,
    ExtensionForm,
    PhaseForm,
    PurposeForm,
)
from mitmachstadt.formats.queries import phase_of
from mitmachstadt.formats.views.desk_page import (
    answer,
    facts_of,
    moments,
    phase_named,
    purpose,
    sent,
    shown,
    words_of,
)
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Everything about a process that can be prepared, and what is missing before it opens."""
    return shown(request, me, facts_of(public_id, at), {})


@both
@only_for(BuiltInGroup.OFFICE)
def concept(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Write the participation concept."""
    facts = facts_of(public_id, at)
    form = ConceptForm(sent(request), opened=facts.is_opened, initial=words_of(facts))

    def do() -> str:
        reason = form.cleaned_data.get("reason", "")
        actions.write_concept(
            process=facts.process, words=form.words, visitor=me, at=at, reason=reason
        )
        return gettext("Das Beteiligungskonzept ist gespeichert.")

    return answer(request, me, facts, {"concept_form": form}, do)


@both
@only_for(BuiltInGroup.OFFICE)
def phase(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Plan a phase, or change the one that `?phase=` names."""
    facts = facts_of(public_id, at)
    known = phase_named(request, facts)
    form = PhaseForm(sent(request), initial=moments(known) or None)

    def do() -> str:
        actions.plan_phase(
            process=facts.process, phase=known, visitor=me, at=at, **form.cleaned_data
        )
        return gettext("Die Phase ist gespeichert. Öffentlich wird sie mit dem Verfahren.")

    return answer(request, me, facts, {"phase_form": form, "phase": known}, do)


@both
@only_for(BuiltInGroup.OFFICE)
def phase_drop(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Take the planned phase out that `?phase=` names."""
    facts = facts_of(public_id, at)
    known = phase_named(request, facts)

    def do() -> str:
        if known is None:
            raise Http404("Diese Phase gibt es nicht (mehr).")
        actions.drop_phase(phase=known, visitor=me, at=at)
        return gettext("Die Phase ist gestrichen.")

    return answer(request, me, facts, {}, do)


@both
@only_for(BuiltInGroup.OFFICE)
def rename(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Change the title and the purpose, until it opens."""
    facts = facts_of(public_id, at)
    form = PurposeForm(sent(request), initial=purpose(facts))

    def do() -> str:
        actions.rename_process(process=facts.process, visitor=me, at=at, **form.cleaned_data)
        return gettext("Titel und Zweck sind gespeichert.")

    return answer(request, me, facts, {"purpose_form": form}, do)


@both
@only_for(BuiltInGroup.OFFICE)
def discard(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Give up a process that has not opened."""
    facts = facts_of(public_id, at)
    if request.method != "POST":
        return shown(request, me, facts, {})
    try:
        actions.discard_process(process=facts.process, visitor=me, at=at)
    except Refusal as refusal:
        return shown(request, me, facts, {"refusal": refusal}, status=refusal.status)
    messages.success(request, gettext("„{title}“ ist verworfen.").format(title=facts.node.title))
    return redirect("processes")


@both
@only_for(BuiltInGroup.OFFICE)
def call_off(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """End an open process before its time, publicly and with a reason."""
    facts = facts_of(public_id, at)
    form = CallOffForm(sent(request))

    def do() -> str:
        actions.call_off(process=facts.process, visitor=me, at=at, **form.cleaned_data)
        return gettext("Das Verfahren ist abgebrochen. Die Begründung ist öffentlich.")

    return answer(request, me, facts, {"call_off_form": form}, do)


@both
@only_for(BuiltInGroup.OFFICE)
def open_it(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Open the process: from now on it is public."""
    facts = facts_of(public_id, at)

    def do() -> str:
        actions.open_process(process=facts.process, visitor=me, at=at)
        return gettext("Das Verfahren ist geöffnet und öffentlich.")

    return answer(request, me, facts, {}, do)


@both
@only_for(BuiltInGroup.OFFICE)
def extend(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Let a phase end later, publicly and with a reason."""
    facts = facts_of(public_id, at)
    form = ExtensionForm(sent(request))

    def do() -> str:
        values = dict(form.cleaned_data)
        known = phase_of(facts.process, values.pop("phase"))
        if known is None:
            raise Http404("Diese Phase gibt es nicht (mehr).")
        actions.extend_phase(phase=known, visitor=me, at=at, **values)
        return gettext("Die Phase ist verlängert. Die Begründung ist öffentlich.")

    return answer(request, me, facts, {"extension_form": form}, do)
