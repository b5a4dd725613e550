"""What waits for a moderator, and what moderators did."""

from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q

from mitmachstadt.contributions.enums import Step
from mitmachstadt.contributions.models import ModerationStep, Remark
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import (
    Place,
    with_veiled_parent,
)

QUEUE_PAGE = 20


def moderation_history(node: Node) -> list[ModerationStep]:
    """What was done to a contribution, oldest first."""
    return list(node.moderation_steps.order_by("at", "id"))


def hiding_reason(node: Node) -> str:
    """Why a contribution is hidden, in the moderator's words."""
    step = node.moderation_steps.filter(step=Step.HIDDEN).order_by("-at", "-id").first()
    return step.reason if step else ""


def waiting_page(
    *, after: Place | None = None, unproven: bool | None = None
) -> tuple[list[Node], Place | None]:
    """Contributions that wait for a moderator, oldest first, with what they are about.

    Args:
        unproven: only those without proof of work, or only the others.
    """
    found = Node.objects.filter(visibility=Visibility.WAITING, kind=Kind.REMARK)
    if unproven is not None:
        found = found.filter(remark__unproven=unproven)
    if after:
        found = found.filter(created__gte=after.created).exclude(
            created=after.created, id__lte=after.id
        )
    page = list(
        found.select_related("parent", "window", "district", "remark").order_by("created", "id")[
            : QUEUE_PAGE + 1
        ]
    )
    more = len(page) > QUEUE_PAGE
    page = [with_veiled_parent(node) for node in page[:QUEUE_PAGE]]
    return page, Place(page[-1].created, page[-1].pk) if more else None


class Waiting(NamedTuple):
    """How many contributions wait for a moderator, and how many of them without proof of work."""

    all: int
    unproven: int

    @property
    def others(self) -> int:
        return self.all - self.unproven


def how_many_wait() -> Waiting:
    """Both numbers; one query."""
    waiting = Node.objects.filter(visibility=Visibility.WAITING, kind=Kind.REMARK)
    numbers = waiting.aggregate(
        all=Count("pk"), unproven=Count("pk", filter=Q(remark__unproven=True))
    )
    return Waiting(**numbers)


def was_let_through(node: Node) -> bool:
    """Whether it is public because a moderator read it."""
    return node.moderation_steps.filter(step__in=(Step.RELEASED, Step.SHOWN)).exists()


def is_unproven(node: Node) -> bool:
    """Whether a contribution came without account and without proof of work."""
    return Remark.objects.filter(node=node, unproven=True).exists()


# Written out: asked on the way of every contribution without proof.
_AT_LEAST = (
    "SELECT 1 FROM contributions_remark r JOIN nodes_node n ON n.id = r.node_id"
    " WHERE r.unproven AND n.visibility = 'waiting' LIMIT 1 OFFSET %s"
)


def is_unproven_queue_full() -> bool:
    """Whether as many contributions without proof wait as may; stops counting there."""
    most: int = max(0, settings.UNPROVEN_WAITING)
    if most == 0:
        return True
    with connection.cursor() as cursor:
        cursor.execute(_AT_LEAST, [most - 1])
        return cursor.fetchone() is not None
