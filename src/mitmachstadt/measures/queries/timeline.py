"""When measures run, and what they promised by which day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Case, Count, F, IntegerField, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from mitmachstadt.measures.enums import State
from mitmachstadt.measures.models import Measure, Milestone
from mitmachstadt.measures.queries.listing import Filter, asked_measures
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
    found = asked_measures(asked, at=at)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.select_related("node", "owner").order_by("-pk")[: ON_A_TIMELINE + 1])
    shown = rows[:ON_A_TIMELINE]
    bars = _bars(shown, today)
    bars.sort(key=lambda bar: (bar.measure.starts is None, bar.measure.starts, -bar.measure.pk))
    first, last = _span(bars, today)
    return Timeline(bars, first, last, today, shown[-1].pk if len(rows) > len(shown) else None)


def _bars(measures: list[Measure], today: date) -> list[Bar]:
    public = Milestone.objects.filter(measure__in=measures, node__visibility=Visibility.PUBLIC)
    # Of a measure that is over nothing is late: what was not reached by then never will be.
    over = Q(measure__state__in=_OVER)
    late = Q(reached=None, planned__lt=today) & ~over
    to_come = Q(reached=None, planned__gte=today) & ~over
    counts = {
        row["measure"]: row
        for row in public.order_by().values("measure").annotate(
            done=Count("pk", filter=Q(reached__isnull=False)),
            late=Count("pk", filter=late),
            to_come=Count("pk", filter=to_come),
            dropped=Count("pk", filter=Q(reached=None) & over),
        )
    }  # fmt: skip
    rank = Case(
        When(late, then=Value(0)), When(to_come, then=Value(1)), default=Value(2),
        output_field=IntegerField(),
    )  # fmt: skip
    order = [rank.asc(), F("reached").desc(nulls_last=True), F("planned").asc(), F("pk").asc()]
    place = Window(RowNumber(), partition_by=F("measure"), order_by=order)
    states = {measure.pk: measure.state for measure in measures}
    marks: dict[int, list[MilestoneMark]] = {}
    chosen = public.annotate(place=place).filter(place__lte=MILESTONES_SHOWN)
    for row in chosen.select_related("node").order_by("planned", "pk"):
        marks.setdefault(row.measure_id, []).append(_mark(row, states[row.measure_id], today))
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


def _mark(row: Milestone, state: str, today: date) -> MilestoneMark:
    if row.reached is not None:
        mark = Mark.REACHED if row.reached <= row.planned else Mark.REACHED_LATE
    elif state in _OVER:
        mark = Mark.DROPPED
    else:
        mark = Mark.LATE if row.planned < today else Mark.TO_COME
    return MilestoneMark(row.node.public_id, row.node.title, row.planned, row.reached, mark)


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
