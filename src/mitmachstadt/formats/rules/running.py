"""What may change once a process has opened."""

from collections.abc import Sequence
from datetime import datetime

from mitmachstadt.formats.errors import (
    CalledOffAlready,
    NothingToCallOff,
    NotYetOpened,
    PhaseHasEnded,
    PhaseShortened,
)
from mitmachstadt.formats.models import Phase, Process
from mitmachstadt.formats.rules.concept import may_give_reason
from mitmachstadt.kernel.language import short_day
from mitmachstadt.kernel.verdicts import Verdict, no
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
