"""A conversation about a node, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.db.models import Window as WindowOver
from django.db.models.functions import RowNumber

from mitmachstadt.contributions.models import Support
from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import (
    IN_LISTS,
    Place,
    children_page,
)
from mitmachstadt.people.models import Person

THREAD_PAGE = 50


REPLIES_SHOWN = 5


IN_THREAD = (Visibility.PUBLIC, Visibility.HIDDEN, Visibility.WITHDRAWN)


@dataclass(frozen=True)
class Talk:
    """A remark with its first replies, as nodes: their cards hold what everyone may see.

    `more` is how many replies only the remark's own page shows.
    """

    remark: Node
    replies: list[Node]
    more: int = 0


@dataclass(frozen=True)
class ThreadPage:
    """One page of a conversation, newest first, and the place where older remarks begin."""

    talks: list[Talk]
    older: Place | None

    @property
    def nodes(self) -> list[Node]:
        return [node for talk in self.talks for node in (talk.remark, *talk.replies)]


_REPLIES_TO = prepared(
    lambda remarks: (
        Node.objects.filter(
            parent__id__in=remarks, kind=Kind.REMARK, visibility__in=[v.value for v in IN_THREAD]
        )
        .only(*IN_LISTS)
        .annotate(
            place=WindowOver(
                RowNumber(), partition_by=[F("parent")], order_by=[F("created"), F("id")]
            ),
            in_thread=WindowOver(Count("*"), partition_by=[F("parent")]),
        )
        .filter(place__lte=REPLIES_SHOWN)
        .order_by("created", "id")
    )
)


def thread_page(about: Node, *, after: Place | None = None) -> ThreadPage:
    """What was said about a node; two queries."""
    remarks, older = children_page(
        about, Kind.REMARK, visibilities=IN_THREAD, after=after, limit=THREAD_PAGE
    )
    replies: dict[int | None, list[Any]] = {}
    # Replies hang one level deep. They are asked for even where none is counted: hidden ones are
    # not counted, and still keep their place.
    if about.kind != Kind.REMARK:
        for reply in _REPLIES_TO([remark.pk for remark in remarks]):
            replies.setdefault(reply.parent_id, []).append(reply)
    return ThreadPage([_talk(remark, replies.get(remark.pk, [])) for remark in remarks], older)


def _talk(remark: Node, replies: list[Any]) -> Talk:
    return Talk(remark, replies, replies[0].in_thread - len(replies) if replies else 0)


_SUPPORTED = prepared(
    lambda person, nodes: Support.objects.filter(person=person, node__id__in=nodes).values_list(
        "node_id", flat=True
    )
)


def supported_by(person: Person | None, nodes: Iterable[Node]) -> set[int]:
    """Which of these nodes the person supports, by primary key; no query without a person."""
    if person is None:
        return set()
    return set(_SUPPORTED(person, [node.pk for node in nodes]))
