"""What waits for a moderator, and what moderators did."""

from mitmachstadt.contributions.enums import Step
from mitmachstadt.contributions.models import ModerationStep
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


def waiting_page(*, after: Place | None = None) -> tuple[list[Node], Place | None]:
    """Contributions that wait for a moderator, oldest first, with what they are about."""
    found = Node.objects.filter(visibility=Visibility.WAITING, kind=Kind.REMARK)
    if after:
        found = found.filter(created__gte=after.created).exclude(
            created=after.created, id__lte=after.id
        )
    page = list(
        found.select_related("parent", "window", "district").order_by("created", "id")[
            : QUEUE_PAGE + 1
        ]
    )
    more = len(page) > QUEUE_PAGE
    page = [with_veiled_parent(node) for node in page[:QUEUE_PAGE]]
    return page, Place(page[-1].created, page[-1].pk) if more else None


def how_many_wait() -> int:
    return Node.objects.filter(visibility=Visibility.WAITING, kind=Kind.REMARK).count()
