"""What experts say about an idea: everybody reads it, whoever has an account can say it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mitmachstadt.arena.actions import stating
from mitmachstadt.arena.forms.statements import StatementForm
from mitmachstadt.arena.queries import Idea, Statement
from mitmachstadt.arena.queries.statements import statement_of, statements_page
from mitmachstadt.arena.rules.statements import may_change_statement
from mitmachstadt.arena.views.finding import both, for_office, found_idea, signed_in
from mitmachstadt.contributions.views.personal import ask, has_to_be_asked, wants_to_change
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor, organisations_of
from mitmachstadt.people.views.pages import (
    attempt,
    number,
    page,
    refused,
    session_ended,
    who,
)


@both
def statements(request: HttpRequest, public_id: str) -> HttpResponse:
    """All statements, and the form for one's own."""
    me, at = who(request)
    idea = found_idea(public_id)
    if request.method != "POST":
        return _page(request, me, at, idea)
    if me.person is None:
        return session_ended(request)
    form = StatementForm(request.POST, organisations=_organisations(me, at))
    if wants_to_change(request):
        return _page(request, me, at, idea, form=form)
    if form.is_valid() and has_to_be_asked(request, *form.read_by_all):
        return ask(request, me, *form.read_by_all)
    status = attempt(
        form,
        lambda: stating.state(
            idea=idea, said=form.said, organisation=form.organisation, visitor=me, at=at
        ),
    )
    if status == 200:
        return _back(request, idea, _("Danke! Ihre Stellungnahme ist öffentlich."))
    return _page(request, me, at, idea, status=status, form=form)


def _organisations(me: Visitor, at: datetime) -> list[Any]:
    return organisations_of(me.person, at=at) if me.person else []


def _back(request: HttpRequest, idea: Idea, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("idea-statements", public_id=idea.node.public_id)


def _page(
    request: HttpRequest, me: Visitor, at: datetime, idea: Idea, *, status: int = 200, **more: Any
) -> HttpResponse:
    found = statements_page(idea, before=number(request.GET.get("nach", "")))
    organisations = _organisations(me, at)
    ours = {each.pk for each in organisations}
    context = {
        "idea": idea,
        "found": found,
        "older": f"?nach={found.older}" if found.older else "",
        "mine": [s.pk for s in found.statements if _is_mine(s, me, ours)],
        "form": StatementForm(organisations=organisations),
        **more,
    }
    return page(request, "arena/statements.html", me, context, status=status)


def _is_mine(statement: Statement, me: Visitor, ours: set[int]) -> bool:
    if me.person is None or statement.withdrawn is not None:
        return False
    if statement.organisation_id is not None:
        return statement.organisation_id in ours
    return statement.person_id == me.person.pk


def _found(idea: Idea, statement: int) -> Statement:
    found = statement_of(idea, statement)
    if found is None:
        raise Http404(_("Diese Stellungnahme gibt es nicht."))
    return found


@both
@signed_in
def correct(
    request: HttpRequest, me: Visitor, at: datetime, idea: Idea, statement: int
) -> HttpResponse:
    """Say it otherwise; the versions before stay."""
    found = _found(idea, statement)
    may = may_change_statement(me, found, at=at)
    if may.refusal is not None:
        return refused(request, me, may.refusal)
    form = StatementForm(request.POST or None, organisations=[], statement=found)
    status = 200
    if form.is_bound and not wants_to_change(request):
        if form.is_valid() and has_to_be_asked(request, *form.read_by_all):
            return ask(request, me, *form.read_by_all)
        status = attempt(
            form,
            lambda: stating.correct_statement(
                statement=found,
                said=form.said,
                seen=form.cleaned_data["seen"] or 0,
                visitor=me,
                at=at,
            ),
        )
        if status == 200:
            return _back(request, idea, _("Berichtigt. Was vorher da stand, bleibt lesbar."))
    context = {"idea": idea, "statement": found, "form": form}
    return page(request, "arena/statements_correct.html", me, context, status=status)


@require_POST
@signed_in
def withdraw(
    request: HttpRequest, me: Visitor, at: datetime, idea: Idea, statement: int
) -> HttpResponse:
    """Take it back."""
    try:
        stating.withdraw_statement(statement=_found(idea, statement), visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    return _back(request, idea, _("Zurückgezogen. Die Worte sind gelöscht."))


@require_POST
@for_office
def mark(
    request: HttpRequest, me: Visitor, at: datetime, idea: Idea, statement: int
) -> HttpResponse:
    """The office says that the expertise is not shown to be true, or takes that back."""
    found, reason = _found(idea, statement), request.POST.get("reason", "")
    try:
        if "unmark" in request.POST:
            stating.unmark_statement(statement=found, visitor=me, at=at)
        else:
            stating.mark_statement(statement=found, reason=reason, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal, words=[(_("Warum?"), reason)])
    return _back(request, idea, _("Gespeichert. Die Worte bleiben stehen."))
