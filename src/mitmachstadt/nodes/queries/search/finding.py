"""Search across everything that has words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.safestring import SafeString

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import FoundState, Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.queries.places import paths_above, veiled
from mitmachstadt.nodes.queries.search.asked import Asked, Sight
from mitmachstadt.nodes.queries.search.marking import (
    excerpt,
    marked,
    score,
    spans,
)
from mitmachstadt.nodes.queries.search.statements import (
    NEWEST_FOR_PHRASE,
    looks_through_newest,
    statement,
)
from mitmachstadt.nodes.queries.search.words import Wanted, read_query

# As many of the newest hits are ranked, counted and paged through.
MOST_FOUND = 200
FOUND_PAGE = 20
# Their title is a heading of its own; that of the others is how their text begins.
_HEADED = {
    Kind.STRATEGY, Kind.DOCUMENT, Kind.EDITION, Kind.SECTION, Kind.PROCESS, Kind.DECISION,
    Kind.REPORT, Kind.NEWS, Kind.ARENA, Kind.IDEA, Kind.MEASURE, Kind.MILESTONE,
}  # fmt: skip
_WHERE = {Kind.DOCUMENT, Kind.SECTION}


@dataclass(frozen=True)
class Hit:
    """A node that was found, as the list shows it: `title` and `excerpt` are safe HTML."""

    node: Node
    title: SafeString | str
    excerpt: SafeString | str
    above: list[Node]
    state: FoundState | None

    @property
    def about(self) -> str:
        """The heading under which a passage or a remark stands."""
        return self.above[-1].title if self.above else ""

    @property
    def kind(self) -> Kind:
        return Kind(self.node.kind)


@dataclass(frozen=True)
class Found:
    """A page of hits. `more` says that only the newest `total` of them are shown and ranked.

    `looked_through` is how many of the newest texts were looked through, if not all; else 0.
    """

    wanted: Wanted
    hits: list[Hit]
    total: int
    more: bool
    pages: int
    counts: list[tuple[Kind, int]]
    looked_through: int = 0


@dataclass(frozen=True)
class _Candidate:
    id: int
    kind: str
    title: str
    text: str


def search(asked: Asked) -> Found:
    """What fits, the best or the newest first; at most four statements.

    Without a word that says something nothing is found, and nothing is asked.
    """
    wanted = read_query(asked.words)
    if not wanted.says_something:
        return Found(wanted, [], 0, more=False, pages=0, counts=[])
    candidates, more = _candidates(wanted, asked)
    counted, uncounted = candidates, more
    if asked.kind:
        counted, uncounted = _candidates(wanted, replace(asked, kind=None))
    counts = [] if uncounted else _counts(counted)
    if not asked.newest_first:
        candidates = _ranked(candidates, wanted)
    pages = -(-len(candidates) // FOUND_PAGE)
    start = (min(max(asked.page, 1), max(pages, 1)) - 1) * FOUND_PAGE
    shown = [candidate.id for candidate in candidates[start : start + FOUND_PAGE]]
    hits = _hits(shown, wanted, asked)
    newest = NEWEST_FOR_PHRASE if looks_through_newest(wanted) else 0
    return Found(wanted, hits, len(candidates), more, pages, counts, looked_through=newest)


def _candidates(wanted: Wanted, asked: Asked) -> tuple[list[_Candidate], bool]:
    with connection.cursor() as cursor:
        cursor.execute(*statement(wanted, asked, MOST_FOUND + 1))
        rows = [_Candidate(*row) for row in cursor.fetchall()]
    return rows[:MOST_FOUND], len(rows) > MOST_FOUND


def _counts(candidates: Iterable[_Candidate]) -> list[tuple[Kind, int]]:
    """How many of each kind, in the order of the kinds."""
    counts = Counter(candidate.kind for candidate in candidates)
    return [(kind, counts[kind]) for kind in Kind if counts[kind]]


def _ranked(candidates: list[_Candidate], wanted: Wanted) -> list[_Candidate]:
    """The best first; among equals the newest."""
    scores = {
        each.id: score(each.title if each.kind in _HEADED else "", each.text, wanted.required)
        for each in candidates
    }
    return sorted(candidates, key=lambda each: (-scores[each.id], -each.id))


_TAKEN_UP = Trace.objects.filter(
    source=OuterRef("pk"),
    relation=Relation.TAKEN_UP_IN,
    target__visibility__in=(Visibility.PUBLIC, Visibility.RETIRED),
)
_NODES = prepared(
    lambda ids: (
        Node.objects.filter(pk__in=ids)
        .select_related("window", "district")
        .defer("card")
        .annotate(taken_up=Exists(_TAKEN_UP))
        .order_by()
    )
)


def _hits(ids: list[int], wanted: Wanted, asked: Asked) -> list[Hit]:
    if not ids:
        return []
    nodes = {node.pk: node for node in _NODES(ids) if _may_see(asked.sight, node)}
    above = _above(nodes.values())
    return [_hit(nodes[pk], above, wanted, asked) for pk in ids if pk in nodes]


def _may_see(sight: Sight, node: Node) -> bool:
    """Asked once more: between two statements a moderator may have hidden something."""
    if node.visibility in sight.visibilities:
        return True
    own = sight.author is not None and node.author_id == sight.author
    return own and node.visibility == Visibility.WAITING


_ABOVE = prepared(
    lambda paths: (
        Node.objects.filter(path__in=paths, kind__in=[str(kind) for kind in _WHERE])
        .defer("card", "text")
        .order_by("path")
    )
)


def _above(nodes: Iterable[Node]) -> dict[str, Node]:
    """The documents and sections in which these nodes stand, by path."""
    paths = sorted({path for node in nodes for path in paths_above(node.path)[:-1]})
    return {node.path: node for node in _ABOVE(paths)}


def _hit(node: Node, above: dict[str, Node], wanted: Wanted, asked: Asked) -> Hit:
    where = [above[path] for path in paths_above(node.path)[:-1] if path in above]
    terms = wanted.required
    places = [where[0], where[-1]] if len(where) > 1 else where
    headed = node.kind in _HEADED
    text = "" if headed and node.text == node.title else node.text
    return Hit(
        node=node,
        title=marked(node.title, spans(node.title, terms)) if headed or not text else "",
        excerpt=excerpt(text, terms) if text else "",
        above=[veiled(place) for place in places],
        state=_state(node, asked),
    )


def _state(node: Any, asked: Asked) -> FoundState | None:
    """The one word that the list says about it."""
    if node.visibility != Visibility.PUBLIC:
        return FoundState(node.visibility)
    if node.taken_up:
        return FoundState.TAKEN_UP
    if node.kind != Kind.REMARK:
        return None
    if node.answers:
        return FoundState.ANSWERED
    due = node.window.answer_due if node.window else None
    if due is None:
        return None
    return FoundState.OVERDUE if due < asked.at else FoundState.OPEN


_DOCUMENTS = prepared(
    lambda: (
        Node.objects.filter(kind=Kind.DOCUMENT, visibility=Visibility.PUBLIC)
        .order_by("created", "id")
        .values_list("public_id", "title", "path")
    )
)


def documents_to_search() -> list[tuple[str, str, str]]:
    """Public id, title and path of the public documents, oldest first."""
    return _DOCUMENTS()
