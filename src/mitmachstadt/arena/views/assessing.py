"""How an idea is assessed, by whom and by what, and what the body decided."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mitmachstadt.arena.actions import assessing
from mitmachstadt.arena.calculations.assessing import spreads
from mitmachstadt.arena.forms.assessing import AssessorForm, CriteriaForm, ScoresForm, SelectForm
from mitmachstadt.arena.queries import Arena, Idea, arena_by_public_id, goals_of
from mitmachstadt.arena.queries.assessing import (
    assessors_of,
    criteria_of,
    decisions_of_body,
    how_many_gave,
    ideas_in_assessment,
    newest_assessment,
    newest_criteria,
    own_scores,
    scores_in,
    selections_of,
)
from mitmachstadt.arena.rules.assessing import may_assess, may_see_scores
from mitmachstadt.arena.views.finding import both, for_office, found_idea
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import (
    attempt,
    number,
    only_for,
    page,
    refused,
    session_ended,
    who,
)


@both
def assessment(request: HttpRequest, public_id: str) -> HttpResponse:
    """Criteria and, once it is closed, every score; the form for whoever assesses."""
    me, at = who(request)
    idea = found_idea(public_id)
    if request.method != "POST":
        return _page(request, me, idea)
    if me.person is None:
        return session_ended(request)
    found = newest_assessment(idea)
    may = may_assess(me, idea, found)
    if may.refusal is not None:
        return refused(request, me, may.refusal)
    criteria = criteria_of(found.version) if found else []
    form = ScoresForm(request.POST, criteria=criteria, before=[])
    status = attempt(
        form, lambda: assessing.assess(idea=idea, scores=form.scores, visitor=me, at=at)
    )
    if status == 200:
        return _back(request, idea, _("Gespeichert. Bis zum Abschluss können Sie es ändern."))
    return _page(request, me, idea, status=status, form=form)


def _back(request: HttpRequest, idea: Idea, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("idea-assessment", public_id=idea.node.public_id)


def _page(
    request: HttpRequest, me: Visitor, idea: Idea, *, status: int = 200, **more: Any
) -> HttpResponse:
    found = newest_assessment(idea)
    criteria = criteria_of(found.version if found else newest_criteria(idea.arena))
    may = may_assess(me, idea, found)
    shown = found is not None and may_see_scores(me, found).allowed
    context = {
        "idea": idea,
        "assessment": found,
        "criteria": criteria,
        "gave": how_many_gave(found) if found else 0,
        "spreads": spreads(criteria, scores_in(found)) if found and shown else [],
        "refusal": may.refusal,
        "selections": selections_of(idea),
        **more,
    }
    if may.allowed and found is not None and me.person is not None and "form" not in more:
        before = own_scores(found, me.person)
        context["form"] = ScoresForm(criteria=criteria, before=before)
    if me.is_office and "select_form" not in more:
        context["select_form"] = SelectForm(decisions=decisions_of_body(idea.arena))
    return page(request, "arena/assessment.html", me, context, status=status)


def _button(act: Callable[..., object], words: Callable[[], str]) -> Callable[..., HttpResponse]:
    """What the office does with an assessment."""

    @require_POST
    @for_office
    def view(request: HttpRequest, me: Visitor, at: datetime, idea: Idea) -> HttpResponse:
        try:
            act(idea=idea, visitor=me, at=at)
        except Refusal as refusal:
            return refused(request, me, refusal)
        return _back(request, idea, words())

    return view


begin = _button(
    assessing.begin_assessment, lambda: _("Die Bewertung läuft. Die Kriterien stehen jetzt fest.")
)
close = _button(
    assessing.close_assessment, lambda: _("Abgeschlossen. Alle können die Bewertung lesen.")
)


@require_POST
@for_office
def select(request: HttpRequest, me: Visitor, at: datetime, idea: Idea) -> HttpResponse:
    """Write down what the body decided."""
    form = SelectForm(request.POST, decisions=decisions_of_body(idea.arena))
    status = attempt(
        form, lambda: assessing.select_idea(idea=idea, visitor=me, at=at, **form.given)
    )
    if status == 200:
        return _back(request, idea, _("Das ist jetzt öffentlich, mit Begründung und Beschluss."))
    return _page(request, me, idea, status=status, select_form=form)


def _arena(public_id: str) -> Arena:
    arena = arena_by_public_id(public_id)
    if arena is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    return arena


@both
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Criteria, assessors, and how far each idea is."""
    arena = _arena(public_id)
    if request.method != "POST":
        return _desk(request, me, arena)
    form = CriteriaForm(request.POST, criteria=[], goals=goals_of(arena))
    status = attempt(
        form,
        lambda: assessing.keep_criteria(arena=arena, criteria=form.criteria, visitor=me, at=at),
    )
    if status == 200:
        return _to_desk(request, arena, _("Gespeichert."))
    return _desk(request, me, arena, status=status, form=form)


def _to_desk(request: HttpRequest, arena: Arena, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("assessment-desk", public_id=arena.node.public_id)


def _desk(
    request: HttpRequest, me: Visitor, arena: Arena, *, status: int = 200, **more: Any
) -> HttpResponse:
    version = newest_criteria(arena)
    criteria = criteria_of(version)
    rows, older = ideas_in_assessment(arena, before=number(request.GET.get("nach", "")))
    context = {
        "arena": arena,
        "version": version,
        "criteria": criteria,
        "assessors": assessors_of(arena),
        "assessor_form": AssessorForm(),
        "ideas": rows,
        "older": f"?nach={older}" if older else "",
        **more,
    }
    if "form" not in more and (version is None or version.begun is None):
        context["form"] = CriteriaForm(criteria=criteria, goals=goals_of(arena))
    return page(request, "arena/assessment_desk.html", me, context, status=status)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def renew(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """A new version of the criteria."""
    arena = _arena(public_id)
    try:
        assessing.renew_criteria(arena=arena, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    return _to_desk(request, arena, _("Ein neuer Stand ist angelegt."))


@require_POST
@only_for(BuiltInGroup.OFFICE)
def name(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Let somebody assess."""
    arena, form = _arena(public_id), AssessorForm(request.POST)
    status = attempt(
        form,
        lambda: assessing.name_assessor(
            arena=arena, email=form.cleaned_data["email"], visitor=me, at=at
        ),
    )
    if status == 200:
        return _to_desk(request, arena, _("Eingetragen."))
    return _desk(request, me, arena, status=status, assessor_form=form)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def end(
    request: HttpRequest, me: Visitor, at: datetime, public_id: str, assessor: int
) -> HttpResponse:
    """Let somebody assess no longer."""
    arena = _arena(public_id)
    found = next((each for each in assessors_of(arena) if each.pk == assessor), None)
    if found is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    assessing.end_assessor(assessor=found, visitor=me, at=at)
    return _to_desk(request, arena, _("Beendet. Was diese Person bewertet hat, bleibt."))
