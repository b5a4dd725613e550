"""What may be recorded about who was invited, and what they answered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from mitmachstadt.formats.enums import LONGEST_STEP
from mitmachstadt.formats.errors import (
    AlreadyRecorded,
    AnsweredBeforeInvited,
    AnsweredInFuture,
    AnswerIncomplete,
    CorrectionUnchanged,
    CorrectionWithoutReason,
    InvitedInFuture,
    NobodyInvited,
    RemindedAlready,
    RemindedOutOfOrder,
    RespondByTooEarly,
    StanceWithoutAnswer,
)
from mitmachstadt.formats.models import Invitation
from mitmachstadt.kernel.language import short_day
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.people.errors import NotPublic
from mitmachstadt.people.models import District, Organisation


@dataclass(frozen=True)
class Said:
    """What is to be recorded: when somebody was invited, and what they answered."""

    invited_on: date
    respond_by: date | None = None
    answered_on: date | None = None
    answer: str = ""
    stance: str = ""


def may_record_involvement(
    said: Said, *, district: District | None, organisation: Organisation | None, today: date
) -> Verdict:
    """What has happened, to somebody, in the order in which it happens."""
    if district is None and organisation is None:
        return no(NobodyInvited())
    if organisation is not None and not organisation.public:
        return no(NotPublic(name=organisation.name))
    if said.invited_on > today:
        return no(InvitedInFuture(day=short_day(said.invited_on)))
    if said.respond_by is not None and said.respond_by < said.invited_on:
        days = short_day(said.respond_by), short_day(said.invited_on)
        return no(RespondByTooEarly(respond_by=days[0], invited=days[1]))
    return _may_have_answered(said, today)


def _may_have_answered(said: Said, today: date) -> Verdict:
    answered_on, invited_on = said.answered_on, said.invited_on
    if answered_on is None:
        if said.answer:
            return no(AnswerIncomplete(missing=gettext("das Datum der Antwort")))
        return no(StanceWithoutAnswer()) if said.stance else YES
    if answered_on > today:
        return no(AnsweredInFuture(day=short_day(answered_on)))
    if answered_on < invited_on:
        return no(
            AnsweredBeforeInvited(answered=short_day(answered_on), invited=short_day(invited_on))
        )
    if not said.answer:
        return no(AnswerIncomplete(missing=gettext("der Inhalt der Antwort")))
    return YES


def may_add_to_record(known: Invitation | None, *, answer: str) -> Verdict:
    """An invitation gets its answer once; what is recorded stays."""
    if known is None or (answer and not known.answer):
        return YES
    return no(_recorded(known))


def may_correct_record(
    record: Invitation, changed: Collection[str], *, other: Invitation | None, reason: str
) -> Verdict:
    """What was entered wrongly is put right with a reason, and not onto another record.

    Args:
        changed: the names of the columns that become different.
        other: what is recorded already for the same on the day that is to hold.
    """
    if not changed:
        return no(CorrectionUnchanged())
    if not 0 < len(reason) <= LONGEST_STEP:
        return no(CorrectionWithoutReason(longest=LONGEST_STEP))
    if other is not None and other.pk != record.pk:
        return no(_recorded(other))
    return YES


def may_remind(
    record: Invitation, *, on: date, reminded_on: Collection[date], today: date
) -> Verdict:
    """After the invitation, before its answer, once a day, and not ahead of time."""
    answered = record.answered_on is not None and on > record.answered_on
    if on < record.invited_on or on > today or answered:
        return no(RemindedOutOfOrder(invited=short_day(record.invited_on), day=short_day(on)))
    return no(RemindedAlready(day=short_day(on))) if on in reminded_on else YES


def is_of_another_district(district: District | None, organisation: Organisation | None) -> bool:
    """Whether a unit of one district was invited for another: possible, but worth a look."""
    if district is None or organisation is None or organisation.district_id is None:
        return False
    return organisation.district_id != district.pk


def _recorded(known: Invitation) -> AlreadyRecorded:
    answered = gettext(", mit der Antwort") if known.answer else ""
    return AlreadyRecorded(district=known.unit, day=short_day(known.invited_on), answered=answered)
