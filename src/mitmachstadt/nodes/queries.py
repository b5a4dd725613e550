from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from mitmachstadt.kernel.prepared import Prepared, prepared
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace, Window, Wording

TRACE_DEPTH = 6
TRACE_LIMIT = 100


_NODE = prepared(
    lambda public_id: Node.objects.select_related(
        "parent", "window", "organisation", "district"
    ).filter(public_id=public_id)
)


def node_by_public_id(public_id: str) -> Node | None:
    """The node with everything its page needs to know about where it stands."""
    return _NODE.first(public_id)


_VEILS = {
    Visibility.DRAFT: "Entwurf",
    Visibility.WAITING: "Beitrag, der auf Freigabe wartet",
    Visibility.HIDDEN: "Ausgeblendeter Beitrag",
    Visibility.WITHDRAWN: "Zurückgezogene Anmerkung",
}


def veiled(node: Node) -> Node:
    """What not everyone may read comes without its words: a row to be shown, not to be saved."""
    if not node.is_public:
        node.title, node.text, node.author_name = _VEILS[Visibility(node.visibility)], "", ""
    return node


def paths_above(path: str) -> list[str]:
    """A path and the paths of all nodes above it: `a/b/c` gives `a`, `a/b`, `a/b/c`."""
    steps = path.split("/")
    return ["/".join(steps[: count + 1]) for count in range(len(steps))]


_AT_PATHS = prepared(lambda paths: Node.objects.filter(path__in=paths))
_WINDOWS_AT = prepared(
    lambda paths: Window.objects.filter(path__in=paths).select_related("audience").order_by("id")
)
_OPEN_WINDOW = prepared(
    lambda window, at: Window.objects.filter(pk=window, opens__lte=at, closes__gt=at).values_list(
        "pk", flat=True
    )
)


def nodes_above(node: Node) -> list[Node]:
    """The nodes from the root down to this node's parent."""
    return sorted(_AT_PATHS(paths_above(node.path)[:-1]), key=lambda n: len(n.path))


def windows_above(path: str) -> list[Window]:
    """Every window, past, present and to come, that covers the node with this path."""
    return _WINDOWS_AT(paths_above(path))


def window_is_open(window: Window, *, at: datetime) -> bool:
    """Ask the database once more, inside the transaction that relies on it."""
    return bool(_OPEN_WINDOW(window, at))


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


_WORDINGS = prepared(lambda node: Wording.objects.filter(node=node).order_by("created", "id"))


def wordings_of(node: Node) -> list[Wording]:
    """All wordings of a node, oldest first."""
    return _WORDINGS(node)


@dataclass(frozen=True)
class TraceStep:
    """One step away from a node along its traces."""

    depth: int
    from_id: int
    relation: Relation
    note: str
    created: datetime
    node: Node

    @property
    def forward(self) -> str:
        return self.relation.label

    @property
    def backward(self) -> str:
        return self.relation.backward


@dataclass(frozen=True)
class Story:
    """What followed from a node and what it follows from, nearest first."""

    became: list[TraceStep]
    came_from: list[TraceStep]


def as_tree(root: Node, steps: list[TraceStep]) -> list[TraceStep]:
    """The steps in the order in which a page tells them: each node once, below where it is from."""
    below: dict[int, list[TraceStep]] = {}
    told = {root.pk}
    for step in steps:
        if step.node.pk not in told:
            told.add(step.node.pk)
            below.setdefault(step.from_id, []).append(step)
    ordered: list[TraceStep] = []
    waiting = list(reversed(below.get(root.pk, [])))
    while waiting:
        step = waiting.pop()
        ordered.append(step)
        waiting.extend(reversed(below.get(step.node.pk, [])))
    return ordered


def what_became_of(node: Node) -> list[TraceStep]:
    """The public nodes that followed from this one, nearest first, at most 100, six steps deep.

    Nothing is told that is only reached over a node that is not public. What runs parallel or
    is paid into is told and not followed: it did not arise from here.
    """
    return story_of(node).became


def where_it_comes_from(node: Node) -> list[TraceStep]:
    """The same in the other direction: the public nodes that this one follows from."""
    return story_of(node).came_from


# UNION drops what was already reached at the same depth, so a circle ends with the depth. Both
# databases walk breadth first and stop at the inner LIMIT; a trace comes at most once in each
# depth, so these steps hold the 100 nearest traces.
_WALK = """
    {name}(trace_id, node_id, relation, depth) AS (
        SELECT t.id, t.{end}, t.relation, 1
        FROM nodes_trace t JOIN nodes_node n ON n.id = t.{end}
        WHERE t.{start} = %(node)s AND n.visibility IN ('public', 'retired')
        UNION
        SELECT t.id, t.{end}, t.relation, {name}.depth + 1
        FROM {name} JOIN nodes_trace t ON t.{start} = {name}.node_id
        JOIN nodes_node n ON n.id = t.{end}
        WHERE {name}.depth < %(depth)s AND t.{end} <> %(node)s
          AND {name}.relation NOT IN ('parallel_to', 'pays_into') AND t.relation <> 'parallel_to'
          AND n.visibility IN ('public', 'retired')
    )"""
_NEAREST = """
    SELECT * FROM (
        SELECT '{name}', trace_id, MIN(depth)
        FROM (SELECT trace_id, depth FROM {name} LIMIT %(steps)s) few_{name}
        GROUP BY trace_id ORDER BY 3, 2 LIMIT %(limit)s
    ) nearest_{name}"""


def story_of(node: Node) -> Story:
    """Both directions at once: two queries, or one where nothing is linked."""
    onward = _WALK.format(name="onward", start="source_id", end="target_id")
    back = _WALK.format(name="back", start="target_id", end="source_id")
    nearest = " UNION ALL ".join(_NEAREST.format(name=name) for name in ("onward", "back"))
    limits = {"depth": TRACE_DEPTH, "limit": TRACE_LIMIT, "steps": TRACE_DEPTH * TRACE_LIMIT}
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE {onward}, {back} {nearest}",
            {"node": node.pk, **limits},
        )
        found = cursor.fetchall()
    if not found:
        return Story([], [])
    ids = {trace_id for _, trace_id, _ in found}
    traces = Trace.objects.select_related("source", "target").in_bulk(ids)
    became = [_step(traces[i], depth, onward=True) for way, i, depth in found if way == "onward"]
    came = [_step(traces[i], depth, onward=False) for way, i, depth in found if way == "back"]
    return Story(_nearest_first(became), _nearest_first(came))


def _step(trace: Trace, depth: int, *, onward: bool) -> TraceStep:
    return TraceStep(
        depth=depth,
        from_id=trace.source_id if onward else trace.target_id,
        relation=Relation(trace.relation),
        note=trace.note,
        created=trace.created,
        node=trace.target if onward else trace.source,
    )


def _nearest_first(steps: list[TraceStep]) -> list[TraceStep]:
    return sorted(steps, key=lambda step: (step.depth, step.created, step.node.pk))


def reaches(source: Node, target: Node, relations: Iterable[Relation]) -> bool:
    """Whether a chain of these relations leads from source to target, however long."""
    marks = ", ".join(["%s"] * len(list(relations)))
    sql = f"""
        WITH RECURSIVE step(node_id) AS (
            SELECT target_id FROM nodes_trace WHERE source_id = %s AND relation IN ({marks})
            UNION
            SELECT t.target_id FROM nodes_trace t JOIN step ON t.source_id = step.node_id
            WHERE t.relation IN ({marks})
        )
        SELECT 1 FROM step WHERE node_id = %s LIMIT 1
    """  # noqa: S608 - only parameter marks are filled in
    names = [relation.value for relation in relations]
    with connection.cursor() as cursor:
        cursor.execute(sql, [source.pk, *names, *names, target.pk])
        return cursor.fetchone() is not None


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


# What a card in a list needs of a node.
IN_LISTS = (
    "public_id", "kind", "parent_id", "author_id", "visibility", "created", "card",
    "remarks", "supports", "answers",
)  # fmt: skip


@cache
def _children(visibilities: tuple[Visibility, ...], limit: int) -> Prepared[Node]:
    return prepared(lambda parent, kind: _newest(visibilities, limit, "", [parent, kind], []))


@cache
def _children_behind(visibilities: tuple[Visibility, ...], limit: int) -> Prepared[Node]:
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
) -> QuerySet[Node]:
    branches, values = list[str](), list[Any]()
    for number, visibility in enumerate(visibilities):
        branches.append(_CHILDREN.format(behind=behind, limit=limit + 1, number=number))
        values += [*which, str(visibility), *place]
    union = " UNION ALL ".join(branches)
    first = f"SELECT id FROM ({union}) children ORDER BY created DESC, id DESC LIMIT {limit + 1}"  # noqa: S608 - only numbers filled in
    ids = RawSQL(first, values)  # noqa: S611 - see above
    return Node.objects.filter(pk__in=ids).order_by("-created", "-id").only(*IN_LISTS)[: limit + 1]


def children_page(
    parent: Node, kind: Kind, *, visibilities: Iterable[Visibility], after: Place | None, limit: int
) -> tuple[list[Node], Place | None]:
    """Children newest first: one page and the place where the next one begins; one query.

    Only what cards and counters need is loaded; anything else takes a query of its own.
    """
    wanted = tuple(visibilities)
    if after:
        page = _children_behind(wanted, limit)(parent, kind, after.created, after.id)
    else:
        page = _children(wanted, limit)(parent, kind)
    rest = Place(page[limit - 1].created, page[limit - 1].pk) if len(page) > limit else None
    return page[:limit], rest
