"""What may say something similar to a contribution."""

from collections.abc import Collection

from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node

NEIGHBOURS = 500


def neighbours(node: Node, *, leave_out: Collection[int] = ()) -> list[Node]:
    """Other public contributions: about the same place first, then of the same time; two queries.

    Open ones before answered ones, newest first, so many at most that comparing them takes a
    moment.
    """
    others = (
        Node.objects.filter(kind=Kind.REMARK, visibility=Visibility.PUBLIC)
        .exclude(pk__in={node.pk, *leave_out})
        .only(
            "public_id",
            "title",
            "text",
            "version",
            "answers",
            "unit",
            "parent",
            "created",
            "author_name",
        )
    )
    here = list(others.filter(parent=node.parent_id).order_by("-created", "-id")[:NEIGHBOURS])
    room = NEIGHBOURS - len(here)
    waiting = others.filter(window=node.window_id, answers=0).exclude(parent=node.parent_id)
    nearby = list(waiting.order_by("-created", "-id")[:room]) if room and node.window_id else []
    return sorted(here, key=lambda other: other.answers > 0) + nearby
