"""When a body meets, what came of it, and what it assigns to whom."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import (
    LONGEST_ASSIGNMENT,
    LONGEST_MEETING,
    LONGEST_MINUTES,
    LONGEST_REASON,
)
from mitmachstadt.people.models import Assignment, Meeting, Organisation
from mitmachstadt.people.queries import Visitor, name_on
from mitmachstadt.people.rules import (
    may_assign,
    may_call_off,
    may_correct_assignment,
    may_finish,
    may_keep_minutes,
    may_meet,
    may_show_meeting,
    may_write_minutes,
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
        Refusal: it is no body, was not there on this day, or meets on it already.
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


def write_minutes(
    *,
    meeting: Meeting,
    title: str,
    agenda: str,
    outcome: str,
    seen: int,
    visitor: Visitor,
    at: datetime,
) -> None:
    """Write what a meeting is about and what came of it, or correct it.

    The register keeps a trace of each wording.

    Args:
        seen: the version that was read before.

    Raises:
        Refusal: somebody else wrote meanwhile, or there can be no outcome yet, or none any more.
    """
    may_keep_minutes(visitor).require()
    said = {
        "title": clean_line(title)[:LONGEST_MEETING],
        "agenda": clean_text(agenda)[:LONGEST_MINUTES],
        "outcome": clean_text(outcome)[:LONGEST_MINUTES],
    }
    today = timezone.localdate(at)
    with transaction.atomic():
        meeting = _locked(meeting)
        may_write_minutes(meeting, outcome=said["outcome"], seen=seen, today=today).require()
        before = {name: getattr(meeting, name) for name in said}
        if said == before:
            return
        for name, words in said.items():
            setattr(meeting, name, words)
        if any(before[name] not in {"", said[name]} for name in said):
            meeting.corrected = today
        meeting.version += 1
        meeting.save(update_fields=[*said, "corrected", "version"])
        _register("met", meeting.body, {"day": meeting.day.isoformat(), **said}, visitor, at)


def call_off(*, meeting: Meeting, visitor: Visitor, at: datetime) -> None:
    """Say that a meeting does not take place, or did not. It stays in sight.

    Raises:
        Refusal: it is called off already, or something came of it.
    """
    may_keep_minutes(visitor).require()
    with transaction.atomic():
        meeting = _locked(meeting)
        may_call_off(meeting).require()
        meeting.called_off = True
        meeting.version += 1
        meeting.save(update_fields=["called_off", "version"])
        content = {"day": meeting.day.isoformat()}
        _register("meeting_called_off", meeting.body, content, visitor, at)


def show_meeting(*, meeting: Meeting, visitor: Visitor, at: datetime) -> None:
    """Let everybody read of a meeting that was planned before its body became public.

    Raises:
        Refusal: the body is not public, or something came of the meeting.
    """
    may_keep_minutes(visitor).require()
    with transaction.atomic():
        meeting = _locked(meeting)
        may_show_meeting(meeting).require()
        meeting.public = True
        meeting.save(update_fields=["public"])
        content = {"day": meeting.day.isoformat()}
        _register("meeting_shown", meeting.body, content, visitor, at)


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
        Refusal: nothing is said, a day does not fit, or who is asked may not be named.
    """
    may_keep_minutes(visitor).require()
    text = clean_line(text)[:LONGEST_ASSIGNMENT]
    with transaction.atomic():
        # In this order, so that two who enter for each other do not wait for each other.
        both = Organisation.objects.select_for_update().filter(pk__in=[body.pk, assignee.pk])
        found = {each.pk: each for each in both.order_by("pk")}
        body, assignee = found[body.pk], found[assignee.pk]
        may_assign(
            body=body, assignee=assignee, text=text, given=given, due=due,
            today=timezone.localdate(at),
        ).require()  # fmt: skip
        assignment = Assignment.objects.create(
            body=body, body_name=name_on(body, given), assignee=assignee,
            assignee_name=name_on(assignee, given), text=text, given=given, due=due,
            public=body.public,
        )  # fmt: skip
        content = {"assignee": assignee.public_id, "given": given.isoformat()}
        _register("assigned", body, {**_of(assignment), **content}, visitor, at)
    return assignment


def correct_assignment(
    *,
    assignment: Assignment,
    text: str,
    due: date,
    because: str,
    seen: int,
    visitor: Visitor,
    at: datetime,
) -> None:
    """Say better what is to be done, or that there is another day; the reason is public.

    Raises:
        Refusal: there is no reason, it is done, or somebody else wrote meanwhile.
    """
    may_keep_minutes(visitor).require()
    text, because = clean_line(text)[:LONGEST_ASSIGNMENT], clean_line(because)[:LONGEST_REASON]
    today = timezone.localdate(at)
    with transaction.atomic():
        assignment = _locked_assignment(assignment)
        may_correct_assignment(
            assignment, text=text, due=due, because=because, seen=seen, today=today
        ).require()
        assignment.text, assignment.due, assignment.because = text, due, because
        assignment.corrected, assignment.version = today, assignment.version + 1
        assignment.save(update_fields=["text", "due", "because", "corrected", "version"])
        content = {**_of(assignment), "because": because}
        _register("assignment_corrected", assignment.body, content, visitor, at)


def finish(
    *, assignment: Assignment, result: str, on: date, seen: int, visitor: Visitor, at: datetime
) -> None:
    """Say what came of an assignment and since when, or correct it.

    Raises:
        Refusal: nothing is said, the day does not fit, or somebody else wrote meanwhile.
    """
    may_keep_minutes(visitor).require()
    result, today = clean_text(result)[:LONGEST_MINUTES], timezone.localdate(at)
    with transaction.atomic():
        assignment = _locked_assignment(assignment)
        may_finish(assignment, result=result, on=on, seen=seen, today=today).require()
        if assignment.done:
            assignment.corrected, assignment.because = today, ""
        assignment.done, assignment.result = on, result
        assignment.version += 1
        assignment.save(update_fields=["done", "result", "corrected", "because", "version"])
        content = {**_of(assignment), "on": on.isoformat(), "result": result}
        _register("assignment_done", assignment.body, content, visitor, at)


def _of(assignment: Assignment) -> dict[str, Any]:
    due = assignment.due.isoformat()
    return {"assignment": assignment.public_id, "text": assignment.text, "due": due}


def _locked(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("body")
    return locked.get(pk=meeting.pk)


def _locked_assignment(assignment: Assignment) -> Assignment:
    locked = Assignment.objects.select_for_update(of=("self",)).select_related("body")
    return locked.get(pk=assignment.pk)


def _register(
    verb: str, body: Organisation, content: dict[str, Any], visitor: Visitor, at: datetime
) -> None:
    content["by"] = visitor.person.public_id if visitor.person else ""
    append(kind=f"body.{verb}", subject=body.public_id, content=content, at=at)
