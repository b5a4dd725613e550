"""What a step asks for, said before it is taken."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.measures.enums import GATES, OF_NETWORK, Health, MeasureType, Need, Phase, State
from mitmachstadt.measures.errors import (
    DayInTheFuture,
    GateClosed,
    MeasureIsOver,
    NotYetRunning,
    OnePhaseAtATime,
    StatusNeedsWords,
)
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.queries.gates import asked_until
from mitmachstadt.measures.rules.words import is_placeholder, may_give_reason

OVER = (State.FINISHED, State.STOPPED)
SHORTEST_STATUS = 10


@dataclass(frozen=True)
class Asked:
    """One thing that a gate asks for, and whether it is there."""

    need: Need
    met: bool

    @property
    def in_words(self) -> str:
        return str(self.need.label)


def checklist(measure: Measure, phase: Phase, *, lacking: Collection[Need]) -> list[Asked]:
    """What entering a phase asks for, also what earlier gates asked for and is missing."""
    of_this = GATES[phase]
    wanted = [need for need in asked_until(phase) if need in of_this or need in lacking]
    network = measure.type == MeasureType.NETWORK
    return [
        Asked(need, need not in lacking) for need in wanted if network or need not in OF_NETWORK
    ]


def next_phase(measure: Measure) -> Phase | None:
    return Phase(measure.phase + 1) if measure.phase < Phase.SCALING else None


def may_move(measure: Measure, to: Phase, *, reason: str, lacking: Collection[Need]) -> Verdict:
    """One step forward with all that its gate asks for, one back at any time; with a reason."""
    if measure.state in OVER:
        return no(MeasureIsOver())
    if abs(to - measure.phase) != 1:
        return no(OnePhaseAtATime(now=Phase(measure.phase).label, phase=to.label))
    has_reason = may_give_reason(reason)
    if not has_reason.allowed or to < measure.phase:
        return has_reason
    return may_enter(measure, to, lacking=lacking)


def may_enter(measure: Measure, phase: Phase, *, lacking: Collection[Need]) -> Verdict:
    """Everything is there that the gates up to this phase ask for."""
    missing = [each for each in checklist(measure, phase, lacking=lacking) if not each.met]
    if missing:
        words = "; ".join(each.in_words for each in missing)
        return no(GateClosed(phase=phase.label, missing=words))
    return YES


def may_say_status(
    measure: Measure, *, state: State, health: Health, words: str, on: date, today: date,
    lacking: Collection[Need],
) -> Verdict:  # fmt: skip
    """A status has words and a day; what has no resources does not run, unless taken over."""
    if on > today:
        return no(DayInTheFuture(field=gettext("Stand vom")))
    if len(words) < SHORTEST_STATUS or is_placeholder(words):
        return no(StatusNeedsWords(state=state.label, health=health.label))
    if state != State.RUNNING or measure.imported:
        return YES
    if measure.phase < Phase.PILOT:
        return no(NotYetRunning(phase=Phase.PILOT.label))
    return may_enter(measure, Phase.PILOT, lacking=lacking)
