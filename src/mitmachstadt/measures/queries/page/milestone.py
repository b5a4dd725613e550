"""A milestone and how often it was moved."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from mitmachstadt.measures.models import (
    Milestone,
    MilestoneMove,
)
from mitmachstadt.nodes.models import Node


@dataclass(frozen=True)
class MilestonePage:
    """A milestone of a measure, and how often it was moved."""

    milestone: Milestone
    moves: list[MilestoneMove]
    late: bool


def milestone_page(node: Node, *, at: datetime) -> MilestonePage | None:
    """The page of a milestone; two statements."""
    found = Milestone.objects.select_related("measure__node", "measure__owner")
    row = found.filter(pk=node.pk).first()
    if row is None:
        return None
    late = row.reached is None and row.planned < timezone.localdate(at)
    return MilestonePage(row, list(row.moves.all()), late)
