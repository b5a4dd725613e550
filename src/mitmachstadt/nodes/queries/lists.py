"""Children of a node, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from mitmachstadt.kernel.prepared import Prepared, prepared
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node


@dataclass(frozen=True)
class Place:
    """A position in a list ordered by time and id, for the next page."""

    created: datetime
    id: int

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """From `20261121T120000.123456-17`; None for anything else."""
        moment, _, number = text.rpartition("-")
        try:
            return cls(moment_from_address(moment), number_from_address(number))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{moment_for_address(self.created)}-{self.id}"


_IN_ADDRESSES = "%Y%m%dT%H%M%S.%f"


_LARGEST_ID = 2**63 - 1


def moment_for_address(moment: datetime) -> str:
    """A moment, exact, in letters that need no escaping in an address."""
    return moment.astimezone(UTC).strftime(_IN_ADDRESSES)


def moment_from_address(text: str) -> datetime:
    """Read it back; ValueError for anything else."""
    return datetime.strptime(text, _IN_ADDRESSES).replace(tzinfo=UTC)


def number_from_address(text: str) -> int:
    """A primary key from an address; ValueError for what no database can hold."""
    number = int(text)
    if not 0 <= number <= _LARGEST_ID:
        raise ValueError(text)
    return number


# One branch for each visibility reads as many rows as a page has, in the order of the index
# `node_below`; asked for several visibilities at once, both databases sort all children.
_CHILDREN = """
    SELECT id, created FROM (
        SELECT id, created FROM nodes_node
        WHERE parent_id = %s AND kind = %s AND visibility = %s {behind}
        ORDER BY created DESC, id DESC LIMIT {limit}
    ) branch{number}"""


class Listed(NamedTuple):
    """What a list shows of a node: its card and what is filled into it.

    A model instance of the same columns takes Django four times as long to make.
    """

    pk: int
    public_id: str
    parent_id: int | None
    author_id: int | None
    created: datetime
    supports: int
    card: str


@cache
def _children(visibilities: tuple[Visibility, ...], limit: int) -> Prepared[tuple[Any, ...]]:
    return prepared(lambda parent, kind: _newest(visibilities, limit, "", [parent, kind], []))


@cache
def _children_behind(visibilities: tuple[Visibility, ...], limit: int) -> Prepared[tuple[Any, ...]]:
    behind = "AND (created, id) < (%s, %s)"
    return prepared(
        lambda parent, kind, created, pk: _newest(
            visibilities, limit, behind, [parent, kind], [created, pk]
        )
    )


def _newest(
    visibilities: tuple[Visibility, ...],
    limit: int,
    behind: str,
    which: list[Any],
    place: list[Any],
) -> QuerySet[Node, tuple[Any, ...]]:
    branches, values = list[str](), list[Any]()
    for number, visibility in enumerate(visibilities):
        branches.append(_CHILDREN.format(behind=behind, limit=limit + 1, number=number))
        values += [*which, str(visibility), *place]
    union = " UNION ALL ".join(branches)
    first = f"SELECT id FROM ({union}) children ORDER BY created DESC, id DESC LIMIT {limit + 1}"  # noqa: S608 - only numbers filled in
    ids = RawSQL(first, values)  # noqa: S611 - see above
    found = Node.objects.filter(pk__in=ids).order_by("-created", "-id")
    return found.values_list(*Listed._fields)[: limit + 1]


def children_page(
    parent: Node, kind: Kind, *, visibilities: Iterable[Visibility], after: Place | None, limit: int
) -> tuple[list[Listed], Place | None]:
    """Children newest first: one page and the place where the next one begins; one query."""
    wanted = tuple(visibilities)
    if after:
        # Nobody but us adapts what goes into SQL of our own.
        created = connection.ops.adapt_datetimefield_value(after.created)
        found = _children_behind(wanted, limit)(parent.pk, kind, created, after.id)
    else:
        found = _children(wanted, limit)(parent.pk, kind)
    page = [Listed._make(row) for row in found]
    rest = Place(page[limit - 1].created, page[limit - 1].pk) if len(page) > limit else None
    return page[:limit], rest
