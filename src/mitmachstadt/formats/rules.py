import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext

from mitmachstadt.formats.enums import (
    LONGEST_NAME,
    LONGEST_TITLE,
    LONGEST_WORDS,
    MAY_BE_SHORT,
    SHORTEST_WORDS,
    ConceptPart,
)
from mitmachstadt.formats.errors import (
    AlreadyOpened,
    AlreadyRecorded,
    AnsweredBeforeInvited,
    AnsweredInFuture,
    AnswerIncomplete,
    CalledOffAlready,
    DistrictMissing,
    InvitedInFuture,
    NeighbourhoodMissing,
    NotForConsultation,
    NothingOpened,
    NothingToCallOff,
    NotReadyToOpen,
    NotYetOpened,
    PhaseHasEnded,
    PhaseIsOver,
    PhaseNameMissing,
    PhaseShortened,
    PromisedAlready,
    PurposeMissing,
    ReasonNeeded,
    RoleWordsMissing,
    SameForOpposites,
    TitleMissing,
    WordsMissing,
    WordsSayNothing,
    WordsTooLong,
)
from mitmachstadt.formats.models import DistrictInvolvement, ParticipationConcept, Phase, Process
from mitmachstadt.kernel.language import short_day
from mitmachstadt.kernel.text import shorten
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD, Kind, Scope
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.rules import may_open
from mitmachstadt.people.models import District

# What stands in a form so that the field is not empty. Taken away, something has to remain.
_LATER = (
    r"(festgelegt|geklärt|ergänzt|bestimmt|bekannt\s?gegeben|bekanntgemacht|entschieden"
    r"|mitgeteilt|nachgereicht|abgestimmt|definiert|benannt|ausgefüllt)"
)
_PLACEHOLDER = re.compile(
    rf"\b(das|dies|es)?\s*(wird|werden|ist|sind)\s+(\w+\s+){{0,4}}?"
    rf"(noch|später|späteren|rechtzeitig|zeitnah)\s+(\w+\s+){{0,5}}?{_LATER}"
    rf"(\s+(und|oder|bzw)\s+{_LATER})*"
    r"|\b(noch|derzeit|zurzeit)\s+(nicht|offen|unklar|unbekannt|in (arbeit|abstimmung|klärung))"
    r"(\s+(bekannt|festgelegt|geklärt|entschieden))?"
    r"|\bt\s?b\s?d\b|\bt\s?b\s?a\b|\bto\s?do\b|\bn\s?n\b|\bn\s?a\b|\bk\s?a\b|\bs\s?o\b|\bxxx+\b"
    r"|\b(siehe|wie)\s+(oben|unten|vorher|voriges feld|anlage|anhang)\b|\bdito\b|\bfolgt\b"
    r"|\bkeine\s+(angaben?|ahnung)\b|\bplatzhalter\b|\bbeispieltext\b|\blorem ipsum\b",
    re.IGNORECASE,
)
_NO_CONSULTATION_ON = (Kind.REMARK, Kind.ANSWER, Kind.PROCESS)


def says_something(text: str, *, shortest: int = SHORTEST_WORDS) -> bool:
    """Whether words remain when placeholders are taken away: a sentence, not a filled field."""
    words = re.sub(r"[\W_]+", " ", text)
    rest = re.sub(r"\s+", " ", _PLACEHOLDER.sub(" ", words)).strip()
    if shortest < SHORTEST_WORDS:
        return len(rest) >= shortest
    return len(rest) >= shortest and len(set(rest.lower().split())) >= 3


def may_give_reason(reason: str) -> Verdict:
    """A change that others rely on has a reason in words."""
    if not says_something(reason) or len(reason) > LONGEST_WORDS:
        return no(ReasonNeeded(shortest=SHORTEST_WORDS))
    return YES


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


def may_word_role(text: str, *, longest: int) -> Verdict:
    """People in a role are told something, in words that one reads."""
    if not 0 < len(text) <= longest:
        return no(RoleWordsMissing(longest=longest))
    return YES


def is_citywide(scope: Scope | str) -> bool:
    """Whether all districts have to be involved."""
    return scope in {Scope.CITY, Scope.REGION}


def missing_parts(words: Mapping[str, str]) -> list[ConceptPart]:
    """The questions of the concept to which nothing, or nothing that counts, is said."""
    return [part for part in ConceptPart if not _says_enough(part, words[part.value])]


def may_write_concept(words: Mapping[str, str], *, opened: bool, reason: str) -> Verdict:
    """Before the opening with gaps, but without placeholders; afterwards whole, with a reason."""
    for part in ConceptPart:
        text = words[part.value]
        which = {"part": part.value, "question": part.label}
        if len(text) > LONGEST_WORDS:
            return no(WordsTooLong(length=len(text), longest=LONGEST_WORDS, **which))
        if text and not _says_enough(part, text):
            few = {"words": shorten(text, 60), "shortest": _shortest(part)}
            return no(WordsSayNothing(**few, **which))
        if opened and not text:
            return no(WordsMissing(**which))
    decidable, fixed = (words[p.value] for p in (ConceptPart.DECIDABLE, ConceptPart.NOT_DECIDABLE))
    if decidable and decidable == fixed:
        return no(SameForOpposites(part=ConceptPart.NOT_DECIDABLE.value))
    return may_give_reason(reason) if opened else YES


def _shortest(part: ConceptPart) -> int:
    return 3 if part in MAY_BE_SHORT else SHORTEST_WORDS


def _says_enough(part: ConceptPart, text: str) -> bool:
    return says_something(text, shortest=_shortest(part))


def may_change_plan(process: Process) -> Verdict:
    """Until the process opens its phases are nobody's promise."""
    return no(AlreadyOpened(opened=process.opened)) if process.opened else YES


def may_rename(process: Process) -> Verdict:
    """What a process is called and is for, until it opens."""
    return no(PromisedAlready(opened=process.opened)) if process.opened else YES


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
