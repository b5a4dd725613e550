"""What is owed an answer, soonest due first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.queries import (
    moment_for_address,
    moment_from_address,
    number_from_address,
)

INBOX_PAGE = 30


LAPSED_SHOWN = 50


@dataclass(frozen=True)
class InboxPlace:
    """Where the next page of the inbox begins: after this remark of this window."""

    due: datetime
    window: int
    created: datetime
    id: int

    @classmethod
    def read(cls, text: str) -> "InboxPlace | None":
        """From what `str()` gives; None for anything else."""
        try:
            due, window, created, number = text.split("_")
            return cls(
                moment_from_address(due),
                number_from_address(window),
                moment_from_address(created),
                number_from_address(number),
            )
        except ValueError:
            return None

    def __str__(self) -> str:
        due, created = moment_for_address(self.due), moment_for_address(self.created)
        return f"{due}_{self.window}_{created}_{self.id}"


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


# Both walk the windows as they fall due and take from each, in the order of the list, what the
# partial index of the unanswered gives, until the page is full. Left to itself, PostgreSQL has
# compared every remark with every window (2 s), and SQLite sorted all of them.
_BY_WINDOW = {
    "sqlite": """
        FROM nodes_window w INDEXED BY window_due
        CROSS JOIN nodes_node r INDEXED BY node_unanswered
          ON r.window_id = w.id AND r.kind = 'remark' AND r.visibility = 'public'
         AND r.answers = 0 {behind}
        CROSS JOIN nodes_node a ON a.id = r.parent_id
        WHERE w.answer_due IS NOT NULL {which}
        ORDER BY w.answer_due, w.id, r.created, r.id LIMIT {limit}""",
    "postgresql": """
        FROM nodes_window w CROSS JOIN LATERAL (
            SELECT * FROM nodes_node r
            WHERE r.window_id = w.id AND r.kind = 'remark' AND r.visibility = 'public'
              AND r.answers = 0 {behind}
            ORDER BY r.created, r.id LIMIT {limit}
        ) r JOIN nodes_node a ON a.id = r.parent_id
        WHERE w.answer_due IS NOT NULL {which}
        ORDER BY w.answer_due, w.id, r.created, r.id LIMIT {limit}""",
}


_BEHIND = """
    AND (r.created, r.id) > (CASE WHEN w.id = %s THEN %s ELSE %s END,
                             CASE WHEN w.id = %s THEN %s ELSE 0 END)"""


_FROM_WINDOW = " AND (w.answer_due > %s OR w.answer_due = %s AND w.id > %s OR w.id = %s)"


_BEFORE_ALL = datetime(1, 1, 2, tzinfo=UTC)


def owed(
    columns: str,
    limit: int,
    which: str = "",
    values: Iterable[Any] = (),
    *,
    after: InboxPlace | None = None,
    district: int | None = None,
) -> tuple[str, list[Any]]:
    """The statement that reads what is owed an answer, soonest due first, and its values.

    Args:
        district: only what is about the district with this number; 0 for what is about none.
    """
    adapt = connection.ops.adapt_datetimefield_value
    behind, skipped = "", list[Any]()
    here = list(values)
    if after:
        behind = _BEHIND
        created, window = adapt(after.created), after.window
        skipped = [window, created, adapt(_BEFORE_ALL), window, after.id]
        which += _FROM_WINDOW
        here += [adapt(after.due), adapt(after.due), window, window]
    if district is not None:
        behind += " AND r.district_id = %s" if district else " AND r.district_id IS NULL"
        skipped += [district] if district else []
    tables = _BY_WINDOW[connection.vendor].format(behind=behind, which=which, limit=int(limit))
    return f"SELECT {columns} {tables}", [*skipped, *here]


_COLUMNS = """r.public_id, r.title, r.author_name, r.capacity, r.organisation_name, r.affiliation,
    r.created, a.public_id,
    CASE WHEN a.visibility IN ('public', 'retired') THEN a.title ELSE '' END,
    w.answer_due, w.id, r.id"""


def inbox_rows(
    windows: list[int] | None = None,
    *,
    after: InboxPlace | None = None,
    district: int | None = None,
) -> tuple[list[InboxRow], InboxPlace | None]:
    """Unanswered remarks, of these windows or of all, soonest due first; one query.

    `district` as for `owed`.

    Written in SQL, because making the same statement from a queryset takes twice as long as
    running it.
    """
    if windows == []:
        return [], None
    which = f" AND w.id IN ({', '.join(['%s'] * len(windows))})" if windows is not None else ""
    with connection.cursor() as cursor:
        asked = owed(_COLUMNS, INBOX_PAGE + 1, which, windows or (), after=after, district=district)
        cursor.execute(*asked)
        rows = [_inbox_row(*found) for found in cursor.fetchall()]
    if len(rows) <= INBOX_PAGE:
        return rows, None
    last = rows[INBOX_PAGE - 1]
    return rows[:INBOX_PAGE], InboxPlace(last.due, last.window, last.created, last.id)


def _inbox_row(*found: Any) -> InboxRow:
    row = InboxRow(*found)
    return replace(row, created=moment(row.created), due=moment(row.due))


def moment(value: datetime) -> datetime:
    """SQLite keeps moments in UTC and gives them back without saying so."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Lapsed:
    """A contribution whose examination should be over."""

    public_id: str
    title: str
    about_title: str
    until: date
    answer_id: str


def examined_until(node: Node) -> date | None:
    """The day by which a contribution is examined, if that is the last answer to it."""
    return (
        Trace.objects.filter(source=node, relation=Relation.ANSWERED_BY)
        .order_by("-id")
        .values_list("target__answer__until", flat=True)
        .first()
    )


# From the few examinations whose day is over to what they answer: left to itself, SQLite goes over
# all traces there are.
_LAPSED = """
    SELECT s.public_id, s.title,
           CASE WHEN p.visibility IN ('public', 'retired') THEN p.title ELSE '' END,
           a.until, n.public_id
    FROM answers_answer a
    {join} nodes_trace t ON t.target_id = a.node_id AND t.relation = 'answered_by'
    {join} nodes_node s ON s.id = t.source_id AND s.visibility = 'public'
    {join} nodes_node n ON n.id = a.node_id
    LEFT JOIN nodes_node p ON p.id = s.parent_id
    WHERE a.kind = 'examining' AND a.until < %s AND NOT EXISTS (
        SELECT 1 FROM nodes_trace l
        WHERE l.source_id = s.id AND l.relation = 'answered_by' AND l.id > t.id
    )
    ORDER BY a.until, t.id LIMIT {limit}"""
_JOIN = {"sqlite": "CROSS JOIN", "postgresql": "JOIN"}


def lapsed_rows(*, today: date, limit: int = LAPSED_SHOWN) -> list[Lapsed]:
    """Contributions that were to be examined until a day that has passed; one query."""
    statement = _LAPSED.format(join=_JOIN[connection.vendor], limit=int(limit))
    with connection.cursor() as cursor:
        cursor.execute(statement, [connection.ops.adapt_datefield_value(today)])
        found = cursor.fetchall()
    return [
        Lapsed(
            public_id,
            title,
            about or "",
            until if isinstance(until, date) else date.fromisoformat(until),
            answer,
        )
        for public_id, title, about, until, answer in found
    ]
