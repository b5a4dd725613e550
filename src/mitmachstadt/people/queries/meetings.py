"""When a body meets, what it assigned to whom, and what of that is still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mitmachstadt.people.models import Assignment, Meeting, Organisation

MEETINGS_ON_A_PAGE = 100
ASSIGNMENTS_ON_A_PAGE = 100


@dataclass(frozen=True)
class AssignmentLine:
    """An assignment, and whether its day has passed without a result."""

    assignment: Assignment
    overdue: bool


@dataclass(frozen=True)
class Assignments:
    """What is open, by the day it is due, and what is done, newest first."""

    open: Sequence[AssignmentLine]
    done: Sequence[AssignmentLine]

    def __bool__(self) -> bool:
        return bool(self.open or self.done)


@dataclass(frozen=True)
class Meetings:
    """Those to come, the nearest first, and those that were, newest first.

    One of today is past when it is known what came of it.
    """

    to_come: list[Meeting]
    past: list[Meeting]

    def __bool__(self) -> bool:
        return bool(self.to_come or self.past)


def meetings_of(body: Organisation, *, on: date, with_hidden: bool) -> Meetings:
    """The newest hundred meetings of a body; one query."""
    found = Meeting.objects.filter(body=body)
    if not with_hidden:
        found = found.filter(public=True)
    meetings = list(found.order_by("-day")[:MEETINGS_ON_A_PAGE])
    past = [each for each in meetings if each.day < on or each.outcome]
    return Meetings(
        to_come=[each for each in reversed(meetings) if each not in past],
        past=past,
    )


def assignments_of(body: Organisation, *, on: date, with_hidden: bool) -> Assignments:
    """The newest hundred of what a body assigned; one query."""
    return _sorted(_seen(body.assignments.all(), with_hidden=with_hidden), on=on)


def assigned_to(organisation: Organisation, *, on: date, with_hidden: bool) -> Assignments:
    """The newest hundred of what bodies assigned to an organisation; one query."""
    return _sorted(_seen(organisation.assigned.all(), with_hidden=with_hidden), on=on)


def _seen(found: "QuerySet[Assignment]", *, with_hidden: bool) -> "QuerySet[Assignment]":
    return found if with_hidden else found.filter(public=True, body__public=True)


def _sorted(found: "QuerySet[Assignment]", *, on: date) -> Assignments:
    rows = found.select_related("assignee", "body").order_by("-given", "-pk")
    lines = [
        AssignmentLine(row, overdue=row.done is None and row.due < on)
        for row in rows[:ASSIGNMENTS_ON_A_PAGE]
    ]
    open_now = [line for line in lines if line.assignment.done is None]
    done = [line for line in lines if line.assignment.done is not None]
    return Assignments(open=sorted(open_now, key=lambda line: line.assignment.due), done=done)


def meeting_by_public_id(public_id: str) -> Meeting | None:
    return Meeting.objects.select_related("body").filter(public_id=public_id).first()


def assignment_by_public_id(public_id: str) -> Assignment | None:
    found = Assignment.objects.select_related("body", "assignee")
    return found.filter(public_id=public_id).first()


def meets_on(body: Organisation, day: date) -> bool:
    return Meeting.objects.filter(body=body, day=day).exists()
