"""An idea on its way: on, back, aside; what it pays into and what it is to become."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mitmachstadt.arena.enums import Sort, State, Target
from mitmachstadt.arena.errors import MovedMeanwhile
from mitmachstadt.arena.models import Idea, IdeaStep
from mitmachstadt.arena.queries import goals_of
from mitmachstadt.arena.rules import (
    may_aim_at,
    may_edit_sheet,
    may_move,
    may_pay_into,
    may_run_arena,
)
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import link, unlink
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.queries import Visitor


def locked_idea(idea: Idea) -> Idea:
    """The idea as it is now; who else moves, merges or edits it waits."""
    rows = Idea.objects.select_for_update(of=("self",)).select_related("node", "arena__node")
    return rows.get(pk=idea.pk)


def move_idea(
    *,
    idea: Idea,
    to: State,
    visitor: Visitor,
    at: datetime,
    reason: str = "",
    review_on: date | None = None,
    seen: State | None = None,
) -> IdeaStep:
    """Let an idea go on, back or aside; everybody reads the reason.

    Args:
        seen: where it stood on the page that was read.

    Raises:
        Refusal: why it cannot go there, and what is missing.
    """
    may_run_arena(visitor).require()
    reason = clean_text(reason)
    with transaction.atomic():
        idea = locked_idea(idea)
        if seen is not None and seen != idea.state:
            raise MovedMeanwhile(state=State(idea.state).label)
        today = timezone.localdate(at)
        may_move(idea, to, reason=reason, review_on=review_on, today=today).require()
        step = IdeaStep.objects.create(
            idea=idea,
            came_from=idea.state,
            went_to=to,
            reason=reason,
            review_on=review_on if to == State.PARKED else None,
            by=visitor.person,
            at=at,
        )
        idea.state, idea.since, idea.review_on = to, at, step.review_on
        idea.save(update_fields=["state", "since", "review_on"])
        content = {
            "from": step.came_from,
            "to": str(to),
            "reason": reason,
            "review_on": step.review_on.isoformat() if step.review_on else "",
        }
        append(kind="idea.moved", subject=idea.node.public_id, content=content, at=at)
    return step


def aim_at(
    *, idea: Idea, target: Target, visitor: Visitor, at: datetime, exception: str = ""
) -> Idea:
    """Say what kind of measure an idea is to become.

    Raises:
        OnlyDecentralOrNetwork: a central one needs a reason.
    """
    may_run_arena(visitor).require()
    exception = clean_text(exception) if target == Target.CENTRAL else ""
    may_aim_at(target, exception).require()
    with transaction.atomic():
        idea = locked_idea(idea)
        idea.target, idea.exception = target, exception
        idea.save(update_fields=["target", "exception"])
        content = {"target": str(target), "exception": exception}
        append(kind="idea.aimed", subject=idea.node.public_id, content=content, at=at)
    return idea


def convert_idea(*, idea: Idea, visitor: Visitor, at: datetime) -> Idea:
    """A need becomes a proposal, or a proposal turns out to be a need (D1)."""
    may_edit_sheet(visitor, idea).require()
    with transaction.atomic():
        idea = locked_idea(idea)
        idea.sort = Sort.PROPOSAL if idea.sort == Sort.NEED else Sort.NEED
        idea.save(update_fields=["sort"])
        content = {"sort": str(idea.sort)}
        append(kind="idea.converted", subject=idea.node.public_id, content=content, at=at)
    return idea


def pay_into(
    *, idea: Idea, goals: Sequence[tuple[Node, str]], visitor: Visitor, at: datetime
) -> None:
    """Say to which goals the idea contributes and how; what is left out is taken back.

    Raises:
        Refusal: too many, a reason is missing or the same twice, or it is not offered here.
    """
    may_edit_sheet(visitor, idea).require()
    person = visitor.person
    assert person is not None
    goals = [(node, clean_text(reason)) for node, reason in goals]
    may_pay_into(goals, offered=goals_of(idea.arena)).require()
    wanted = {node.pk: (node, reason[:500]) for node, reason in goals}
    with transaction.atomic():
        idea = locked_idea(idea)
        old = Trace.objects.filter(source=idea.pk, relation=Relation.PAYS_INTO)
        for trace in old.select_related("source", "target"):
            kept = wanted.get(trace.target_id)
            if kept is not None and kept[1] == trace.note:
                del wanted[trace.target_id]
            else:
                unlink(trace=trace, by=person, at=at, reason="")
        for node, reason in wanted.values():
            link(
                source=idea.node, target=node, relation=Relation.PAYS_INTO, note=reason,
                by=person, at=at,
            )  # fmt: skip
