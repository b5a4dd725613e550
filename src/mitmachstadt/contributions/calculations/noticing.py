"""What can be noticed about words as they come: spam patterns and personal data."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.enums import PatternKind
from mitmachstadt.contributions.models import SpamPattern
from mitmachstadt.methods import personal_data, spam_patterns

Patterns = spam_patterns.Patterns
PhraseProblem = spam_patterns.PhraseProblem
read_phrases = spam_patterns.read_phrases
# What a list of phrases may be: lines, words in each, characters in each.
PHRASE_LIMITS = {
    "most": spam_patterns.MOST_PHRASES,
    "words": spam_patterns.MOST_WORDS,
    "longest": spam_patterns.LONGEST_PHRASE,
}
fingerprint = spam_patterns.fingerprint

_DATA = {
    personal_data.Datum.EMAIL: _("E-Mail-Adresse"),
    personal_data.Datum.IBAN: _("Kontonummer (IBAN)"),
    personal_data.Datum.TELEPHONE: _("Telefonnummer"),
    personal_data.Datum.ADDRESS: _("Anschrift"),
}


def rules_text(patterns: Iterable[SpamPattern]) -> str:
    """Patterns as one text, from which `patterns_of` makes them ready."""
    rules = [
        {
            "kind": p.kind,
            "phrases": p.phrases.splitlines(),
            "number": p.number,
            "minutes": p.minutes,
        }
        for p in patterns
    ]
    return json.dumps(rules, ensure_ascii=False) if rules else ""


# By their text: what was kept can never be older than what the database says.
@lru_cache(maxsize=4)
def patterns_of(rules: str) -> Patterns:
    """The patterns in such a text, made ready."""
    return spam_patterns.together(
        spam_patterns.Pattern(
            spam_patterns.Kind(rule["kind"]),
            tuple(rule["phrases"]),
            rule["number"],
            rule["minutes"],
        )
        for rule in (json.loads(rules) if rules else ())
    )


def would_wait(pattern: SpamPattern, said: Sequence[tuple[datetime, str]]) -> list[int]:
    """Which of these texts the pattern would let wait; oldest first, as places in the list."""
    if pattern.kind == PatternKind.REPEATED:
        marks = [(at.timestamp(), fingerprint(text)) for at, text in said]
        return spam_patterns.repeats(marks, number=pattern.number, minutes=pattern.minutes)
    ready = patterns_of(rules_text([pattern]))
    return [place for place, (_at, text) in enumerate(said) if ready.match(text)]


def holds_personal_data(*texts: str) -> bool:
    """Whether a telephone number, an address or an account stands in one of these."""
    return any(personal_data.find(text) for text in texts)


def personal_kinds(*texts: str) -> list[str]:
    """What seems to stand in these, in words."""
    return sorted({str(kind) for text in texts for _, kind in personal_pieces(text) if kind})


def personal_pieces(text: str) -> list[tuple[str, "Promise | str"]]:
    """A text in pieces, each with what it seems to be; "" for the words between."""
    return [(words, _DATA[kind] if kind else "") for words, kind in personal_data.pieces(text)]
