"""A conversation about a node, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F
from django.db.models import Window as WindowOver
from django.db.models.functions import RowNumber

from mitmachstadt.contributions.models import Support
from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import (
    Listed,
    Place,
    children_page,
)
from mitmachstadt.people.models import Person

THREAD_PAGE = 50


REPLIES_SHOWN = 5


IN_THREAD = (Visibility.PUBLIC, Visibility.HIDDEN, Visibility.WITHDRAWN)


@dataclass(frozen=True)
class Talk:
    """A remark with its first replies: their cards hold what everyone may see.

    `more` is how many replies only the remark's own page shows.
    """

    remark: Listed
    replies: list[Listed]
    more: int = 0


@dataclass(frozen=True)
class ThreadPage:
    """One page of a conversation, newest first, and the place where older remarks begin."""

    talks: list[Talk]
    older: Place | None

    @property
    def nodes(self) -> list[Listed]:
        return [node for talk in self.talks for node in (talk.remark, *talk.replies)]


_REPLIES_TO = prepared(
    lambda remarks: (
        Node.objects.filter(
            parent__id__in=remarks, kind=Kind.REMARK, visibility__in=[v.value for v in IN_THREAD]
        )
        .annotate(
            place=WindowOver(
                RowNumber(), partition_by=[F("parent")], order_by=[F("created"), F("id")]
            ),
            in_thread=WindowOver(Count("*"), partition_by=[F("parent")]),
        )
        .filter(place__lte=REPLIES_SHOWN)
        .order_by("created", "id")
        .values_list(*Listed._fields, "in_thread")
    )
)


def thread_page(about: Node, *, after: Place | None = None) -> ThreadPage:
    """What was said about a node; two queries."""
    remarks, older = children_page(
        about, Kind.REMARK, visibilities=IN_THREAD, after=after, limit=THREAD_PAGE
    )
    replies: dict[int | None, list[Listed]] = {}
    in_all: dict[int | None, int] = {}
    # Replies hang one level deep. They are asked for even where none is counted: hidden ones are
    # not counted, and still keep their place.
    if about.kind != Kind.REMARK:
        for *columns, count in _REPLIES_TO([remark.pk for remark in remarks]):
            reply = Listed._make(columns)
            replies.setdefault(reply.parent_id, []).append(reply)
            in_all[reply.parent_id] = count
    talks = []
    for remark in remarks:
        shown = replies.get(remark.pk, [])
        talks.append(Talk(remark, shown, in_all.get(remark.pk, 0) - len(shown)))
    return ThreadPage(talks, older)


_SUPPORTED = prepared(
    lambda person, nodes: Support.objects.filter(person=person, node__id__in=nodes).values_list(
        "node_id", flat=True
    )
)


def supported_by(person: Person | None, nodes: Iterable[Node | Listed]) -> set[int]:
    """Which of these nodes the person supports, by primary key; no query without a person."""
    if person is None:
        return set()
    return set(_SUPPORTED(person, [node.pk for node in nodes]))
