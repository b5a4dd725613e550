"""What became of a node, and where it comes from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node, Trace

TRACE_DEPTH = 6


TRACE_LIMIT = 100


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
        return str(self.relation.label)

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


# UNION drops what was already reached at the same depth, so a circle ends with the depth. Both
# databases walk breadth first and stop at the inner LIMIT; a trace comes at most once in each
# depth, so these steps hold the 100 nearest traces.
_WALK = """
    {name}(trace_id, node_id, relation, depth) AS (
        SELECT t.id, t.{end}, t.relation, 1
        FROM nodes_trace t JOIN nodes_node n ON n.id = t.{end}
        WHERE t.{start} = (SELECT %(node)s) AND n.visibility IN ('public', 'retired')
        UNION
        SELECT t.id, t.{end}, t.relation, {name}.depth + 1
        FROM {name} JOIN nodes_trace t ON t.{start} = {name}.node_id
        JOIN nodes_node n ON n.id = t.{end}
        WHERE {name}.depth < {depth} AND t.{end} <> (SELECT %(node)s)
          AND {name}.relation NOT IN ('parallel_to', 'pays_into') AND t.relation <> 'parallel_to'
          AND n.visibility IN ('public', 'retired')
    )"""


_NEAREST = """
    SELECT * FROM (
        SELECT '{name}', trace_id, MIN(depth)
        FROM (SELECT trace_id, depth FROM {name} LIMIT {steps}) few_{name}
        GROUP BY trace_id ORDER BY 3, 2 LIMIT {limit}
    ) nearest_{name}"""


# Depth and limits are written into the text, and the node is asked for by a SELECT of its own:
# as plain values they would make PostgreSQL plan anew each time, and planning takes 2 ms where
# walking takes 0.1.
_LIMITS = {"depth": TRACE_DEPTH, "limit": TRACE_LIMIT, "steps": TRACE_DEPTH * TRACE_LIMIT}
_BOTH_WAYS = (
    "WITH RECURSIVE "
    + _WALK.format(name="onward", start="source_id", end="target_id", **_LIMITS)
    + ", "
    + _WALK.format(name="back", start="target_id", end="source_id", **_LIMITS)
    + " UNION ALL ".join(_NEAREST.format(name=name, **_LIMITS) for name in ("onward", "back"))
)


_TRACES = prepared(
    lambda ids: Trace.objects.select_related("source", "target").filter(pk__in=ids).order_by()
)


def story_of(node: Node) -> Story:
    """Both directions at once: two queries, or one where nothing is linked."""
    with connection.cursor() as cursor:
        cursor.execute(_BOTH_WAYS, {"node": node.pk})
        found = cursor.fetchall()
    if not found:
        return Story([], [])
    ids = sorted({trace_id for _, trace_id, _ in found})
    traces = {trace.pk: trace for trace in _TRACES(ids)}
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
