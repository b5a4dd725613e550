"""When a body meets, what it assigned to whom, and what of that is still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Subquery

from mitmachstadt.people.models import Assignment, Meeting, Organisation

MEETINGS_ON_A_PAGE = 20
MOST_TO_COME = 60
MOST_OPEN = 500
MOST_DONE = 50


@dataclass(frozen=True)
class AssignmentLine:
    """An assignment, and whether its day has passed without a result."""

    assignment: Assignment
    overdue: bool


@dataclass(frozen=True)
class Meetings:
    """Those to come, the nearest first, and those that were, newest first.

    One of today is past when it is known what came of it. `more` is the day before which there are
    others.
    """

    to_come: list[Meeting]
    past: list[Meeting]
    more: date | None = None

    def __bool__(self) -> bool:
        return bool(self.to_come or self.past)


def meetings_of(
    body: Organisation, *, on: date, with_hidden: bool, before: date | None = None
) -> Meetings:
    """Those to come, and a page of those that were; two queries.

    Args:
        before: only those that were before this day; one query.
    """
    found = _seen(body.meetings.all(), with_hidden=with_hidden)
    past = found.filter(Q(day__lt=on) | ~Q(outcome="")).order_by("-day", "-pk")
    if before is not None:
        past = past.filter(day__lt=before)
    rows = list(past[: MEETINGS_ON_A_PAGE + 1])
    shown = rows[:MEETINGS_ON_A_PAGE]
    more = shown[-1].day if len(rows) > len(shown) else None
    to_come = found.filter(day__gte=on, outcome="").order_by("day", "pk")
    return Meetings([] if before else list(to_come[:MOST_TO_COME]), shown, more)


def meetings_around(body: Organisation, *, on: date, with_hidden: bool) -> Meetings:
    """What is to come of a body's meetings, and the last that took place; one query."""
    found = _seen(body.meetings.all(), with_hidden=with_hidden)
    last = found.filter(Q(day__lt=on) | ~Q(outcome=""), day__lte=on, called_off=False)
    newest = Subquery(last.order_by("-day").values("pk")[:1])
    # The last one comes first, then the nearest, however far ahead a body plans.
    rows = found.filter(Q(day__gte=on, outcome="") | Q(pk=newest)).order_by("day", "pk")
    nearest = list(rows[: 1 + MEETINGS_ON_A_PAGE])
    past = [each for each in nearest if each.day < on or each.outcome]
    return Meetings([each for each in nearest if each not in past], past)


def open_assignments_of(
    body: Organisation, *, on: date, with_hidden: bool
) -> Sequence[AssignmentLine]:
    """What a body assigned and nobody has finished, by the day it is due; one query."""
    return _open(_seen_assignments(body.assignments.all(), with_hidden=with_hidden), on)


def done_assignments_of(body: Organisation, *, with_hidden: bool) -> Sequence[AssignmentLine]:
    """What became of the last ones; one query."""
    return _done(_seen_assignments(body.assignments.all(), with_hidden=with_hidden))


@dataclass(frozen=True)
class Assigned:
    """What bodies asked of an organisation: open by due day, and the last ones that are done."""

    open: Sequence[AssignmentLine]
    done: Sequence[AssignmentLine]

    def __bool__(self) -> bool:
        return bool(self.open or self.done)


def assigned_to(organisation: Organisation, *, on: date, with_hidden: bool) -> Assigned:
    """What bodies asked of an organisation; two queries."""
    found = _seen_assignments(organisation.assigned.all(), with_hidden=with_hidden)
    return Assigned(_open(found, on), _done(found))


def _seen(found: QuerySet[Meeting], *, with_hidden: bool) -> QuerySet[Meeting]:
    return found if with_hidden else found.filter(public=True)


def _seen_assignments(found: QuerySet[Assignment], *, with_hidden: bool) -> QuerySet[Assignment]:
    found = found.select_related("assignee", "body")
    return found if with_hidden else found.filter(public=True, body__public=True)


def _open(found: QuerySet[Assignment], on: date) -> list[AssignmentLine]:
    rows = found.filter(done=None).order_by("due", "pk")[:MOST_OPEN]
    return [AssignmentLine(row, overdue=row.due < on) for row in rows]


def _done(found: QuerySet[Assignment]) -> list[AssignmentLine]:
    rows = found.filter(done__isnull=False).order_by("-done", "-pk")[:MOST_DONE]
    return [AssignmentLine(row, overdue=False) for row in rows]


def meeting_by_public_id(public_id: str) -> Meeting | None:
    return Meeting.objects.select_related("body").filter(public_id=public_id).first()


def assignment_by_public_id(public_id: str) -> Assignment | None:
    found = Assignment.objects.select_related("body", "assignee")
    return found.filter(public_id=public_id).first()


def may_be_asked_by(body: Organisation) -> list[Organisation]:
    """Whom a body may name, ended ones too: one that everybody sees, those whom everybody sees."""
    found = Organisation.objects.all()
    return list((found.filter(public=True) if body.public else found).order_by("name", "pk"))


def meets_on(body: Organisation, day: date) -> bool:
    return Meeting.objects.filter(body=body, day=day, called_off=False).exists()
