"""Measures in lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from mitmachstadt.measures.enums import MeasureType, Phase, State
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.queries.counts import is_copy
from mitmachstadt.measures.queries.gates import gaps_of, only_with_gaps, with_facts, with_lacks
from mitmachstadt.measures.queries.similar import found_ids
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.queries.search import read_query

ON_A_PAGE = 20


@dataclass(frozen=True)
class Filter:
    """What narrows a list of measures down. `district` 0: whichever; -1: the whole city alone."""

    type: MeasureType | None = None
    phase: Phase | None = None
    state: State | None = None
    district: int = 0
    owner: str = ""
    programme: str = ""
    gaps: bool = False
    words: str = ""


@dataclass(frozen=True)
class Line:
    """A measure in a list."""

    measure: Measure
    gaps: int
    is_copy: bool

    @property
    def phase(self) -> Phase:
        return Phase(self.measure.phase)


@dataclass(frozen=True)
class MeasureList:
    """A page of measures and where the next one begins."""

    lines: list[Line]
    older: int | None


def measure_list(
    asked: Filter,
    *,
    at: datetime,
    before: int | None = None,
    owners: Iterable[int] | None = None,
) -> MeasureList:
    """Public measures, newest first; at most three statements.

    Args:
        before: only those that came before the one with this number.
        owners: only those of these organisations.
    """
    found = asked_measures(asked, at=at)
    if owners is not None:
        found = found.filter(owner__in=list(owners))
    if before is not None:
        found = found.filter(pk__lt=before)
    found = with_lacks(found, on=timezone.localdate(at)).annotate(fact_copy=is_copy())
    rows = list(
        found.select_related("node", "owner")
        .prefetch_related("districts")
        .order_by("-pk")[: ON_A_PAGE + 1]
    )
    lines = [Line(row, len(gaps_of(row)), _is_copy(row)) for row in rows[:ON_A_PAGE]]
    return MeasureList(lines, rows[ON_A_PAGE - 1].pk if len(rows) > ON_A_PAGE else None)


def asked_measures(asked: Filter, *, at: datetime) -> QuerySet[Measure]:
    """The public measures that a filter asks for, in no order; what every overview begins with.

    Asks the database at once where the filter holds words or asks for gaps.
    """
    found = Measure.objects.filter(node__visibility=Visibility.PUBLIC)
    if asked.words:
        found = found.filter(pk__in=found_ids(read_query(asked.words), at=at))
    for name in ("type", "phase", "state", "programme"):
        if value := getattr(asked, name):
            found = found.filter(**{name: value})
    if asked.owner:
        found = found.filter(owner__public_id=asked.owner)
    if asked.district > 0:
        # By the number itself: 1 is not the beginning of 10.
        found = found.filter(districts=asked.district)
    elif asked.district < 0:
        found = found.filter(districts=None)
    if asked.gaps:
        found = only_with_gaps(with_facts(found, on=timezone.localdate(at)))
    return found


def programmes() -> list[str]:
    """The programmes that measures belong to, by name."""
    found = Measure.objects.exclude(programme="").order_by("programme")
    return list(found.values_list("programme", flat=True).distinct())


def owners_with_measures() -> list[tuple[str, str]]:
    """Whoever answers for a measure: public id and name, by name."""
    found = Measure.objects.filter(node__visibility=Visibility.PUBLIC)
    rows = found.values_list("owner__public_id", "owner__name").order_by("owner__name").distinct()
    return list(rows)


def _is_copy(row: Measure) -> bool:
    return bool(vars(row)["fact_copy"])
