"""Releasing, leaving, hiding and showing again, with reasons."""

from datetime import datetime

from django.db import transaction

from mitmachstadt.contributions.actions.keeping import change_visibility, locked, settle_reports
from mitmachstadt.contributions.enums import LONGEST_REASON, AppealOutcome, Step
from mitmachstadt.contributions.models import Appeal, Claim, ModerationStep, Remark
from mitmachstadt.contributions.rules import is_short_enough, may_moderate, was_read
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


def release(*, node: Node, visitor: Visitor, at: datetime, seen: int | None = None) -> Node:
    """Let everyone see a contribution that waited for a moderator.

    Args:
        seen: the version that the moderator read; another one is refused.
    """
    return moderate(
        node,
        _as_moderator(visitor),
        at,
        seen=seen,
        step=Step.RELEASED,
        reason="",
        allowed={Visibility.WAITING},
        becomes=Visibility.PUBLIC,
    )


def hide(
    *, node: Node, visitor: Visitor, reason: str, at: datetime, seen: int | None = None
) -> Node:
    """Hide a contribution, with a reason that its author and the public read."""
    return moderate(
        node,
        _as_moderator(visitor),
        at,
        seen=seen,
        step=Step.HIDDEN,
        reason=reason,
        allowed={Visibility.WAITING, Visibility.PUBLIC},
        becomes=Visibility.HIDDEN,
    )


def show_again(
    *, node: Node, visitor: Visitor, reason: str, at: datetime, seen: int | None = None
) -> Node:
    """Show a hidden contribution again, with the reason for the change of mind."""
    return moderate(
        node,
        _as_moderator(visitor),
        at,
        seen=seen,
        step=Step.SHOWN,
        reason=reason,
        allowed={Visibility.HIDDEN},
        becomes=Visibility.PUBLIC,
    )


def leave(*, node: Node, visitor: Visitor, at: datetime, seen: int | None = None) -> Node:
    """Leave a public contribution as it is: somebody has looked at it, and at what was reported."""
    person = _as_moderator(visitor)
    with transaction.atomic():
        node = locked(node)
        was_read(node, seen).require()
        allowed = {Visibility.PUBLIC}
        may_moderate(node, person, allowed=allowed, reason="", needs_reason=False).require()
        Remark.objects.filter(node=node).update(unseen=False)
        Claim.objects.filter(node=node).delete()
        reports = settle_reports(node, at, upheld=False)
        if reports:
            content = {"reports": reports, "by": person.public_id}
            append(kind="reports.answered", subject=node.public_id, content=content, at=at)
    return node


def moderate(
    node: Node,
    by: Person,
    at: datetime,
    *,
    step: Step,
    reason: str,
    allowed: set[Visibility],
    becomes: Visibility,
    seen: int | None = None,
) -> Node:
    """Change who sees a contribution; whether somebody may, the caller has asked."""
    reason = clean_text(reason)
    with transaction.atomic():
        node = locked(node)
        was_read(node, seen).require()
        needs_reason = step != Step.RELEASED
        may_moderate(node, by, allowed=allowed, reason=reason, needs_reason=needs_reason).require()
        is_short_enough(reason, LONGEST_REASON).require()
        waited = node.visibility == Visibility.WAITING
        done = ModerationStep.objects.create(
            node=node, step=step, reason=reason, by=by, at=at, waited=waited
        )
        change_visibility(node, becomes, at)
        Remark.objects.filter(node=node).update(unseen=False)
        Claim.objects.filter(node=node).delete()
        settle_reports(node, at, upheld=becomes == Visibility.HIDDEN)
        if becomes == Visibility.PUBLIC:
            close_appeal(node, AppealOutcome.SHOWN, reason, by, at)
        content = {"reason": reason, "by": by.public_id}
        append(kind=f"{node.kind}.{step.value}", subject=node.public_id, content=content, at=at)
        enqueue("mitmachstadt.contributions.tasks.tell_of_step", number=done.pk)
    return node


def close_appeal(node: Node, outcome: AppealOutcome, reason: str, by: Person, at: datetime) -> None:
    """An appeal that was open is decided."""
    still_open = Appeal.objects.filter(node=node, decided__isnull=True)
    still_open.update(outcome=outcome, reason=reason, by=by, decided=at)


def _as_moderator(visitor: Visitor) -> Person:
    may_work_as(visitor, BuiltInGroup.MODERATOR).require()
    assert visitor.person is not None
    return visitor.person
