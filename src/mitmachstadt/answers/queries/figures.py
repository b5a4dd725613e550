"""The statistics of answers: counted from the contributions, and as they were counted last."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from mitmachstadt.answers.enums import Axis
from mitmachstadt.answers.models import Figure
from mitmachstadt.answers.queries.inbox import moment

MOST_LINES = 200
# By the day, so that a city with 200,000 contributions gives some thousand rows. Days are whole
# ones; what is nine days to the second must not become eight by a rounded fraction.
_GROUPS = """
    SELECT s.unit_id, w.opened_by_id, {days}, COUNT(*),
           SUM(CASE WHEN s.answers = 0 AND w.answer_due < %s THEN 1 ELSE 0 END),
           MIN(CASE WHEN s.answers = 0 THEN s.created END)
    FROM nodes_node s
    JOIN nodes_window w ON w.id = s.window_id AND w.answer_due IS NOT NULL
    LEFT JOIN (
        SELECT source_id, MIN(created) AS first FROM nodes_trace
        WHERE relation = 'answered_by' GROUP BY source_id
    ) t ON t.source_id = s.id AND s.answers > 0
    WHERE s.kind = 'remark' AND s.visibility = 'public'
    GROUP BY 1, 2, 3"""
_DAYS = {
    "sqlite": "CASE WHEN s.answers > 0 THEN"
    " CAST(MAX(julianday(t.first) - julianday(s.created), 0) + 0.000001 AS integer) END",
    "postgresql": "CASE WHEN s.answers > 0 THEN"
    " floor(GREATEST(EXTRACT(EPOCH FROM t.first - s.created), 0) / 86400 + 0.000001)::integer END",
}


@dataclass
class Sum:
    """What is counted for a unit, a process or the city."""

    contributions: int = 0
    overdue: int = 0
    spans: Counter[int] = field(default_factory=Counter)
    oldest_open: datetime | None = None

    @property
    def answered(self) -> int:
        return self.spans.total()

    @property
    def median_days(self) -> int | None:
        """Of the days until the first answer; of two in the middle, the mean rounded down."""
        if not self.spans:
            return None
        low, high = (self.answered - 1) // 2, self.answered // 2
        return (self._at(low) + self._at(high)) // 2

    def _at(self, place: int) -> int:
        before = 0
        for days in sorted(self.spans):
            before += self.spans[days]
            if place < before:
                return days
        return 0

    def add(self, days: int | None, count: int, overdue: int, oldest: datetime | None) -> None:
        self.contributions += count
        self.overdue += overdue
        if days is not None:
            self.spans[days] += count
        if oldest and (self.oldest_open is None or oldest < self.oldest_open):
            self.oldest_open = oldest


type Key = tuple[Axis, int | None]


def sums(*, at: datetime) -> dict[Key, Sum]:
    """Everything that is owed an answer, by process, by unit and in all; one statement.

    It reads every contribution: for a task, not for a page.
    """
    found: dict[Key, Sum] = {(Axis.CITY, None): Sum()}
    statement = _GROUPS.format(days=_DAYS[connection.vendor])
    with connection.cursor() as cursor:
        cursor.execute(statement, [connection.ops.adapt_datetimefield_value(at)])
        rows: Iterable[Any] = cursor.fetchall()
    for unit, process, days, count, overdue, oldest in rows:
        keys: list[Key] = [(Axis.CITY, None), (Axis.UNIT, unit)]
        if process is not None:
            keys.append((Axis.PROCESS, process))
        for key in keys:
            found.setdefault(key, Sum()).add(days, count, overdue, _moment(oldest))
    return found


def _moment(value: Any) -> datetime | None:
    """What an aggregate gives: SQLite has no moments of its own."""
    if value is None:
        return None
    return moment(value if isinstance(value, datetime) else datetime.fromisoformat(value))


@dataclass(frozen=True)
class Figures:
    """The statistics as they were counted last; nothing before the first time."""

    city: Figure | None
    processes: list[Figure]
    units: list[Figure]

    @property
    def counted(self) -> datetime | None:
        return self.city.counted if self.city else None


def figures() -> Figures:
    """One statement, whatever there is to count."""
    found = list(
        Figure.objects.select_related("process", "unit").order_by("-contributions", "pk")[
            : 2 * MOST_LINES + 1
        ]
    )
    by_axis = {axis: [each for each in found if each.axis == axis] for axis in Axis}
    city = next(iter(by_axis[Axis.CITY]), None)
    return Figures(city, by_axis[Axis.PROCESS][:MOST_LINES], by_axis[Axis.UNIT][:MOST_LINES])
