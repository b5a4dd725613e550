"""Which kind of measure it is, how far it is, and how it goes."""

from datetime import date

from django.utils.translation import gettext

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.measures.calculations.imports.columns import (
    HEALTHS,
    NO_TYPES,
    PHASES,
    STATES,
    TYPES,
    joined,
)
from mitmachstadt.measures.calculations.imports.here import Here
from mitmachstadt.measures.calculations.imports.said import Said
from mitmachstadt.measures.enums import LONGEST_LINE, Health, MeasureType, Phase, State
from mitmachstadt.measures.rules.gates import SHORTEST_STATUS
from mitmachstadt.measures.rules.words import is_placeholder

type _Standing = tuple[Phase, State, Health | None, str, date | None]


def standing_of(said: Said, here: Here) -> tuple[MeasureType | None, _Standing]:
    """The type where it is given; phase and state, of which each may say something of the other."""
    type = _type(said)
    words = said.take("phase")
    given = PHASES.get(joined(words))
    if words and given is None:
        said.not_taken(gettext("Phase"), words)
    state = STATES.get(said.item.status)
    phase = given or _phase_of(state)
    state = state or (State.RUNNING if phase >= Phase.PILOT else State.PLANNED)
    if given is None and phase == Phase.PILOT:
        told = gettext("Die Liste nennt keine Phase: „{phase}“ ist die erste, in der etwas läuft.")
        said.tell(told.format(phase=phase.label))
    if said.item.status not in STATES:
        told = gettext("Die Liste nennt keinen bekannten Status: übernommen als „{state}“.")
        said.tell(told.format(state=state.label))
    return type, (phase, state, *_health(said, here))


def _phase_of(state: State | None) -> Phase:
    """Where something is at least, of which only the state is known."""
    return Phase.PRE_PROCESS if state in (None, State.PLANNED) else Phase.PILOT


def _type(said: Said) -> MeasureType | None:
    words = said.take("type")
    found = TYPES.get(joined(words))
    if words and found is None and joined(words) not in NO_TYPES:
        said.not_taken(gettext("Art"), words)
    return found


def _health(said: Said, here: Here) -> tuple[Health | None, str, date | None]:
    """How it goes is told with words and a day, or not at all."""
    colour, words = said.take("health"), clean_line(said.take("status_words"))
    health, on = HEALTHS.get(joined(colour)), _day(said.take("status_on"))
    fits = SHORTEST_STATUS <= len(words) <= LONGEST_LINE and not is_placeholder(words)
    if health is not None and fits and on is not None and on <= here.today:
        return health, words, on
    if words or (colour and health != Health.GREEN):
        said.not_taken(gettext("Wie es steht"), f"{colour} {words}".strip())
    return None, "", None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
