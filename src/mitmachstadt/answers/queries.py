from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from statistics import median
from threading import local
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, Min, OuterRef, Q

from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.models import Answer, Decision
from mitmachstadt.kernel.web.anonymous_pages import database_state
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace, Window
from mitmachstadt.nodes.queries import (
    moment_for_address,
    moment_from_address,
    number_from_address,
)

INBOX_PAGE = 30
LAPSED_SHOWN = 50
MOST_AT_ONCE = 1000
WINDOWS_SHOWN = 200


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


def how_many_overdue(*, at: datetime) -> int:
    """How many answers the city owes past their due date."""
    with connection.cursor() as cursor:
        index = "INDEXED BY node_unanswered" if connection.vendor == "sqlite" else ""
        due = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(_OVERDUE.format(index=index), [due])
        return int(cursor.fetchone()[0])


def overdue_remarks(*, at: datetime, limit: int) -> list[Node]:
    """Remarks whose answer is overdue, longest waiting first."""
    due = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(*_owed("r.id", limit, " AND w.answer_due < %s", [due]))
        ids = [pk for (pk,) in cursor.fetchall()]
    found = Node.objects.select_related("parent", "window").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


@dataclass(frozen=True)
class WindowBalance:
    """How many contributions came through a window and how many have an answer."""

    window: Window
    contributions: int
    answered: int

    @property
    def open(self) -> int:
        return self.contributions - self.answered

    def is_overdue(self, at: datetime) -> bool:
        due = self.window.answer_due
        return self.open > 0 and due is not None and due < at


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


def windows_with_answers_due() -> list[Window]:
    """Every window through which the city owes answers, soonest due first."""
    return list(
        Window.objects.filter(answer_due__isnull=False)
        .select_related("opened_by", "node", "audience")
        .order_by("answer_due", "id")
    )


def answer_of(node: Node) -> Answer | None:
    return Answer.objects.select_related("unit", "elsewhere").filter(node=node).first()


def answered_by(node: Node, *, limit: int = 100) -> list[Node]:
    """The public contributions that an answer answers, oldest first."""
    return list(
        Node.objects.filter(
            traces_forward__target=node,
            traces_forward__relation=Relation.ANSWERED_BY,
            visibility=Visibility.PUBLIC,
        ).order_by("created", "id")[:limit]
    )


@dataclass(frozen=True)
class LatestAnswer:
    """An answer with the first public contribution that it was given to."""

    answer: Node
    remark: Node


def latest_answers(*, limit: int) -> list[LatestAnswer]:
    """The answers given last, newest first, each once."""
    answers = Node.objects.filter(kind=Kind.ANSWER, visibility=Visibility.PUBLIC).order_by(
        "-created", "-id"
    )[:limit]
    answers_by_id = {answer.pk: answer for answer in answers}
    firsts = (
        Trace.objects.filter(
            target__in=answers_by_id,
            relation=Relation.ANSWERED_BY,
            source__visibility=Visibility.PUBLIC,
        )
        .order_by()
        .values("target")
        .annotate(first=Min("id"))
        .values("first")
    )
    traces = Trace.objects.filter(pk__in=firsts).select_related("source__parent")
    first = {trace.target_id: trace.source for trace in traces}
    return [LatestAnswer(a, first[pk]) for pk, a in answers_by_id.items() if pk in first]


def lapsed_examinations(*, today: date, limit: int = 50) -> list[Node]:
    """Contributions that were to be examined until a day that has passed, with nothing after it."""
    later = Trace.objects.filter(
        source=OuterRef("source"),
        relation=Relation.ANSWERED_BY,
        id__gt=OuterRef("id"),
    )
    traces = (
        Trace.objects.filter(
            relation=Relation.ANSWERED_BY,
            target__answer__kind=AnswerKind.EXAMINING,
            target__answer__until__lt=today,
            source__visibility=Visibility.PUBLIC,
        )
        .filter(~Exists(later))
        .select_related("source__parent", "target__answer")
        .order_by("target__answer__until", "id")[:limit]
    )
    return [trace.source for trace in traces]


def decision_of(node: Node) -> Decision | None:
    return Decision.objects.select_related("body").filter(node=node).first()


def decisions_on(node: Node) -> list[Decision]:
    """What bodies decided about a node, oldest first."""
    return list(
        Decision.objects.select_related("body", "node")
        .filter(
            node__traces_backward__source=node,
            node__traces_backward__relation=Relation.DECIDED_BY,
        )
        .order_by("decided_on", "node_id")
    )


@dataclass(frozen=True)
class AnswerTimes:
    """How the city keeps its word: counts, and the median number of days to an answer."""

    contributions: int
    answered: int
    overdue: int
    median_days: int | None


def answer_times(*, at: datetime) -> AnswerTimes:
    """Over all public remarks that are owed an answer; the median over the last 1,000 answers."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [connection.ops.adapt_datetimefield_value(at)])
        public, not_owed, waiting, overdue = cursor.fetchone()
        cursor.execute(_LATEST_SPANS.format(days=_DAYS[connection.vendor]))
        spans = [days for (days,) in cursor.fetchall()]
    owed = public - not_owed
    return AnswerTimes(
        contributions=owed,
        answered=owed - waiting,
        overdue=overdue,
        # What is nine days to the second must not become eight by a rounded fraction.
        median_days=int(median(spans) + 1e-6) if spans else None,
    )


# All from indexes: reading every remark, to see whether it is answered, takes fifty times longer.
# COALESCE keeps SQLite from going over all remarks to find those of a few windows.
_COUNTS = """
    SELECT
      (SELECT COUNT(*) FROM nodes_node WHERE kind = 'remark' AND visibility = 'public'),
      (SELECT COUNT(*) FROM nodes_window w CROSS JOIN nodes_node r
       WHERE w.answer_due IS NULL AND r.window_id = w.id
         AND COALESCE(r.kind, '') = 'remark' AND r.visibility = 'public'),
      COALESCE(SUM(waiting), 0),
      COALESCE(SUM(CASE WHEN answer_due < %s THEN waiting END), 0)
    FROM (
      SELECT w.answer_due, (
        SELECT COUNT(*) FROM nodes_node r
        WHERE r.window_id = w.id AND r.kind = 'remark' AND r.visibility = 'public'
          AND r.answers = 0
      ) AS waiting
      FROM nodes_window w WHERE w.answer_due IS NOT NULL
    ) owed"""
_LATEST_SPANS = """
    SELECT {days} FROM (
      SELECT source_id, target_id FROM nodes_trace WHERE relation = 'answered_by'
      ORDER BY id DESC LIMIT 1000
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
    """How much is owed in all: windows soonest due first, and all public remarks."""

    windows: list[WaitingWindow]
    public: int


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
        Window.objects.filter(answer_due__isnull=False, pk__in=sorted(counts)[-WINDOWS_SHOWN:])
        .order_by("answer_due", "id")
        .values_list("id", "opened_by__title", "node__title", "answer_due")
    )
    waiting = [
        WaitingWindow(pk, process or title, due, counts[pk])
        for pk, process, title, due in windows
        if due is not None
    ]
    return Balance(waiting, found.count())


@dataclass(frozen=True)
class InboxRow:
    """An unanswered remark as the inbox lists it."""

    public_id: str
    title: str
    author_name: str
    capacity: str
    organisation_name: str
    created: datetime
    about_id: str
    about_title: str
    due: datetime
    window: int
    id: int


_OVERDUE = """
    SELECT COALESCE(SUM((
        SELECT COUNT(*) FROM nodes_node r {index}
        WHERE r.window_id = w.id AND r.kind = 'remark' AND r.visibility = 'public'
          AND r.answers = 0
    )), 0) FROM nodes_window w WHERE w.answer_due < %s"""
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


def _owed(
    columns: str,
    limit: int,
    which: str = "",
    values: Iterable[Any] = (),
    *,
    after: InboxPlace | None = None,
) -> tuple[str, list[Any]]:
    """The statement that reads what is owed an answer, soonest due first, and its values."""
    moment = connection.ops.adapt_datetimefield_value
    behind, skipped = "", list[Any]()
    here = list(values)
    if after:
        behind = _BEHIND
        created, window = moment(after.created), after.window
        skipped = [window, created, moment(_BEFORE_ALL), window, after.id]
        which += _FROM_WINDOW
        here += [moment(after.due), moment(after.due), window, window]
    tables = _BY_WINDOW[connection.vendor].format(behind=behind, which=which, limit=int(limit))
    return f"SELECT {columns} {tables}", [*skipped, *here]


_COLUMNS = """r.public_id, r.title, r.author_name, r.capacity, r.organisation_name, r.created,
    a.public_id, a.title, w.answer_due, w.id, r.id"""


def inbox_rows(
    windows: list[int] | None = None, *, after: InboxPlace | None = None
) -> tuple[list[InboxRow], InboxPlace | None]:
    """Unanswered remarks, of these windows or of all, soonest due first; one query.

    Written in SQL, because making the same statement from a queryset takes twice as long as
    running it.
    """
    if windows == []:
        return [], None
    which = f" AND w.id IN ({', '.join(['%s'] * len(windows))})" if windows is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(*_owed(_COLUMNS, INBOX_PAGE + 1, which, windows or (), after=after))
        rows = [_inbox_row(*found) for found in cursor.fetchall()]
    if len(rows) <= INBOX_PAGE:
        return rows, None
    last = rows[INBOX_PAGE - 1]
    return rows[:INBOX_PAGE], InboxPlace(last.due, last.window, last.created, last.id)


def _inbox_row(*found: Any) -> InboxRow:
    row = InboxRow(*found)
    return replace(row, created=_moment(row.created), due=_moment(row.due))


def _moment(value: datetime) -> datetime:
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


def lapsed_rows(*, today: date) -> list[Lapsed]:
    """Contributions that were to be examined until a day that has passed; one query."""
    later = Trace.objects.filter(
        source=OuterRef("source"),
        relation=Relation.ANSWERED_BY,
        id__gt=OuterRef("id"),
    )
    found = (
        Trace.objects.filter(
            relation=Relation.ANSWERED_BY,
            target__answer__kind=AnswerKind.EXAMINING,
            target__answer__until__lt=today,
            source__visibility=Visibility.PUBLIC,
        )
        .filter(~Exists(later))
        .order_by("target__answer__until", "id")
        .values_list(
            "source__public_id",
            "source__title",
            "source__parent__title",
            "target__answer__until",
            "target__public_id",
        )[:LAPSED_SHOWN]
    )
    return [
        Lapsed(public_id, title, about or "", until, answer)
        for public_id, title, about, until, answer in found
        if until is not None
    ]


def chosen(public_ids: Iterable[str]) -> list[Node]:
    """These remarks with what they are about, oldest first; one query, at most 1,000."""
    ids = [each for each in dict.fromkeys(public_ids) if each.isalnum()][:MOST_AT_ONCE]
    return list(
        Node.objects.filter(public_id__in=ids, kind=Kind.REMARK)
        .select_related("parent", "window")
        .defer("card", "parent__card")
        .order_by("created", "id")
    )


def same_answer(
    answer: Node, kind: AnswerKind, *, elsewhere: Node | None, contributions: list[Node]
) -> Node | None:
    """The answer that says just this to all of these, by the same person, within the hour."""
    if not contributions:
        return None
    alike = Node.objects.filter(
        kind=Kind.ANSWER,
        author=answer.author,
        title=answer.title,
        text=answer.text,
        created__gt=answer.created - timedelta(hours=1),
        answer__kind=kind,
        answer__elsewhere=elsewhere if kind == AnswerKind.ELSEWHERE else None,
    )
    told = Trace.objects.filter(
        source=contributions[0], relation=Relation.ANSWERED_BY, target__in=alike
    ).select_related("target")
    ids = [contribution.pk for contribution in contributions]
    for trace in told:
        same = Trace.objects.filter(target=trace.target, relation=Relation.ANSWERED_BY)
        if same.filter(source__in=ids).count() == len(ids):
            return trace.target
    return None
