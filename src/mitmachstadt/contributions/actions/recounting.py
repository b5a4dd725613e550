"""How many people stand behind something that others were merged into.

Supports never move: each stays with what it was given to, and so a merge can be undone. What is
shown is the number of distinct people over everything that was merged into a node. Who stands
behind a part that moderators have hidden counts there, and in nothing that it was merged into.
"""

from collections.abc import Iterable

from django.db import connection

from mitmachstadt.nodes.actions import bump, lock_nodes
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import has_merged, merged_above

# UNION ends where a node comes again, so that a circle, which no action makes, ends too.
_COUNT = """
    WITH RECURSIVE part(node_id) AS (
        SELECT CAST(%s AS bigint)
        UNION
        SELECT t.source_id FROM nodes_trace t JOIN part ON t.target_id = part.node_id
        WHERE t.relation = 'merged_into'
    )
    UPDATE nodes_node SET supports = (
        SELECT COUNT(DISTINCT s.person_id)
        FROM contributions_support s JOIN part ON s.node_id = part.node_id
        JOIN nodes_node n ON n.id = s.node_id
        WHERE n.visibility <> 'hidden' OR n.id = nodes_node.id
    ) WHERE id = %s"""


def hiding_changed(node: Node) -> None:
    """Count anew what a locked node, hidden or shown just now, was merged into."""
    if has_merged(node):
        recount_supports(merged_above([node.pk]))


def support_given(node: Node) -> None:
    """Count a new support, on the node and on all that it was merged into."""
    _change(node, by=1)


def support_gone(node: Node) -> None:
    """Count a support less, where it stood and on all that this was merged into."""
    _change(node, by=-1)


def _change(node: Node, *, by: int) -> None:
    if has_merged(node):
        # Before anything is counted, and in the order in which all writers take them: who counts
        # second then sees whom the first one counted.
        lock_nodes([node.pk, *merged_above([node.pk])])
    bump([node.pk], counter="supports", by=by)
    # Again, for it may have been merged while this waited for its row.
    if not has_merged(node):
        return
    above = merged_above([node.pk])
    recount_supports([node.pk, *above] if has_merged(node, into=True) else above)


def recount_supports(node_ids: Iterable[int]) -> None:
    """Count distinct people anew for these nodes, whose rows the caller has locked."""
    with connection.cursor() as cursor:
        for pk in sorted(set(node_ids)):
            cursor.execute(_COUNT, [pk, pk])
