"""Releasing, hiding and showing again, with reasons."""

from datetime import datetime

from django.db import transaction

from mitmachstadt.contributions.actions.keeping import change_visibility, locked
from mitmachstadt.contributions.enums import Step
from mitmachstadt.contributions.models import ModerationStep
from mitmachstadt.contributions.rules import may_moderate, was_read
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


def release(*, node: Node, visitor: Visitor, at: datetime, seen: int | None = None) -> Node:
    """Let everyone see a contribution that waited for a moderator.

    Args:
        seen: the version that the moderator read; another one is refused.
    """
    return _moderate(
        node,
        visitor,
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
    return _moderate(
        node,
        visitor,
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
    return _moderate(
        node,
        visitor,
        at,
        seen=seen,
        step=Step.SHOWN,
        reason=reason,
        allowed={Visibility.HIDDEN},
        becomes=Visibility.PUBLIC,
    )


def _moderate(
    node: Node,
    visitor: Visitor,
    at: datetime,
    *,
    seen: int | None,
    step: Step,
    reason: str,
    allowed: set[Visibility],
    becomes: Visibility,
) -> Node:
    may_work_as(visitor, BuiltInGroup.MODERATOR).require()
    person = visitor.person
    assert person is not None
    reason = clean_text(reason)
    with transaction.atomic():
        node = locked(node)
        was_read(node, seen).require()
        needs_reason = step != Step.RELEASED
        may_moderate(
            node, person, allowed=allowed, reason=reason, needs_reason=needs_reason
        ).require()
        done = ModerationStep.objects.create(node=node, step=step, reason=reason, by=person, at=at)
        change_visibility(node, becomes, at)
        content = {"reason": reason, "by": person.public_id}
        append(kind=f"remark.{step.value}", subject=node.public_id, content=content, at=at)
        enqueue("mitmachstadt.contributions.tasks.tell_of_step", number=done.pk)
    return node
