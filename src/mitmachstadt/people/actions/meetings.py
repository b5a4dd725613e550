"""When a body meets, what came of it, and what it assigns to whom."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import LONGEST_ASSIGNMENT, LONGEST_MEETING, LONGEST_MINUTES
from mitmachstadt.people.models import Assignment, Meeting, Organisation
from mitmachstadt.people.queries import Visitor, name_on
from mitmachstadt.people.rules import (
    may_assign,
    may_call_off,
    may_finish,
    may_keep_minutes,
    may_meet,
    may_say_outcome,
)


def enter_meeting(
    *,
    body: Organisation,
    day: date,
    visitor: Visitor,
    at: datetime,
    title: str = "",
    agenda: str = "",
) -> Meeting:
    """Enter that a body meets on a day, or met.

    Raises:
        Refusal: it is no body, has ended by then, or meets on this day already.
    """
    may_keep_minutes(visitor).require()
    title, agenda = clean_line(title)[:LONGEST_MEETING], clean_text(agenda)[:LONGEST_MINUTES]
    with transaction.atomic():
        body = Organisation.objects.select_for_update().get(pk=body.pk)
        may_meet(body, day=day, today=timezone.localdate(at)).require()
        meeting = Meeting.objects.create(
            body=body, day=day, title=title, agenda=agenda, public=body.public
        )
        content = {"day": day.isoformat(), "title": title, "agenda": agenda}
        _register("meeting_entered", body, content, visitor, at)
    return meeting


def say_outcome(*, meeting: Meeting, outcome: str, visitor: Visitor, at: datetime) -> None:
    """Write what came of a meeting, or correct it. The register keeps what stood there before.

    Raises:
        Refusal: it is still to come, was called off, or nothing is said.
    """
    may_keep_minutes(visitor).require()
    outcome = clean_text(outcome)[:LONGEST_MINUTES]
    with transaction.atomic():
        meeting = _locked(meeting)
        may_say_outcome(meeting, words=outcome, today=timezone.localdate(at)).require()
        if outcome == meeting.outcome:
            return
        meeting.outcome = outcome
        meeting.save(update_fields=["outcome"])
        content = {"day": meeting.day.isoformat(), "outcome": outcome}
        _register("met", meeting.body, content, visitor, at)


def call_off(*, meeting: Meeting, visitor: Visitor, at: datetime) -> None:
    """Say that a meeting does not take place. It stays in sight, so that nobody waits for it.

    Raises:
        Refusal: it has been, or is called off already.
    """
    may_keep_minutes(visitor).require()
    with transaction.atomic():
        meeting = _locked(meeting)
        may_call_off(meeting, today=timezone.localdate(at)).require()
        meeting.called_off = True
        meeting.save(update_fields=["called_off"])
        _register("meeting_called_off", meeting.body, {"day": meeting.day.isoformat()}, visitor, at)


def assign(
    *,
    body: Organisation,
    assignee: Organisation,
    text: str,
    given: date,
    due: date,
    visitor: Visitor,
    at: datetime,
) -> Assignment:
    """Enter what a body asked an organisation to do, and until when.

    Raises:
        Refusal: nothing is said, a day does not fit, or who is asked may not be named or has ended.
    """
    may_keep_minutes(visitor).require()
    text = clean_line(text)[:LONGEST_ASSIGNMENT]
    with transaction.atomic():
        body = Organisation.objects.select_for_update().get(pk=body.pk)
        may_assign(
            body=body, assignee=assignee, text=text, given=given, due=due,
            today=timezone.localdate(at),
        ).require()  # fmt: skip
        assignment = Assignment.objects.create(
            body=body, assignee=assignee, assignee_name=name_on(assignee, given), text=text,
            given=given, due=due, public=body.public,
        )  # fmt: skip
        content = {
            "assignment": assignment.public_id,
            "assignee": assignee.public_id,
            "text": text,
            "given": given.isoformat(),
            "due": due.isoformat(),
        }
        _register("assigned", body, content, visitor, at)
    return assignment


def finish(
    *, assignment: Assignment, result: str, on: date, visitor: Visitor, at: datetime
) -> None:
    """Say what came of an assignment, and since when.

    Raises:
        Refusal: it is done already, nothing is said, or the day does not fit.
    """
    may_keep_minutes(visitor).require()
    result = clean_text(result)[:LONGEST_MINUTES]
    with transaction.atomic():
        locked = Assignment.objects.select_for_update(of=("self",)).select_related("body")
        assignment = locked.get(pk=assignment.pk)
        may_finish(assignment, result=result, on=on, today=timezone.localdate(at)).require()
        assignment.done, assignment.result = on, result
        assignment.save(update_fields=["done", "result"])
        content = {"assignment": assignment.public_id, "on": on.isoformat(), "result": result}
        _register("assignment_done", assignment.body, content, visitor, at)


def _locked(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("body")
    return locked.get(pk=meeting.pk)


def _register(
    verb: str, body: Organisation, content: dict[str, Any], visitor: Visitor, at: datetime
) -> None:
    content["by"] = visitor.person.public_id if visitor.person else ""
    append(kind=f"body.{verb}", subject=body.public_id, content=content, at=at)
