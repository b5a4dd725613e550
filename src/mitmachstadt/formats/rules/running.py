"""What may change once a process has opened."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext

from mitmachstadt.formats.errors import (
    AlreadyRecorded,
    AnsweredBeforeInvited,
    AnsweredInFuture,
    AnswerIncomplete,
    CalledOffAlready,
    InvitedInFuture,
    NothingToCallOff,
    NotYetOpened,
    PhaseHasEnded,
    PhaseShortened,
)
from mitmachstadt.formats.models import DistrictInvolvement, Phase, Process
from mitmachstadt.formats.rules.concept import may_give_reason
from mitmachstadt.kernel.language import short_day
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.rules import may_open


def may_call_off(
    process: Process, *, phases: Sequence[Phase], reason: str, at: datetime
) -> Verdict:
    """What has opened and is not over, with a reason for everybody who relied on it."""
    if not process.opened:
        return no(NotYetOpened())
    if process.called_off:
        return no(CalledOffAlready(day=short_day(process.called_off)))
    if all(phase.closes <= at for phase in phases):
        return no(NothingToCallOff())
    return may_give_reason(reason)


def may_extend(
    phase: Phase, *, closes: datetime, answer_due: datetime, reason: str, at: datetime
) -> Verdict:
    """A phase that is not over gets more time, never less, and everybody reads why."""
    if not phase.process.opened:
        return no(NotYetOpened())
    if phase.process.called_off:
        return no(CalledOffAlready(day=short_day(phase.process.called_off)))
    if phase.closes <= at:
        return no(PhaseHasEnded(closes=phase.closes))
    if closes <= phase.closes:
        return no(PhaseShortened(closes=closes, until=phase.closes))
    in_order = may_open(opens=phase.opens, closes=closes, answer_due=answer_due)
    return may_give_reason(reason) if in_order.allowed else in_order


def may_record_involvement(
    *, invited_on: date, answered_on: date | None, answer: str, today: date
) -> Verdict:
    """What has happened, in the order in which it happens."""
    if invited_on > today:
        return no(InvitedInFuture(day=short_day(invited_on)))
    if answered_on is None:
        return no(AnswerIncomplete(missing=gettext("das Datum der Antwort"))) if answer else YES
    if answered_on > today:
        return no(AnsweredInFuture(day=short_day(answered_on)))
    if answered_on < invited_on:
        return no(
            AnsweredBeforeInvited(answered=short_day(answered_on), invited=short_day(invited_on))
        )
    if not answer:
        return no(AnswerIncomplete(missing=gettext("der Inhalt der Antwort")))
    return YES


def may_add_to_record(known: DistrictInvolvement | None, *, answer: str) -> Verdict:
    """An invitation gets its answer once; what is recorded stays."""
    if known is None or (answer and not known.answer):
        return YES
    answered = gettext(", mit der Antwort") if known.answer else ""
    day = short_day(known.invited_on)
    return no(AlreadyRecorded(district=known.unit, day=day, answered=answered))
