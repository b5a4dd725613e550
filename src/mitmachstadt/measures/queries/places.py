"""What measures a district has, and what they cost, as part of another statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Subquery, Sum, Value

from mitmachstadt.measures.models import BudgetLine, Measure
from mitmachstadt.measures.queries.counts import is_copy
from mitmachstadt.measures.queries.listing import Line
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node


@dataclass(frozen=True)
class MeasuresThere:
    """The newest measures of a district, and the money of all of them in cents.

    A measure in two districts stands in both with all its money: nobody divided it. None: nobody
    has written an amount down.
    """

    lines: list[Line]
    approved: int | None = None
    spent: int | None = None

    @property
    def overspent(self) -> bool:
        return (self.spent or 0) > (self.approved or 0)


def ids_there(number: int, *, limit: int) -> QuerySet[Measure, Any]:
    """The newest public measures of a district, not those of the whole city."""
    return _there(number).order_by("-pk").values("pk")[:limit]


def with_money_there(found: QuerySet[Node], number: int) -> QuerySet[Node]:
    """Nodes with what `measures_in` reads; the sums are asked for once, not for each row."""
    lines = BudgetLine.objects.filter(measure__in=_there(number)).order_by()
    sums = lines.annotate(all=Value(1)).values("all")
    return found.select_related("measure__owner").annotate(
        there_copy=is_copy(),
        there_approved=Subquery(sums.annotate(sum=Sum("approved")).values("sum")),
        there_spent=Subquery(sums.annotate(sum=Sum("spent")).values("sum")),
    )


def measures_in(nodes: Iterable[Node]) -> MeasuresThere:
    """The measures among nodes that came with `with_money_there`, newest first."""
    chosen = sorted(nodes, key=lambda node: node.pk, reverse=True)
    if not chosen:
        return MeasuresThere([])
    facts = vars(chosen[0])
    lines = [
        Line(_measure(node), has_gaps=False, is_copy=bool(vars(node)["there_copy"]))
        for node in chosen
    ]
    return MeasuresThere(lines, facts["there_approved"], facts["there_spent"])


def _there(number: int) -> QuerySet[Measure]:
    # By the number itself: 1 is not the beginning of 10.
    return Measure.objects.filter(node__visibility=Visibility.PUBLIC, districts=number)


def _measure(node: Node) -> Measure:
    measure: Measure = node.measure
    measure.node = node
    return measure
