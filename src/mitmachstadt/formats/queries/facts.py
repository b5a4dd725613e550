"""What can be told about a process from its rows and the clock; nothing here asks the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from mitmachstadt.formats.enums import (
    ConceptPart,
    Involvement,
    PhaseState,
    ProcessState,
)
from mitmachstadt.formats.models import (
    ParticipationConcept,
    Phase,
    PhaseChange,
    Process,
)
from mitmachstadt.formats.queries.invited import DistrictFacts, InvitationFacts
from mitmachstadt.kernel.text import paragraphs_html
from mitmachstadt.nodes.enums import Moderation, Scope, Verb
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import Place
from mitmachstadt.people.models import District


@dataclass(frozen=True)
class PhaseFacts:
    """A phase as everybody sees it: its moments, how they changed, and what was answered."""

    phase: Phase
    changes: tuple[PhaseChange, ...]
    contributions: int
    answered: int
    at: datetime
    called_off: datetime | None = None

    @property
    def state(self) -> PhaseState:
        if self.called_off and self.called_off < self.phase.opens:
            return PhaseState.OFF
        if self.at < self.phase.opens:
            return PhaseState.NEXT
        return PhaseState.NOW if self.at < self.phase.closes else PhaseState.PAST

    @property
    def open(self) -> int:
        """Contributions without an answer."""
        return self.contributions - self.answered

    @property
    def overdue(self) -> int:
        """Contributions without an answer after the day that was promised."""
        return self.open if self.phase.answer_due < self.at else 0

    @property
    def verbs(self) -> list[str]:
        return [str(verb.label) for verb in Verb if self.phase.verbs & verb]

    @property
    def moderation(self) -> str:
        return str(Moderation(self.phase.moderation).label)


def state_of(process: Process, phases: Sequence[PhaseFacts], *, at: datetime) -> ProcessState:
    """Where a process stands at this moment."""
    if process.opened is None or process.opened > at:
        return ProcessState.PREPARING
    if process.called_off:
        return ProcessState.CALLED_OFF
    states = {facts.state for facts in phases}
    if PhaseState.NOW in states:
        return ProcessState.OPEN
    if PhaseState.NEXT in states:
        return ProcessState.ANNOUNCED
    if any(facts.overdue for facts in phases):
        return ProcessState.OVERDUE
    unanswered = any(facts.open for facts in phases)
    return ProcessState.EVALUATING if unanswered else ProcessState.CLOSED


@dataclass(frozen=True)
class ProcessFacts:
    """A process with its phases, and what can be told from both."""

    process: Process
    phases: tuple[PhaseFacts, ...]
    at: datetime

    @property
    def node(self) -> Node:
        return self.process.node

    @property
    def about(self) -> Node:
        return self.process.about

    @property
    def place(self) -> str:
        """Where it takes place, in words; nothing where that is the whole city."""
        # Without a first district there are no others: nothing to ask for.
        here = self.process.districts.all() if self.node.district_id else ()
        names = [str(district) for district in here]
        named = ", ".join(filter(None, [self.node.neighbourhood, *names]))
        return named or (str(Scope.REGION.label) if self.node.scope == Scope.REGION else "")

    @property
    def state(self) -> ProcessState:
        return state_of(self.process, self.phases, at=self.at)

    @property
    def is_opened(self) -> bool:
        return self.process.opened is not None

    @property
    def can_be_called_off(self) -> bool:
        return self.is_opened and bool(self.running or self.coming)

    @property
    def running(self) -> PhaseFacts | None:
        """The phase that can be taken part in now; of several the one that ends last."""
        now = [facts for facts in self.phases if facts.state == PhaseState.NOW]
        return max(now, key=lambda facts: facts.phase.closes, default=None)

    @property
    def coming(self) -> PhaseFacts | None:
        """The phase that begins next."""
        return next((facts for facts in self.phases if facts.state == PhaseState.NEXT), None)

    @property
    def last(self) -> PhaseFacts | None:
        """The phase that ends last."""
        return max(self.phases, key=lambda facts: facts.phase.closes, default=None)

    @property
    def contributions(self) -> int:
        return sum(facts.contributions for facts in self.phases)

    @property
    def answered(self) -> int:
        return sum(facts.answered for facts in self.phases)

    @property
    def overdue(self) -> int:
        return sum(facts.overdue for facts in self.phases)

    @property
    def due_since(self) -> datetime | None:
        """Since when answers are missing."""
        return min((one.phase.answer_due for one in self.phases if one.overdue), default=None)

    @property
    def in_time(self) -> int:
        """Contributions whose answer is still to come and not overdue."""
        return self.contributions - self.answered - self.overdue

    @property
    def shares(self) -> list[tuple[str, int, str]]:
        """How the city keeps its word, as the tag `share_bar` takes it."""
        return [
            (gettext("beantwortet"), self.answered, "answered"),
            (gettext("noch offen"), self.in_time, "open"),
            (gettext("Frist überschritten"), self.overdue, "overdue"),
        ]


@dataclass(frozen=True)
class Concept:
    """A version of the participation concept, its questions with their answers."""

    version: ParticipationConcept
    before: ParticipationConcept | None

    @property
    def rows(self) -> list[tuple[str, SafeString | str]]:
        words = self.version.words
        return [
            (str(part.label), paragraphs_html(words[part]) if words[part] else "")
            for part in ConceptPart
        ]

    @property
    def changed(self) -> list[str]:
        """The questions that are answered otherwise than in the version before."""
        if self.before is None:
            return []
        now, then = self.version.words, self.before.words
        return [str(part.label) for part in ConceptPart if now[part] != then[part]]


@dataclass(frozen=True)
class ProcessPage(ProcessFacts):
    """Everything that the page of a process shows."""

    concept: Concept | None
    former: tuple[Concept, ...]
    districts: tuple[DistrictFacts, ...]
    others: tuple[InvitationFacts, ...] = ()
    known: tuple[District, ...] = ()

    @property
    def invited(self) -> list[DistrictFacts]:
        return [district for district in self.districts if district.records]

    @property
    def is_citywide(self) -> bool:
        return self.node.scope in {Scope.CITY, Scope.REGION}

    @property
    def gaps(self) -> list[str]:
        """The districts whose involvement nobody has recorded, though the process is citywide."""
        return self._names(Involvement.NONE) if self.is_citywide else []

    @property
    def unanswered_invitations(self) -> list[str]:
        return self._names(Involvement.INVITED)

    def _names(self, state: Involvement) -> list[str]:
        return [district.name for district in self.districts if district.state == state]


@dataclass(frozen=True)
class ProcessList:
    """One page of processes, what is open first, and the place where earlier ones begin."""

    processes: list[ProcessFacts]
    older: Place | None
