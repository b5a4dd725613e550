"""What was merged into what, told from the traces."""

from collections.abc import Iterable

from django.db import connection

from mitmachstadt.nodes.enums import Kind, Relation
from mitmachstadt.nodes.models import Node, Trace

_ABOVE = """
    WITH RECURSIVE whole(node_id) AS (
        SELECT target_id FROM nodes_trace WHERE relation = 'merged_into' AND source_id IN ({marks})
        UNION
        SELECT t.target_id FROM nodes_trace t JOIN whole ON t.source_id = whole.node_id
        WHERE t.relation = 'merged_into'
    )
    SELECT node_id FROM whole ORDER BY node_id"""


def merged_above(node_ids: Iterable[int]) -> list[int]:
    """Everything that these nodes were merged into, however far, by primary key; one query."""
    ids = list(node_ids)
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE.format(marks=", ".join(["%s"] * len(ids))), ids)
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
