"""How many measures there are; what was taken over elsewhere is counted apart."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Value

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace


@dataclass(frozen=True)
class MeasureCounts:
    """Originals and copies apart: a copy is no new success."""

    originals: int
    copies: int


def is_copy(of: str = "pk") -> Exists:
    """Whether a measure was taken over from another."""
    return Exists(Trace.objects.filter(target=OuterRef(of), relation=Relation.COPIED_BY))


# Of the nodes, whose index answers it; every list says it.
_COUNTS = prepared(
    lambda: (
        Node.objects.filter(kind=Kind.MEASURE, visibility=Visibility.PUBLIC)
        .annotate(copy=is_copy())
        .order_by()
        .values(all=Value(1))
        .annotate(
            originals=Count("pk", filter=Q(copy=False)), copies=Count("pk", filter=Q(copy=True))
        )
        .values_list("originals", "copies")
    )
)


def measure_counts() -> MeasureCounts:
    """All public measures; one statement."""
    return MeasureCounts(*(_COUNTS.first() or (0, 0)))
