"""Ideas that are looked at for saying the same, and what was said of them by hand."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef

from mitmachstadt.arena.models import Arena, SimilarPair
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace

# So many at a time, newest first; grouping more takes longer than a page may.
MOST_GROUPED = 1_500


class GroupedIdea(NamedTuple):
    """What grouping needs of an idea, and what a group shows of it."""

    pk: int
    public_id: str
    title: str
    text: str
    supports: int
    author_name: str


class Stretch(NamedTuple):
    """Ideas in the order of their age: how many newer ones there are, and how many in all."""

    ideas: list[GroupedIdea]
    newer: int
    in_all: int

    @property
    def last(self) -> int:
        return self.newer + len(self.ideas)


def ideas_to_group(arena: Arena, *, newer: int = 0) -> Stretch:
    """Ideas of an arena that stand for themselves, newest first, from one on; two queries."""
    merged = Trace.objects.filter(source=OuterRef("pk"), relation=Relation.MERGED_INTO)
    found = Node.objects.filter(
        ~Exists(merged), parent=arena.pk, kind=Kind.IDEA, visibility=Visibility.PUBLIC
    ).order_by("-created", "-pk")
    rows = found.values_list(*GroupedIdea._fields)[newer : newer + MOST_GROUPED]
    return Stretch([GroupedIdea(*row) for row in rows], newer, found.count())


def pairs_of(arena: Arena) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs that belong together, and those that do not; one query."""
    found = SimilarPair.objects.filter(arena=arena).order_by("pk")
    rows = list(found.values_list("first", "second", "together"))
    together = [(first, second) for first, second, same in rows if same]
    return together, [(first, second) for first, second, same in rows if not same]
