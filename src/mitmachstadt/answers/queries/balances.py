"""How much was said, answered and is owed, in numbers."""

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db import connection
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.models import Tally


def balance_columns(window: str) -> dict[str, Combinable]:
    """Columns with what came through a window and what of it waits for an answer.

    They come along with the rows that have the window, so that they need no statement of their own.

    Args:
        window: the field of the outer row that holds the window's number.

    Returns:
        `came` and `waiting`, 0 where nothing came.
    """
    of_window = Tally.objects.filter(window=OuterRef(window)).order_by().values("window")
    return {
        name: Coalesce(Subquery(of_window.annotate(sum=Sum(column)).values("sum")), 0)
        for name, column in {"came": "contributions", "waiting": "unanswered"}.items()
    }


@dataclass(frozen=True)
class AnswerTimes:
    """How the city keeps its word: counts, and the median number of days to an answer."""

    contributions: int
    answered: int
    overdue: int
    median_days: int | None


def answer_times(*, at: datetime) -> AnswerTimes:
    """Over all public remarks that are owed an answer; the median over the last 200 answers."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [connection.ops.adapt_datetimefield_value(at)])
        owed, waiting, overdue = cursor.fetchone()
        cursor.execute(_LATEST_SPANS.format(days=_DAYS[connection.vendor]))
        spans = [days for (days,) in cursor.fetchall()]
    return AnswerTimes(
        contributions=owed,
        answered=owed - waiting,
        overdue=overdue,
        # What is nine days to the second must not become eight by a rounded fraction.
        median_days=int(median(spans) + 1e-6) if spans else None,
    )


# Nothing is owed to what came through a window that promised nothing.
_COUNTS = """
    SELECT
      COALESCE(SUM(CASE WHEN w.id IS NULL OR w.answer_due IS NOT NULL THEN contributions END), 0),
      COALESCE(SUM(CASE WHEN w.answer_due IS NOT NULL THEN unanswered END), 0),
      COALESCE(SUM(CASE WHEN w.answer_due < %s THEN unanswered END), 0)
    FROM nodes_tally t LEFT JOIN nodes_window w ON w.id = t.window_id"""
_LATEST_SPANS = """
    SELECT {days} FROM (
      SELECT source_id, target_id FROM nodes_trace WHERE relation = 'answered_by'
      ORDER BY id DESC LIMIT 200
    ) t JOIN nodes_node s ON s.id = t.source_id JOIN nodes_node a ON a.id = t.target_id"""
_DAYS = {
    "sqlite": "julianday(a.created) - julianday(s.created)",
    "postgresql": "CAST(EXTRACT(EPOCH FROM a.created - s.created) / 86400 AS float8)",
}


@dataclass(frozen=True)
class WaitingWindow:
    """A window through which answers are owed, and how many."""

    id: int
    title: str
    due: datetime
    waiting: int


@dataclass(frozen=True)
class Balance:
    """How much is owed: windows soonest due first, and how many public remarks ever were."""

    windows: list[WaitingWindow]
    ever_owed: int


_BALANCE = prepared(
    lambda: (
        Tally.objects.values_list(
            "window_id", "window__opened_by__title", "window__node__title", "window__answer_due"
        )
        .annotate(Sum("contributions"), Sum("unanswered"))
        .order_by("window__answer_due", "window_id")
    )
)


def balance() -> Balance:
    """Read from the tallies; one statement."""
    rows = _BALANCE()
    waiting, ever_owed = [], 0
    for pk, process, title, due, contributions, unanswered in rows:
        promised_nothing = due is None and title is not None
        ever_owed += 0 if promised_nothing else contributions
        if due is not None and unanswered:
            waiting.append(WaitingWindow(pk, process or title, due, unanswered))
    return Balance(waiting, ever_owed)
