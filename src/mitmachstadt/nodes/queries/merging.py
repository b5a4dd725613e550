"""What was merged into what, told from the traces."""

from collections.abc import Iterable

from django.db import connection

from mitmachstadt.nodes.enums import Kind, Relation
from mitmachstadt.nodes.models import Node, Trace

_FAR = """
    WITH RECURSIVE found(node_id) AS (
        SELECT {end} FROM nodes_trace WHERE relation = 'merged_into' AND {start} IN ({marks})
        UNION
        SELECT t.{end} FROM nodes_trace t JOIN found ON t.{start} = found.node_id
        WHERE t.relation = 'merged_into'
    )
    SELECT node_id FROM found ORDER BY node_id"""


def merged_above(node_ids: Iterable[int]) -> list[int]:
    """Everything that these nodes were merged into, however far, by primary key; one query."""
    return _far(node_ids, start="source_id", end="target_id")


def merged_below(node_ids: Iterable[int]) -> list[int]:
    """Everything that was merged into these nodes, however far, by primary key; one query."""
    return _far(node_ids, start="target_id", end="source_id")


def _far(node_ids: Iterable[int], *, start: str, end: str) -> list[int]:
    ids = list(node_ids)
    if not ids:
        return []
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(_FAR.format(start=start, end=end, marks=marks), ids)
        return [pk for (pk,) in cursor.fetchall()]


def merged_into(node: Node) -> Node | None:
    """What this was merged into; None where it stands for itself."""
    trace = (
        Trace.objects.filter(source=node, relation=Relation.MERGED_INTO)
        .select_related("target")
        .first()
    )
    return trace.target if trace else None


def has_merged(node: Node, *, into: bool = False) -> bool:
    """Whether a node takes part in a merge; with `into`, whether something was merged into it.

    Only ideas are merged: of anything else nobody has to ask the database.
    """
    if node.kind != Kind.IDEA:
        return False
    parts = Trace.objects.filter(target=node, relation=Relation.MERGED_INTO)
    if parts.exists():
        return True
    return not into and Trace.objects.filter(source=node, relation=Relation.MERGED_INTO).exists()
