"""How many measures there are; what was taken over elsewhere is counted apart."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from mitmachstadt.measures.enums import State
from mitmachstadt.measures.models import Measure
from mitmachstadt.nodes.enums import Relation, Visibility
from mitmachstadt.nodes.models import Trace


@dataclass(frozen=True)
class MeasureCounts:
    """Originals and copies apart: a copy is no new success."""

    originals: int
    copies: int
    finished_originals: int
    finished_copies: int


def is_copy(of: str = "pk") -> Exists:
    """Whether a measure was taken over from another."""
    return Exists(Trace.objects.filter(target=OuterRef(of), relation=Relation.COPIED_BY))


def measure_counts() -> MeasureCounts:
    """All public measures; one statement."""
    found = Measure.objects.filter(node__visibility=Visibility.PUBLIC).annotate(copy=is_copy())
    done = Q(state=State.FINISHED)
    return MeasureCounts(
        **found.aggregate(
            originals=Count("pk", filter=Q(copy=False)),
            copies=Count("pk", filter=Q(copy=True)),
            finished_originals=Count("pk", filter=Q(copy=False) & done),
            finished_copies=Count("pk", filter=Q(copy=True) & done),
        )
    )
