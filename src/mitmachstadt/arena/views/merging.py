"""The office lets ideas become one, and one become several."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mitmachstadt.arena import actions
from mitmachstadt.arena.errors import NotAnIdea
from mitmachstadt.arena.forms import MergeForm, ReasonForm, SplitForm
from mitmachstadt.arena.queries import Idea, idea_by_public_id, ideas_at, merge_parts
from mitmachstadt.arena.views.finding import both, for_office
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import attempt, missing, only_for, page, refused


@both
@for_office
def merge(request: HttpRequest, me: Visitor, at: datetime, idea: Idea) -> HttpResponse:
    """Which ideas go into this one, and which did."""
    form = MergeForm(request.POST or None)
    status = 200
    if form.is_bound:
        status = attempt(form, lambda: _merge(form, idea, me, at))
        if status == 200:
            messages.success(request, _("Zusammengefasst. Jede Idee behält ihre Seite."))
            return redirect("node", public_id=idea.node.public_id)
    context = {"idea": idea, "form": form, "parts": merge_parts(idea), "undo_form": ReasonForm()}
    return page(request, "arena/merge.html", me, context, status=status)


def _merge(form: MergeForm, idea: Idea, me: Visitor, at: datetime) -> None:
    wanted = form.addresses
    found = {part.node.public_id: part for part in ideas_at(wanted)}
    for public_id in wanted:
        if public_id not in found:
            raise NotAnIdea(title=public_id[:40])
    actions.merge_ideas(
        whole=idea,
        parts=[found[public_id] for public_id in wanted],
        reason=form.cleaned_data["reason"],
        visitor=me,
        at=at,
    )


@require_POST
@only_for(BuiltInGroup.OFFICE)
def undo(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Let an idea stand for itself again, one that was hidden meanwhile too."""
    idea = idea_by_public_id(public_id)
    if idea is None:
        return missing(request, me)
    reason = request.POST.get("reason", "")
    try:
        actions.undo_merge(part=idea, reason=reason, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal, words=[(_("Warum?"), reason)])
    messages.success(request, _("Die Idee steht wieder für sich."))
    return redirect("node", public_id=public_id)


@both
@for_office
def split(request: HttpRequest, me: Visitor, at: datetime, idea: Idea) -> HttpResponse:
    """Make several ideas of one."""
    form = SplitForm(request.POST or None)
    status = 200
    if form.is_bound:
        status = attempt(
            form,
            lambda: actions.split_idea(
                idea=idea,
                parts=form.parts,
                reason=form.cleaned_data["reason"],
                visitor=me,
                at=at,
            ),
        )
        if status == 200:
            messages.success(request, _("Aufgeteilt. Die Teile nennen, woher sie kommen."))
            return redirect("node", public_id=idea.node.public_id)
    context = {"idea": idea, "form": form}
    return page(request, "arena/split.html", me, context, status=status)
