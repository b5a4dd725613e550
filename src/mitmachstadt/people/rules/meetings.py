"""When a body may meet, assign something, and say what came of it."""

from datetime import date, timedelta

from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.errors import (
    AlreadyPublic,
    AssignmentDueBeforeGiven,
    AssignmentIsDone,
    AssignmentMissing,
    BodyNotPublic,
    CorrectionNeedsReason,
    DayInTheFuture,
    DayTooFar,
    MeetingCalledOff,
    MeetingHasOutcome,
    MeetingTwice,
    MinutesChangedMeanwhile,
    NotABodyThatMeets,
    NotPublic,
    NotThereThen,
    OutcomeMissing,
    OutcomeTooEarly,
    ResultMissing,
)
from mitmachstadt.people.models import Assignment, Meeting, Organisation
from mitmachstadt.people.queries import Visitor, existed_on, meets_on
from mitmachstadt.people.rules.directory import may_work_as

YEARS_AWAY = 10


def may_keep_minutes(visitor: Visitor) -> Verdict:
    """The strategy office, which is a body's executive office, and the administration."""
    office = may_work_as(visitor, BuiltInGroup.OFFICE)
    return office if office.allowed else may_work_as(visitor, BuiltInGroup.ADMINISTRATOR)


def may_meet(body: Organisation, *, day: date, today: date) -> Verdict:
    """A body that is there on this day, once a day, in a year that nobody mistyped."""
    if body.kind != OrganisationKind.BODY:
        return no(NotABodyThatMeets(name=body.name))
    if _is_far(day, today):
        return no(DayTooFar(years=YEARS_AWAY))
    if not existed_on(body, day):
        return no(NotThereThen(name=body.name, day=day_in_words(day)))
    if meets_on(body, day):
        return no(MeetingTwice(day=day_in_words(day)))
    return YES


def may_write_minutes(meeting: Meeting, *, outcome: str, seen: int, today: date) -> Verdict:
    """Whoever writes has read what stands there; an outcome can be corrected, not taken away."""
    if seen != meeting.version:
        return no(MinutesChangedMeanwhile())
    if outcome and meeting.called_off:
        return no(MeetingCalledOff())
    if outcome and meeting.day > today:
        return no(OutcomeTooEarly(day=day_in_words(meeting.day)))
    if meeting.outcome and not outcome:
        return no(OutcomeMissing())
    return YES


def may_call_off(meeting: Meeting) -> Verdict:
    """One of which nothing came, be it that it is only said afterwards."""
    if meeting.called_off:
        return no(MeetingCalledOff())
    return no(MeetingHasOutcome()) if meeting.outcome else YES


def may_show_meeting(meeting: Meeting) -> Verdict:
    """One that was entered before its body became public, and of which nothing came yet."""
    if meeting.public:
        return no(AlreadyPublic())
    if not meeting.body.public:
        return no(BodyNotPublic(name=meeting.body.name))
    return no(MeetingHasOutcome()) if meeting.outcome else YES


def may_assign(
    *, body: Organisation, assignee: Organisation, text: str, given: date, due: date, today: date
) -> Verdict:
    """Something to do, for somebody who was there, until a day that comes after it was given."""
    if body.kind != OrganisationKind.BODY:
        return no(NotABodyThatMeets(name=body.name))
    if body.public and not assignee.public:
        return no(NotPublic(name=assignee.name))
    if given > today:
        return no(DayInTheFuture())
    if _is_far(given, today):
        return no(DayTooFar(years=YEARS_AWAY))
    for organisation in (body, assignee):
        if not existed_on(organisation, given):
            return no(NotThereThen(name=organisation.name, day=day_in_words(given)))
    return _may_say(text, given=given, due=due, today=today)


def may_correct_assignment(
    assignment: Assignment, *, text: str, due: date, because: str, seen: int, today: date
) -> Verdict:
    """While it is open, with a reason that everybody reads."""
    if seen != assignment.version:
        return no(MinutesChangedMeanwhile())
    if assignment.done:
        return no(AssignmentIsDone(day=day_in_words(assignment.done)))
    if not because:
        return no(CorrectionNeedsReason())
    return _may_say(text, given=assignment.given, due=due, today=today)


def may_finish(assignment: Assignment, *, result: str, on: date, seen: int, today: date) -> Verdict:
    """With what came of it; whoever has read that can correct it."""
    if seen != assignment.version:
        return no(MinutesChangedMeanwhile())
    if not result:
        return no(ResultMissing())
    if on > today:
        return no(DayInTheFuture())
    return no(AssignmentDueBeforeGiven()) if on < assignment.given else YES


def _may_say(text: str, *, given: date, due: date, today: date) -> Verdict:
    if not text:
        return no(AssignmentMissing())
    if _is_far(due, today):
        return no(DayTooFar(years=YEARS_AWAY))
    return no(AssignmentDueBeforeGiven()) if due < given else YES


def _is_far(day: date, today: date) -> bool:
    return abs(day - today) > timedelta(days=366 * YEARS_AWAY)
