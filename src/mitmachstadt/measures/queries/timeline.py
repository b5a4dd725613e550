"""When measures run, and what they promised by which day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from mitmachstadt.kernel.prepared import Prepared, prepared
from mitmachstadt.measures.enums import State
from mitmachstadt.measures.models import Measure, Milestone
from mitmachstadt.measures.queries.listing import SHOWN, Filter, narrowing, public_measures
from mitmachstadt.nodes.enums import Visibility

ON_A_TIMELINE = 40
_OVER = (State.FINISHED, State.STOPPED)
# Of each measure: those that are late first, then those to come, then the last that were reached.
MILESTONES_SHOWN = 6


class Mark(StrEnum):
    """What has become of a milestone."""

    REACHED = "reached"
    REACHED_LATE = "reached_late"
    LATE = "late"
    TO_COME = "to_come"
    DROPPED = "dropped"


@dataclass(frozen=True)
class MilestoneMark:
    public_id: str
    title: str
    planned: date
    reached: date | None
    mark: Mark

    @property
    def day(self) -> date:
        """Where it stands in the picture."""
        return self.reached or self.planned


@dataclass(frozen=True)
class Bar:
    """A measure with its planned time and its milestones; `more`: those that are not shown."""

    measure: Measure
    milestones: list[MilestoneMark]
    reached: int
    late: int
    to_come: int
    dropped: int = 0

    @property
    def more(self) -> int:
        return self.reached + self.late + self.to_come + self.dropped - len(self.milestones)


@dataclass(frozen=True)
class Timeline:
    """Measures one below the other; what has no beginning and no milestone has no place in it."""

    bars: list[Bar]
    first: date
    last: date
    today: date
    older: int | None


def timeline(asked: Filter, *, at: datetime, before: int | None = None) -> Timeline:
    """Forty measures, newest first, drawn in the order in which they begin; three statements.

    Args:
        before: only those that came before the one with this number.
    """
    today = timezone.localdate(at)
    given = narrowing(asked, at=at, before=before)
    rows = _newest(tuple(given))(*given.values())
    shown = rows[:ON_A_TIMELINE]
    bars = _bars(shown, today)
    bars.sort(key=lambda bar: (bar.measure.starts is None, bar.measure.starts, -bar.measure.pk))
    first, last = _span(bars, today)
    return Timeline(bars, first, last, today, shown[-1].pk if len(rows) > len(shown) else None)


@cache
def _newest(names: tuple[str, ...]) -> Prepared[Measure]:
    """The newest forty-one, narrowed down by these."""

    def build(*values: Any) -> QuerySet[Measure]:
        found = public_measures(dict(zip(names, values, strict=True)))
        shown = found.select_related("node", "owner").only(*SHOWN, "starts", "ends")
        return shown.order_by("-pk")[: ON_A_TIMELINE + 1]

    return prepared(build, names)


# Of a measure that is over nothing is late: what was not reached by then never will be.
_IS_OVER = Q(measure__state__in=_OVER)


def _milestones(measures: Any) -> QuerySet[Milestone]:
    return Milestone.objects.filter(
        measure__node__id__in=measures, node__visibility=Visibility.PUBLIC
    )


def _late_and_to_come(today: Any) -> tuple[Q, Q]:
    late = Q(reached=None, planned__lt=today) & ~_IS_OVER
    return late, Q(reached=None, planned__gte=today) & ~_IS_OVER


def _counted(measures: Any, today: Any) -> QuerySet[Any, dict[str, Any]]:
    late, to_come = _late_and_to_come(today)
    # Any: what annotations after `values` give has no type of its own.
    found: Any = _milestones(measures).order_by().values("measure")
    counted: QuerySet[Any, dict[str, Any]] = found.annotate(
        done=Count("pk", filter=Q(reached__isnull=False)),
        late=Count("pk", filter=late),
        to_come=Count("pk", filter=to_come),
        dropped=Count("pk", filter=Q(reached=None) & _IS_OVER),
    )
    return counted


def _chosen(measures: Any, today: Any) -> QuerySet[Milestone, tuple[Any, ...]]:
    """Measure, public id, title, planned and reached of those that are shown."""
    late, to_come = _late_and_to_come(today)
    rank = Case(
        When(late, then=Value(0)), When(to_come, then=Value(1)), default=Value(2),
        output_field=IntegerField(),
    )  # fmt: skip
    order = [rank.asc(), F("reached").desc(nulls_last=True), F("planned").asc(), F("pk").asc()]
    place = Window(RowNumber(), partition_by=F("measure"), order_by=order)
    shown = _milestones(measures).annotate(place=place).filter(place__lte=MILESTONES_SHOWN)
    return shown.order_by("planned", "pk").values_list(
        "measure", "node__public_id", "node__title", "planned", "reached"
    )


_COUNTED, _CHOSEN = prepared(_counted), prepared(_chosen)


def _bars(measures: list[Measure], today: date) -> list[Bar]:
    pks = [measure.pk for measure in measures]
    counts = {row["measure"]: row for row in _COUNTED(pks, today)}
    states = {measure.pk: measure.state for measure in measures}
    marks: dict[int, list[MilestoneMark]] = {}
    for of, *said in _CHOSEN(pks, today):
        marks.setdefault(of, []).append(_mark(*said, state=states[of], today=today))
    none = {"done": 0, "late": 0, "to_come": 0, "dropped": 0}
    return [
        Bar(
            measure,
            marks.get(measure.pk, []),
            known["done"],
            known["late"],
            known["to_come"],
            known["dropped"],
        )
        for measure in measures
        for known in [counts.get(measure.pk, none)]
    ]


def _mark(
    public_id: str, title: str, planned: date, reached: date | None, *, state: str, today: date
) -> MilestoneMark:
    if reached is not None:
        mark = Mark.REACHED if reached <= planned else Mark.REACHED_LATE
    elif state in _OVER:
        mark = Mark.DROPPED
    else:
        mark = Mark.LATE if planned < today else Mark.TO_COME
    return MilestoneMark(public_id, title, planned, reached, mark)


def _span(bars: Iterable[Bar], today: date) -> tuple[date, date]:
    """Whole years around everything that is shown, and today."""
    days = [today]
    for bar in bars:
        days += [day for day in (bar.measure.starts, bar.measure.ends) if day]
        days += [each.day for each in bar.milestones]
    return date(min(days).year, 1, 1), date(max(days).year, 12, 31)


def years(timeline: Timeline) -> list[int]:
    """The years that the picture is divided into."""
    return list(range(timeline.first.year, timeline.last.year + 1))


def share(timeline: Timeline, day: date) -> float:
    """Where a day stands between the first and the last, from 0 to 1."""
    whole = (timeline.last - timeline.first + timedelta(days=1)).days
    return (day - timeline.first).days / whole
