"""How much was said, answered and is owed, in numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from threading import local

from django.db import connection
from django.db.models import Count, Q

from mitmachstadt.kernel.web.anonymous_pages import database_state
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node, Window


@dataclass(frozen=True)
class WindowBalance:
    """How many contributions came through a window and how many have an answer."""

    window: Window
    contributions: int
    answered: int

    @property
    def open(self) -> int:
        return self.contributions - self.answered


def balances(windows: Iterable[Window]) -> list[WindowBalance]:
    """Answered and open contributions for each of these windows; one query."""
    windows = list(windows)
    rows = (
        Node.objects.filter(window__in=windows, kind=Kind.REMARK, visibility=Visibility.PUBLIC)
        .values("window_id")
        .annotate(total=Count("id"), answered=Count("id", filter=Q(answers__gt=0)))
    )
    counts = {row["window_id"]: (row["total"], row["answered"]) for row in rows}
    return [WindowBalance(window, *counts.get(window.pk, (0, 0))) for window in windows]


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


# All from indexes: reading every remark, to see whether it is answered, takes fifty times longer.
# COALESCE keeps SQLite from going over all remarks to find those of a few windows.
_EVER_OWED = """
      (SELECT COUNT(*) FROM nodes_node WHERE kind = 'remark' AND visibility = 'public')
      - (SELECT COUNT(*) FROM nodes_window w CROSS JOIN nodes_node r
         WHERE w.answer_due IS NULL AND r.window_id = w.id
           AND COALESCE(r.kind, '') = 'remark' AND r.visibility = 'public')"""
_COUNTS = f"""
    SELECT
      {_EVER_OWED},
      COALESCE(SUM(waiting), 0),
      COALESCE(SUM(CASE WHEN answer_due < %s THEN waiting END), 0)
    FROM (
      SELECT w.answer_due, (
        SELECT COUNT(*) FROM nodes_node r
        WHERE r.window_id = w.id AND r.kind = 'remark' AND r.visibility = 'public'
          AND r.answers = 0
      ) AS waiting
      FROM nodes_window w WHERE w.answer_due IS NOT NULL
    ) owed"""  # noqa: S608 - constants only
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


class _Kept(local):
    """One balance for each thread, with the state of the database that it was counted in."""

    state = ""
    balance = Balance([], 0)


_kept = _Kept()


def balance() -> Balance:
    """Counted anew whenever anything was written: counting 20,000 remarks takes a while."""
    if connection.in_atomic_block:
        return _counted()
    # Asked before counting: a write in between must not be taken for counted.
    state = f"{connection.settings_dict['NAME']} {database_state()}"
    if _kept.state != state:
        _kept.balance, _kept.state = _counted(), state
    return _kept.balance


def _counted() -> Balance:
    found = Node.objects.filter(kind=Kind.REMARK, visibility=Visibility.PUBLIC).order_by()
    counts = dict(
        found.filter(answers=0, window__isnull=False).values_list("window_id").annotate(Count("id"))
    )
    windows = (
        Window.objects.filter(answer_due__isnull=False, pk__in=counts)
        .order_by("answer_due", "id")
        .values_list("id", "opened_by__title", "node__title", "answer_due")
    )
    waiting = [
        WaitingWindow(pk, process or title, due, counts[pk])
        for pk, process, title, due in windows
        if due is not None
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_EVER_OWED}")
        return Balance(waiting, int(cursor.fetchone()[0]))
