"""When a body may meet, assign something, and say what came of it."""

from datetime import date, timedelta

from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.errors import (
    AssignmentDueBeforeGiven,
    AssignmentIsDone,
    AssignmentLater,
    AssignmentMissing,
    MeetingCalledOff,
    MeetingIsOver,
    MeetingTooFar,
    MeetingTwice,
    NotABodyThatMeets,
    NotPublic,
    OrganisationHasEnded,
    OutcomeMissing,
    OutcomeTooEarly,
    ResultMissing,
)
from mitmachstadt.people.models import Assignment, Meeting, Organisation
from mitmachstadt.people.queries import Visitor, meets_on
from mitmachstadt.people.rules.directory import may_work_as

YEARS_AHEAD = 3


def may_keep_minutes(visitor: Visitor) -> Verdict:
    """The strategy office, which is a body's executive office, and the administration."""
    office = may_work_as(visitor, BuiltInGroup.OFFICE)
    return office if office.allowed else may_work_as(visitor, BuiltInGroup.ADMINISTRATOR)


def may_meet(body: Organisation, *, day: date, today: date) -> Verdict:
    """A body that is there, once a day, not further ahead than anybody plans."""
    if body.kind != OrganisationKind.BODY:
        return no(NotABodyThatMeets(name=body.name))
    if body.ended and day >= body.ended:
        return no(OrganisationHasEnded(name=body.name))
    if day > today + timedelta(days=366 * YEARS_AHEAD):
        return no(MeetingTooFar(years=YEARS_AHEAD))
    if meets_on(body, day):
        return no(MeetingTwice(day=day_in_words(day)))
    return YES


def may_say_outcome(meeting: Meeting, *, words: str, today: date) -> Verdict:
    """What came of it is known when it has been; it can be corrected, not taken away."""
    if meeting.called_off:
        return no(MeetingCalledOff())
    if meeting.day > today:
        return no(OutcomeTooEarly(day=day_in_words(meeting.day)))
    return YES if words else no(OutcomeMissing())


def may_call_off(meeting: Meeting, *, today: date) -> Verdict:
    """One that is still to come, or today."""
    if meeting.called_off:
        return no(MeetingCalledOff())
    if meeting.day < today or meeting.outcome:
        return no(MeetingIsOver())
    return YES


def may_assign(
    *, body: Organisation, assignee: Organisation, text: str, given: date, due: date, today: date
) -> Verdict:
    """Something to do, for somebody who is there, until a day that comes after it was given."""
    if body.kind != OrganisationKind.BODY:
        return no(NotABodyThatMeets(name=body.name))
    for organisation in (body, assignee):
        if organisation.ended and given >= organisation.ended:
            return no(OrganisationHasEnded(name=organisation.name))
    if body.public and not assignee.public:
        return no(NotPublic(name=assignee.name))
    if not text:
        return no(AssignmentMissing())
    if given > today:
        return no(AssignmentLater())
    if due < given:
        return no(AssignmentDueBeforeGiven())
    return YES


def may_finish(assignment: Assignment, *, result: str, on: date, today: date) -> Verdict:
    """Once, with what came of it."""
    if assignment.done:
        return no(AssignmentIsDone(day=day_in_words(assignment.done)))
    if not result:
        return no(ResultMissing())
    if on > today:
        return no(AssignmentLater())
    if on < assignment.given:
        return no(AssignmentDueBeforeGiven())
    return YES
