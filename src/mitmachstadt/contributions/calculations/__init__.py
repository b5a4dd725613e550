from mitmachstadt.contributions.calculations.noticing import (
    PHRASE_LIMITS,
    Patterns,
    PhraseProblem,
    fingerprint,
    holds_personal_data,
    patterns_of,
    personal_kinds,
    personal_pieces,
    read_phrases,
    rules_text,
    would_wait,
)
from mitmachstadt.contributions.calculations.placing import Place
from mitmachstadt.contributions.calculations.quoting import (
    CONTEXT,
    Marked,
    Selected,
    found_again,
    quote_at,
    select,
)

__all__ = [
    "CONTEXT",
    "PHRASE_LIMITS",
    "Marked",
    "Patterns",
    "PhraseProblem",
    "Place",
    "Selected",
    "fingerprint",
    "found_again",
    "holds_personal_data",
    "patterns_of",
    "personal_kinds",
    "personal_pieces",
    "quote_at",
    "read_phrases",
    "rules_text",
    "select",
    "would_wait",
]
