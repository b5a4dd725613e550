"""Which windows cover a node, and when."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, QuerySet

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.queries.places import paths_above

_WINDOWS_AT = prepared(
    lambda paths: Window.objects.filter(path__in=paths).select_related("audience").order_by("id")
)


def window_if_open(window: Any, node: Any, at: Any) -> QuerySet[Window]:
    """The window with this key, while it is open and the node public; to be prepared."""
    return Window.objects.filter(pk=window, opens__lte=at, closes__gt=at).filter(
        Exists(Node.objects.filter(pk=node, visibility=Visibility.PUBLIC))
    )


_OPEN_WINDOW = prepared(
    lambda window, node, at: window_if_open(window, node, at).values_list("pk", flat=True)
)


def windows_above(path: str) -> list[Window]:
    """Every window, past, present and to come, that covers the node with this path."""
    return _WINDOWS_AT(paths_above(path))


def still_open(window: Window, node: Node, *, at: datetime) -> bool:
    """Whether the window is open and the node public, asked inside the writing transaction.

    The clock did not stand still while a form was read, and nor did the moderators.
    """
    return bool(_OPEN_WINDOW(window, node, at))


def open_windows(*, at: datetime, limit: int = 20) -> list[Window]:
    """Windows open now, soonest to close first."""
    return list(
        Window.objects.filter(opens__lte=at, closes__gt=at)
        .select_related("node", "opened_by", "audience")
        .order_by("closes", "id")[:limit]
    )


def next_boundary(*, at: datetime) -> datetime | None:
    """The next moment at which a window opens or closes or an answer falls due."""
    soonest: list[datetime] = []
    for field in ("opens", "closes", "answer_due"):
        moment = (
            Window.objects.filter(**{f"{field}__gt": at})
            .order_by(field)
            .values_list(field, flat=True)
            .first()
        )
        if moment:
            soonest.append(moment)
    return min(soonest, default=None)


def boundary(windows: Iterable[Window], *, at: datetime) -> datetime | None:
    """The next moment at which one of these windows opens, closes or has its answers due."""
    moments = [m for w in windows for m in (w.opens, w.closes, w.answer_due) if m and m > at]
    return min(moments, default=None)
