from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.models import Answer, Decision
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


def unanswered() -> QuerySet[Node]:
    """Public remarks to which the city owes an answer and has given none."""
    return Node.objects.filter(
        kind=Kind.REMARK,
        visibility=Visibility.PUBLIC,
        answers=0,
        window__answer_due__isnull=False,
    )


def inbox_page(
    *, after: InboxPlace | None = None, window: int | None = None
) -> tuple[list[Node], InboxPlace | None]:
    """Unanswered remarks, soonest due first, with what they are about; one query."""
    found = unanswered().select_related("parent", "window")
    if window:
        found = found.filter(window_id=window)
    if after:
        found = found.filter(_behind(after))
    found = found.order_by("window__answer_due", "window_id", "created", "id")
    page = list(found[: INBOX_PAGE + 1])
    if len(page) <= INBOX_PAGE:
        return page, None
    last = page[INBOX_PAGE - 1]
    assert last.window is not None and last.window.answer_due is not None  # noqa: S101
    place = InboxPlace(last.window.answer_due, last.window.pk, last.created, last.pk)
    return page[:INBOX_PAGE], place


def how_many_overdue(*, at: datetime) -> int:
    """How many answers the city owes past their due date."""
    return unanswered().filter(window__answer_due__lt=at).count()


def overdue_remarks(*, at: datetime, limit: int) -> list[Node]:
    """Remarks whose answer is overdue, longest waiting first."""
    found = unanswered().filter(window__answer_due__lt=at).select_related("parent", "window")
    return list(found.order_by("window__answer_due", "window_id", "created", "id")[:limit])


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
        target__created__gt=OuterRef("target__created"),
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
    owed = Node.objects.filter(
        kind=Kind.REMARK, visibility=Visibility.PUBLIC, window__answer_due__isnull=False
    )
    counts = owed.aggregate(
        total=Count("id"),
        answered=Count("id", filter=Q(answers__gt=0)),
        overdue=Count("id", filter=Q(answers=0, window__answer_due__lt=at)),
    )
    spans = sorted(
        Trace.objects.filter(relation=Relation.ANSWERED_BY)
        .order_by("-id")
        .annotate(span=F("target__created") - F("source__created"))
        .values_list("span", flat=True)[:1000]
    )
    median: timedelta | None = spans[len(spans) // 2] if spans else None
    return AnswerTimes(
        contributions=counts["total"],
        answered=counts["answered"],
        overdue=counts["overdue"],
        median_days=median.days if median is not None else None,
    )


@dataclass(frozen=True)
class WaitingWindow:
    """A window through which answers are owed, and how many."""

    id: int
    title: str
    due: datetime
    waiting: int


def waiting_windows() -> list[WaitingWindow]:
    """Windows with unanswered contributions, soonest due first; two queries, at most 200 windows.

    The counts come from the partial index of what is unanswered, not from the table.
    """
    counts = dict(
        Node.objects.filter(
            kind=Kind.REMARK, visibility=Visibility.PUBLIC, answers=0, window__isnull=False
        )
        .order_by()
        .values_list("window_id")
        .annotate(Count("id"))
    )
    windows = (
        Window.objects.filter(answer_due__isnull=False, pk__in=sorted(counts)[-200:])
        .order_by("answer_due", "id")
        .values_list("id", "opened_by__title", "node__title", "answer_due")
    )
    return [
        WaitingWindow(pk, process or title, due, counts[pk])
        for pk, process, title, due in windows
        if due is not None
    ]


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


_ROW = (
    "public_id", "title", "author_name", "capacity", "organisation_name", "created",
    "parent__public_id", "parent__title", "window__answer_due", "window_id", "id",
)  # fmt: skip


def inbox_rows(
    windows: list[int], *, after: InboxPlace | None = None
) -> tuple[list[InboxRow], InboxPlace | None]:
    """Unanswered remarks of these windows, soonest due first; one query, no whole rows."""
    found = unanswered().filter(window__in=windows)
    if after:
        found = found.filter(_behind(after))
    found = found.order_by("window__answer_due", "window_id", "created", "id")
    rows = [InboxRow(*values) for values in found.values_list(*_ROW)[: INBOX_PAGE + 1]]
    if len(rows) <= INBOX_PAGE:
        return rows, None
    last = rows[INBOX_PAGE - 1]
    return rows[:INBOX_PAGE], InboxPlace(last.due, last.window, last.created, last.id)


def _behind(place: InboxPlace) -> Q:
    return (
        Q(window__answer_due__gt=place.due)
        | Q(window__answer_due=place.due, window_id__gt=place.window)
        | Q(window_id=place.window, created__gt=place.created)
        | Q(window_id=place.window, created=place.created, id__gt=place.id)
    )


def how_many_public() -> int:
    """All public remarks, answered or not."""
    return Node.objects.filter(kind=Kind.REMARK, visibility=Visibility.PUBLIC).count()


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
        target__created__gt=OuterRef("target__created"),
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
    ids = list(dict.fromkeys(public_ids))[:MOST_AT_ONCE]
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
