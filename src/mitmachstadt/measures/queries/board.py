"""Measures side by side by their phase."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from mitmachstadt.measures.enums import Phase
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.queries.counts import is_copy
from mitmachstadt.measures.queries.listing import Filter, Line, asked_measures

IN_A_COLUMN = 12


@dataclass(frozen=True)
class Column:
    """A phase: the newest of its measures, and how many there are; copies are counted apart."""

    phase: Phase
    lines: list[Line]
    originals: int
    copies: int

    @property
    def more(self) -> int:
        return self.originals + self.copies - len(self.lines)


def board(asked: Filter, *, at: datetime) -> list[Column]:
    """Every phase in its order with at most twelve measures; two statements."""
    found = asked_measures(asked, at=at).annotate(fact_copy=is_copy())
    counts = {
        row["phase"]: (row["originals"], row["copies"])
        for row in found.order_by()
        .values("phase")
        .annotate(
            originals=Count("pk", filter=Q(fact_copy=False)),
            copies=Count("pk", filter=Q(fact_copy=True)),
        )
    }
    place = Window(RowNumber(), partition_by=F("phase"), order_by=F("pk").desc())
    rows = Measure.objects.filter(
        pk__in=found.annotate(place=place).filter(place__lte=IN_A_COLUMN).values("pk")
    )
    lines: dict[int, list[Line]] = {}
    for row in rows.annotate(fact_copy=is_copy()).select_related("node", "owner").order_by("-pk"):
        lines.setdefault(row.phase, []).append(Line(row, 0, bool(vars(row)["fact_copy"])))
    return [
        Column(phase, lines.get(phase, []), *counts.get(phase.value, (0, 0))) for phase in Phase
    ]
