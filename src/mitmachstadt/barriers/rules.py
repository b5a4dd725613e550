from datetime import date

from mitmachstadt.barriers.enums import LONGEST_LINE, LONGEST_TEXT, Reason
from mitmachstadt.barriers.errors import (
    BarrierChangedMeanwhile,
    BarrierUnclear,
    FixedLater,
    FoundLater,
    LaterTest,
    ReasonWordsMissing,
    UnclearTest,
    WayAroundMissing,
)
from mitmachstadt.barriers.models import KnownBarrier
from mitmachstadt.kernel.verdicts import YES, Verdict, no


def may_say(barrier: KnownBarrier, *, today: date) -> Verdict:
    """What everybody reads is whole; what is being written may still have gaps."""
    longest = max(map(len, _texts(barrier)))
    if not barrier.what or longest > LONGEST_TEXT:
        return no(BarrierUnclear(longest=LONGEST_TEXT))
    if barrier.found > today:
        return no(FoundLater())
    if barrier.fixed is not None and not barrier.found <= barrier.fixed <= today:
        return no(FixedLater())
    return _may_be_shown(barrier) if barrier.shown else YES


def _texts(barrier: KnownBarrier) -> list[str]:
    names = ("what", "reason_words", "alternative")
    return [getattr(barrier, name + end) for name in names for end in ("", "_en")]


def _may_be_shown(barrier: KnownBarrier) -> Verdict:
    if not (barrier.place and barrier.affected):
        return no(BarrierUnclear(longest=LONGEST_TEXT))
    if not barrier.alternative:
        return no(WayAroundMissing())
    if barrier.reason != Reason.IN_WORK and not barrier.reason_words:
        return no(ReasonWordsMissing())
    return YES


def may_change(known: KnownBarrier, *, seen: int | None) -> Verdict:
    """Nobody overwrites what they have not seen."""
    return YES if seen is None or known.version == seen else no(BarrierChangedMeanwhile())


def may_enter_test(*, day: date, tester: str, scope: str, scope_en: str, today: date) -> Verdict:
    """A test has taken place, and somebody stands for it."""
    if day > today:
        return no(LaterTest())
    if not tester or not scope or len(tester) > LONGEST_LINE:
        return no(UnclearTest(longest=LONGEST_LINE))
    if max(len(scope), len(scope_en)) > LONGEST_TEXT:
        return no(UnclearTest(longest=LONGEST_TEXT))
    return YES
