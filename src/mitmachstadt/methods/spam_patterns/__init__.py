"""What makes a text look like spam, as a moderator says it: words, links, capitals, repetition.

Words are plain: a star at a word's end stands for any ending, nothing else means anything else.
So no pattern can take longer than the text is long.
"""

from mitmachstadt.methods.spam_patterns.matching import (
    Kind,
    Pattern,
    Patterns,
    fingerprint,
    first_match,
    repeats,
    together,
)
from mitmachstadt.methods.spam_patterns.phrases import (
    LONGEST_PHRASE,
    MOST_PHRASES,
    MOST_WORDS,
    PhraseProblem,
    read_phrases,
)

__all__ = [
    "LONGEST_PHRASE",
    "MOST_PHRASES",
    "MOST_WORDS",
    "Kind",
    "Pattern",
    "Patterns",
    "PhraseProblem",
    "fingerprint",
    "first_match",
    "read_phrases",
    "repeats",
    "together",
]
