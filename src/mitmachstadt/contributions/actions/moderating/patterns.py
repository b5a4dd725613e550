"""Spam patterns: entered, changed, tried, and only then switched on."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mitmachstadt.contributions.calculations import (
    PHRASE_LIMITS,
    PhraseProblem,
    read_phrases,
    rules_text,
)
from mitmachstadt.contributions.enums import PATTERNS_MOST, PatternKind
from mitmachstadt.contributions.errors import (
    MinutesOutOfRange,
    NumberOutOfRange,
    PatternNameMissing,
    PhraseImpossible,
    PhrasesMissing,
    TooManyPatterns,
)
from mitmachstadt.contributions.models import ActivePatterns, SpamPattern
from mitmachstadt.contributions.queries import MOST_REPEATS
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as

LONGEST_PATTERN_NAME = 80
LONGEST_MINUTES = 7 * 24 * 60
_RANGES = {
    PatternKind.LINKS: (1, 50),
    PatternKind.CAPITALS: (50, 100),
    PatternKind.REPEATED: (1, MOST_REPEATS),
}


@dataclass(frozen=True)
class PatternWords:
    """A pattern as somebody enters it."""

    name: str
    kind: PatternKind
    phrases: str = ""
    number: int = 0
    minutes: int = 0


def enter_pattern(*, words: PatternWords, visitor: Visitor, at: datetime) -> SpamPattern:
    """A new pattern, which does nothing yet."""
    may_work_as(visitor, BuiltInGroup.MODERATOR).require()
    pattern = SpamPattern(created=at, changed=at, by=visitor.person)
    _take(pattern, words)
    if SpamPattern.objects.count() >= PATTERNS_MOST:
        raise TooManyPatterns(most=PATTERNS_MOST)
    pattern.save(force_insert=True)
    return pattern


def change_pattern(
    *, pattern: SpamPattern, words: PatternWords, visitor: Visitor, at: datetime
) -> SpamPattern:
    """Other words for a pattern; it is off until somebody has seen what they would do."""
    may_work_as(visitor, BuiltInGroup.MODERATOR).require()
    _take(pattern, words)
    with transaction.atomic():
        pattern.active, pattern.changed, pattern.by = False, at, visitor.person
        pattern.save()
        _keep_active()
    return pattern


def switch_pattern(
    *, pattern: SpamPattern, on: bool, visitor: Visitor, at: datetime
) -> SpamPattern:
    """Let a pattern act, or no longer."""
    may_work_as(visitor, BuiltInGroup.MODERATOR).require()
    with transaction.atomic():
        pattern.active, pattern.changed, pattern.by = on, at, visitor.person
        pattern.save(update_fields=["active", "changed", "by"])
        _keep_active()
    return pattern


def _keep_active() -> None:
    """One row says what is active; those who switch at the same time wait for each other."""
    kept, _ = ActivePatterns.objects.select_for_update().get_or_create(id=1, defaults={"rules": ""})
    kept.rules = rules_text(SpamPattern.objects.filter(active=True).order_by("id"))
    kept.save(update_fields=["rules"])


def _take(pattern: SpamPattern, words: PatternWords) -> None:
    """The entered words, cleaned; refused where they make no pattern."""
    pattern.name = clean_line(words.name)[:LONGEST_PATTERN_NAME]
    if not pattern.name:
        raise PatternNameMissing()
    pattern.kind = words.kind
    pattern.phrases, pattern.number, pattern.minutes = "", 0, 0
    if words.kind == PatternKind.PHRASES:
        pattern.phrases = _phrases(words.phrases)
        return
    least, most = _RANGES[words.kind]
    if not least <= words.number <= most:
        raise NumberOutOfRange(least=least, most=most)
    pattern.number = words.number
    if words.kind == PatternKind.REPEATED:
        if not 1 <= words.minutes <= LONGEST_MINUTES:
            raise MinutesOutOfRange(least=1, most=LONGEST_MINUTES)
        pattern.minutes = words.minutes


def _phrases(typed: str) -> str:
    try:
        phrases = read_phrases(clean_text(typed))
    except PhraseProblem as problem:
        raise PhraseImpossible(line=problem.line[:100], **PHRASE_LIMITS) from problem
    if not phrases:
        raise PhrasesMissing()
    return "\n".join(phrases)
