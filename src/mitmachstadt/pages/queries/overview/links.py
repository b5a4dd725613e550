"""What the office linked by hand."""

from mitmachstadt.nodes.enums import Kind, Relation
from mitmachstadt.nodes.models import Node, Trace


def links_by_hand(node: Node) -> list[Trace]:
    """The links away from a node that the office may take back, oldest first."""
    return list(
        Trace.objects.filter(source=node)
        .exclude(relation__in=(Relation.ANSWERED_BY, Relation.DECIDED_BY, Relation.CONSULTED_IN))
        # "Dealt with elsewhere" is what such an answer says, not a link added to it.
        .exclude(relation=Relation.DEALT_WITH_IN, source__kind=Kind.ANSWER)
        .select_related("source", "target")
        .order_by("created", "id")
    )


def link_by_hand(node: Node, number: int) -> Trace | None:
    return next((trace for trace in links_by_hand(node) if trace.pk == number), None)
