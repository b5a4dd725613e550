"""What a process needs before it opens."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext

from mitmachstadt.formats.enums import LONGEST_NAME, LONGEST_TITLE, LONGEST_WORDS, SHORTEST_WORDS
from mitmachstadt.formats.errors import (
    AlreadyOpened,
    DistrictMissing,
    NeighbourhoodMissing,
    NotForConsultation,
    NothingOpened,
    NotReadyToOpen,
    PhaseIsOver,
    PhaseNameMissing,
    PromisedAlready,
    PurposeMissing,
    RoleWordsMissing,
    TitleMissing,
)
from mitmachstadt.formats.models import ParticipationConcept, Phase, Process
from mitmachstadt.formats.rules.concept import missing_parts, says_something
from mitmachstadt.kernel.text import shorten
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD, Kind, Scope
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.rules import may_open
from mitmachstadt.people.models import District

_NO_CONSULTATION_ON = (Kind.REMARK, Kind.ANSWER, Kind.PROCESS)


def may_plan(*, title: str, purpose: str) -> Verdict:
    """A process says what it is called and what it is for."""
    if not title or len(title) > LONGEST_TITLE:
        return no(TitleMissing(longest=LONGEST_TITLE))
    if not says_something(purpose) or len(purpose) > LONGEST_WORDS:
        return no(PurposeMissing(shortest=SHORTEST_WORDS))
    return YES


def may_consult_on(
    about: Node, *, scope: Scope, districts: Sequence[District], neighbourhood: str = ""
) -> Verdict:
    """Texts and what will become of them, not what was said about them; a district has a name."""
    if about.kind in _NO_CONSULTATION_ON:
        return no(NotForConsultation(title=shorten(about.title, 60), kind=Kind(about.kind).label))
    if not is_citywide(scope) and not districts:
        return no(DistrictMissing())
    if scope == Scope.NEIGHBOURHOOD and not 0 < len(neighbourhood) <= LONGEST_NEIGHBOURHOOD:
        return no(NeighbourhoodMissing(longest=LONGEST_NEIGHBOURHOOD))
    return YES


def is_citywide(scope: Scope | str) -> bool:
    """Whether all districts have to be involved."""
    return scope in {Scope.CITY, Scope.REGION}


def may_word_role(text: str, *, longest: int) -> Verdict:
    """People in a role are told something, in words that one reads."""
    if not 0 < len(text) <= longest:
        return no(RoleWordsMissing(longest=longest))
    return YES


def may_change_plan(process: Process) -> Verdict:
    """Until the process opens its phases are nobody's promise."""
    return no(AlreadyOpened(opened=process.opened)) if process.opened else YES


def may_rename(process: Process) -> Verdict:
    """What a process is called and is for, until it opens."""
    return no(PromisedAlready(opened=process.opened)) if process.opened else YES


def may_plan_phase(
    *,
    name: str,
    verbs: int,
    opens: datetime,
    closes: datetime,
    answer_due: datetime,
    at: datetime,
) -> Verdict:
    """A name, something to do, moments in their order, and an end that is still to come."""
    if not name or len(name) > LONGEST_NAME:
        return no(PhaseNameMissing())
    if verbs <= 0:
        return no(NothingOpened())
    in_order = may_open(opens=opens, closes=closes, answer_due=answer_due)
    if in_order.allowed and closes <= at:
        return no(PhaseIsOver(phase=name, closes=closes))
    return in_order


def may_open_process(
    process: Process,
    *,
    concept: ParticipationConcept | None,
    phases: Sequence[Phase],
    at: datetime,
) -> Verdict:
    """Only with a whole concept, a phase that is not over, and something that all can read."""
    if process.opened:
        return no(AlreadyOpened(opened=process.opened))
    if missing := what_is_missing(process, concept=concept, phases=phases):
        return no(NotReadyToOpen(missing="; ".join(missing)))
    for phase in phases:
        if phase.closes <= at:
            return no(PhaseIsOver(phase=phase.name, closes=phase.closes))
    return YES


def what_is_missing(
    process: Process, *, concept: ParticipationConcept | None, phases: Sequence[Phase]
) -> list[str]:
    """In words, everything that has to be there before the process can open."""
    missing = []
    if concept is None:
        missing.append(gettext("das Beteiligungskonzept"))
    elif parts := missing_parts(concept.words):
        questions = ", ".join(f"„{part.label}“" for part in parts)
        words = gettext("im Beteiligungskonzept die Antwort auf {questions}")
        missing.append(words.format(questions=questions))
    if not phases:
        missing.append(gettext("eine Phase mit Beginn, Ende und Frist für Rückmeldungen"))
    if not process.about.is_public:
        words = gettext("die Veröffentlichung von „{title}“")
        missing.append(words.format(title=shorten(process.about.title, 80)))
    return missing
