"""What counts as an answer to the questions of the concept, and as a reason."""

import re
from collections.abc import Mapping

from mitmachstadt.formats.enums import LONGEST_WORDS, MAY_BE_SHORT, SHORTEST_WORDS, ConceptPart
from mitmachstadt.formats.errors import (
    ReasonNeeded,
    SameForOpposites,
    WordsMissing,
    WordsSayNothing,
    WordsTooLong,
)
from mitmachstadt.kernel.text import shorten
from mitmachstadt.kernel.verdicts import YES, Verdict, no

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
