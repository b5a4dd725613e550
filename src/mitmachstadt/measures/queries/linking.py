"""What a measure pays into, takes up and was copied from, as one can take it back."""

from dataclasses import dataclass

from django.db.models import Q

from mitmachstadt.measures.models import Measure
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Trace
from mitmachstadt.nodes.queries import veiled

TAKES_UP = (Relation.CARRIED_OUT_BY, Relation.TAKEN_UP_IN)


@dataclass(frozen=True)
class MeasureLinks:
    """The traces of a measure, oldest first."""

    pays_into: list[Trace]
    takes_up: list[Trace]
    copied_from: list[Trace]

    @property
    def all(self) -> list[Trace]:
        return [*self.pays_into, *self.takes_up, *self.copied_from]

    def by_number(self, number: int) -> Trace | None:
        return next((trace for trace in self.all if trace.pk == number), None)


def links_of(measure: Measure) -> MeasureLinks:
    """One statement. What not everyone may read comes without its words."""
    ours = Q(source=measure.pk, relation=Relation.PAYS_INTO)
    theirs = Q(target=measure.pk, relation__in=(*TAKES_UP, Relation.COPIED_BY))
    found = Trace.objects.filter(ours | theirs).select_related("source", "target")
    traces = list(found.order_by("created", "id"))
    for trace in traces:
        veiled(trace.target if trace.relation == Relation.PAYS_INTO else trace.source)
    return MeasureLinks(
        [trace for trace in traces if trace.relation == Relation.PAYS_INTO],
        [trace for trace in traces if trace.relation in TAKES_UP],
        [trace for trace in traces if trace.relation == Relation.COPIED_BY],
    )
