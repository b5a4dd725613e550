"""Measures side by side by their phase."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from mitmachstadt.kernel.prepared import Prepared, prepared
from mitmachstadt.measures.enums import Phase
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.queries.counts import is_copy
from mitmachstadt.measures.queries.listing import SHOWN, Filter, Line, narrowing, public_measures

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
    given = narrowing(asked, at=at)
    names, values = tuple(given), given.values()
    counts = {phase: numbers for phase, *numbers in _counts(names)(*values)}
    lines: dict[int, list[Line]] = {}
    for row in _rows(names)(*values):
        copied = bool(vars(row)["fact_copy"])
        lines.setdefault(row.phase, []).append(Line(row, has_gaps=False, is_copy=copied))
    return [
        Column(phase, lines.get(phase, []), *counts.get(phase.value, (0, 0))) for phase in Phase
    ]


@cache
def _counts(names: tuple[str, ...]) -> Prepared[tuple[int, int, int]]:
    """Phase, originals and copies, narrowed down by these."""

    def build(*values: Any) -> QuerySet[Any, tuple[int, int, int]]:
        found = public_measures(dict(zip(names, values, strict=True)))
        return (
            found.annotate(fact_copy=is_copy())
            .order_by()
            .values("phase")
            .annotate(
                originals=Count("pk", filter=Q(fact_copy=False)),
                copies=Count("pk", filter=Q(fact_copy=True)),
            )
            .values_list("phase", "originals", "copies")
        )

    return prepared(build, names)


@cache
def _rows(names: tuple[str, ...]) -> Prepared[Measure]:
    """The newest twelve of each phase, narrowed down by these."""

    def build(*values: Any) -> QuerySet[Measure]:
        place = Window(RowNumber(), partition_by=F("phase"), order_by=F("pk").desc())
        found = public_measures(dict(zip(names, values, strict=True))).annotate(place=place)
        newest = found.filter(place__lte=IN_A_COLUMN).values("pk")
        shown = Measure.objects.filter(pk__in=newest).annotate(fact_copy=is_copy())
        return shown.select_related("node", "owner").only(*SHOWN).order_by("-pk")

    return prepared(build, names)
