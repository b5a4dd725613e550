"""Ideas that are looked at for saying the same, and what was said of them by hand."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from mitmachstadt.arena.enums import State
from mitmachstadt.arena.models import Arena, SimilarPair
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace


class GroupedIdea(NamedTuple):
    """What grouping needs of an idea, and what a group shows of it."""

    pk: int
    public_id: str
    title: str
    text: str
    supports: int
    author_name: str


def how_many_to_group(arena: Arena) -> int:
    """How many ideas of an arena stand for themselves and are open; one query."""
    return _open_ideas(arena).count()


def ideas_to_group(arena: Arena, *, most: int) -> list[GroupedIdea]:
    """Ideas of an arena that stand for themselves and are open, newest first; one query."""
    rows = _open_ideas(arena).order_by("-created", "-pk").values_list(*GroupedIdea._fields)
    return [GroupedIdea(*row) for row in rows[:most]]


def open_ideas_among(arena: Arena, keys: set[int]) -> dict[int, GroupedIdea]:
    """Those of these ideas that are still open and stand for themselves, by key; one query."""
    rows = _open_ideas(arena).filter(pk__in=keys).values_list(*GroupedIdea._fields)
    return {row[0]: GroupedIdea(*row) for row in rows}


def _open_ideas(arena: Arena) -> QuerySet[Node]:
    merged = Trace.objects.filter(source=OuterRef("pk"), relation=Relation.MERGED_INTO)
    found = Node.objects.filter(parent=arena.pk, kind=Kind.IDEA, visibility=Visibility.PUBLIC)
    return found.filter(~Exists(merged)).exclude(idea__state=State.DECLINED)


def told_apart(keys: set[int]) -> set[tuple[int, int]]:
    """The pairs of these ideas that do not belong together, in both directions; one query."""
    found = SimilarPair.objects.filter(first__in=keys, second__in=keys, together=False)
    pairs = set(found.values_list("first", "second"))
    return pairs | {(other, one) for one, other in pairs}


def pairs_of(arena: Arena) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs that belong together, and those that do not; one query."""
    found = SimilarPair.objects.filter(arena=arena).order_by("pk")
    rows = list(found.values_list("first", "second", "together"))
    together = [(first, second) for first, second, same in rows if same]
    return together, [(first, second) for first, second, same in rows if not same]
