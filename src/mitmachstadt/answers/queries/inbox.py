"""What is owed an answer, soonest due first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from mitmachstadt.answers.enums import MOST_AT_ONCE
from mitmachstadt.answers.queries.balances import Balance
from mitmachstadt.answers.queries.owed import EVERYTHING, InboxPlace, Wanted, owed
from mitmachstadt.nodes.models import Node

INBOX_PAGE = 30


def overdue_remarks(*, at: datetime, limit: int) -> list[Node]:
    """Remarks whose answer is overdue, longest waiting first."""
    due = connection.ops.adapt_datetimefield_value(at)
    statement, values = owed("r.id", limit, " AND w.answer_due < %s", [due])
    found = Node.objects.filter(pk__in=RawSQL(statement, values))  # noqa: S611 - our own SQL
    longest_first = ("window__answer_due", "window_id", "created", "pk")
    return list(found.select_related("parent", "window").order_by(*longest_first))


@dataclass(frozen=True)
class InboxRow:
    """An unanswered remark as the inbox lists it."""

    public_id: str
    title: str
    author_name: str
    capacity: str
    organisation_name: str
    affiliation: str
    created: datetime
    about_id: str
    about_title: str
    due: datetime
    window: int
    id: int
    unit_name: str
    drafted: bool


_COLUMNS = """r.public_id, r.title, r.author_name, r.capacity, r.organisation_name, r.affiliation,
    r.created, a.public_id,
    CASE WHEN a.visibility IN ('public', 'retired') THEN a.title ELSE '' END,
    w.answer_due, w.id, r.id, (SELECT o.name FROM people_organisation o WHERE o.id = r.unit_id),
    EXISTS (SELECT 1 FROM answers_draftnode x WHERE x.node_id = r.id AND x.is_open)"""


def inbox_rows(
    wanted: Wanted = EVERYTHING, *, after: InboxPlace | None = None
) -> tuple[list[InboxRow], InboxPlace | None]:
    """Unanswered remarks, soonest due first, and where the next page begins; one query.

    Written in SQL, because making the same statement from a queryset takes twice as long as
    running it.
    """
    if wanted.is_nothing:
        return [], None
    with connection.cursor() as cursor:
        cursor.execute(*owed(_COLUMNS, INBOX_PAGE + 1, after=after, wanted=wanted))
        rows = [_inbox_row(found) for found in cursor.fetchall()]
    if len(rows) <= INBOX_PAGE:
        return rows, None
    last = rows[INBOX_PAGE - 1]
    return rows[:INBOX_PAGE], InboxPlace(last.due, last.window, last.created, last.id)


@dataclass(frozen=True)
class Waiting:
    """How much waits, counted up to one more than can be answered at once."""

    count: int
    overdue: int

    @property
    def is_all(self) -> bool:
        return self.count <= MOST_AT_ONCE


_COUNTED = """SELECT COUNT(*), COALESCE(SUM(CASE WHEN due < %s THEN 1 ELSE 0 END), 0)
    FROM ({owed}) counted"""


def waiting(wanted: Wanted, *, at: datetime) -> Waiting:
    """Counted as far as one answer reaches, so that it costs the same however much there is."""
    if wanted.is_nothing:
        return Waiting(0, 0)
    statement, values = owed("w.answer_due AS due", MOST_AT_ONCE + 1, wanted=wanted)
    late = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(owed=statement), [late, *values])
        return Waiting(*cursor.fetchone())


def waiting_in(owed: Balance, wanted: Wanted, *, at: datetime) -> Waiting:
    """The same from the tallies, where only windows are wanted; no query."""
    windows = [w for w in owed.windows if wanted.windows is None or w.id in wanted.windows]
    late = sum(window.waiting for window in windows if window.due < at)
    return Waiting(sum(window.waiting for window in windows), late)


def all_wanted(wanted: Wanted) -> list[str]:
    """The public ids of all that is wanted, as many as one answer reaches; one query."""
    if wanted.is_nothing:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*owed("r.public_id", MOST_AT_ONCE, wanted=wanted))
        return [row[0] for row in cursor.fetchall()]


def _inbox_row(found: Iterable[Any]) -> InboxRow:
    row = list(found)[:14]
    row[6], row[9] = moment(row[6]), moment(row[9])
    row[12], row[13] = row[12] or "", bool(row[13])
    return InboxRow(*row)


def moment(value: datetime | str) -> datetime:
    """SQLite keeps moments in UTC and gives them back without saying so, or as words."""
    value = datetime.fromisoformat(value) if isinstance(value, str) else value
    return value if value.tzinfo else value.replace(tzinfo=UTC)
