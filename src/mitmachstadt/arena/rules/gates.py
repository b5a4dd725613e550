"""What has to be there before an idea goes on; shown before anybody asks for the step (D2)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mitmachstadt.arena.enums import ASIDE, WAY, State
from mitmachstadt.arena.queries import Facts


@dataclass(frozen=True)
class Condition:
    """One thing a gate asks for, in words, and whether it is there."""

    words: str
    met: bool


@dataclass(frozen=True)
class Gate:
    """The way to a state and what it asks for."""

    to: State
    conditions: tuple[Condition, ...]

    @property
    def is_open(self) -> bool:
        return all(condition.met for condition in self.conditions)

    @property
    def missing(self) -> list[str]:
        return [condition.words for condition in self.conditions if not condition.met]


def steps_from(state: State) -> list[State]:
    """Where an idea may go: one step on, any number back, or aside; from aside back in."""
    if state in ASIDE:
        return [*WAY[:-1], *(each for each in ASIDE if each != state)]
    here = WAY.index(state)
    on = [WAY[here + 1]] if here + 1 < len(WAY) else []
    return [*on, *reversed(WAY[:here]), *ASIDE]


def gate_for(to: State, facts: Facts) -> Gate:
    """What the state asks for; backwards and aside nothing but a reason."""
    return Gate(to, tuple(_conditions(to, facts)))


def _conditions(to: State, facts: Facts) -> list[Condition]:
    sheet = facts.sheet
    if to == State.DEVELOPMENT:
        asked = [Condition(_("jemand übernimmt die Patenschaft"), facts.sponsors > 0)]
        if facts.has_goals:
            words = _("mindestens ein Ziel, zu dem die Idee beiträgt, mit Begründung")
            asked.append(Condition(words, facts.pays_into > 0))
        return asked
    if to == State.FACT_SHEET:
        return [
            Condition(_("das Problem ist beschrieben"), "problem" in sheet),
            Condition(_("beschrieben ist, wen es betrifft"), "concerned" in sheet),
        ]
    if to == State.ASSESSMENT:
        return [
            Condition(_("jemand hat die Patenschaft"), facts.sponsors > 0),
            Condition(_("der Steckbrief nennt die Lösung"), "solution" in sheet),
            Condition(_("der Steckbrief nennt die Wirkung"), "effect" in sheet),
            Condition(_("der Steckbrief nennt den Aufwand"), "effort" in sheet),
            Condition(_("es steht fest, was für eine Maßnahme es werden soll"), facts.has_target),
        ]
    if to == State.SELECTED:
        again = _("das Gremium hat neu ausgewählt, nachdem die Idee zurückkam")
        words = again if facts.came_back else _("das Gremium hat ausgewählt")
        return [Condition(words, facts.is_chosen)]
    return []
