"""Spam patterns, and what has to be known to hold a text against them."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Subquery

from mitmachstadt.contributions.enums import TRIED_ON
from mitmachstadt.contributions.models import ActivePatterns, Remark, SpamPattern
from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Visibility
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.queries import window_if_open

# How often the same words are looked for; a pattern names no higher number.
MOST_REPEATS = 50

_RULES_IF_OPEN = prepared(
    lambda window, node, at: window_if_open(window, node, at).values_list(
        "pk", Subquery(ActivePatterns.objects.values("rules")[:1])
    )
)
_SAME_WORDS = prepared(
    lambda mark: (
        Remark.objects.filter(fingerprint=mark)
        .order_by("-node_id")
        .values_list("node__created", flat=True)[:MOST_REPEATS]
    )
)


def rules_if_open(window: Window, node: Node, *, at: datetime) -> str | None:
    """The active patterns, while the window is open and the node public; else None.

    One statement, asked inside the writing transaction: nobody can be ahead of it.
    """
    found = _RULES_IF_OPEN.first(window, node, at)
    return None if found is None else found[1] or ""


def active_rules() -> str:
    """The active patterns as one text."""
    return ActivePatterns.objects.values_list("rules", flat=True).first() or ""


def came_before(mark: int, *, number: int, since: datetime) -> bool:
    """Whether the same words came so often since a moment."""
    moments: Sequence[datetime] = _SAME_WORDS(mark)
    return len([moment for moment in moments if moment > since]) >= number


def patterns() -> list[SpamPattern]:
    """All patterns, the active ones first."""
    return list(SpamPattern.objects.order_by("-active", "name", "id"))


def pattern_by_public_id(public_id: str) -> SpamPattern | None:
    return SpamPattern.objects.filter(public_id=public_id).first()


def newest_said() -> list[Node]:
    """The newest contributions that still have words, oldest of them first."""
    shown = (Visibility.PUBLIC, Visibility.WAITING, Visibility.HIDDEN)
    found = (
        Node.objects.filter(kind__in=CONTRIBUTIONS, visibility__in=shown)
        .exclude(text="")
        .only("public_id", "text", "created", "visibility")
        .order_by("-pk")[:TRIED_ON]
    )
    return list(found)[::-1]
