"""What changed between two wordings, and which passage of a new edition continues which old one."""

from mitmachstadt.methods.text_changes.comparison import Change, Comparison, Kind, compare
from mitmachstadt.methods.text_changes.matching import Match, match_passages
from mitmachstadt.methods.text_changes.merging import Contest, Merge, merge
from mitmachstadt.methods.text_changes.quotes import (
    CONTEXT,
    Place,
    Quote,
    find_again,
    find_copied,
    find_words,
    quote_at,
)
from mitmachstadt.methods.text_changes.readable import readable

__all__ = [
    "CONTEXT",
    "Change",
    "Comparison",
    "Contest",
    "Kind",
    "Match",
    "Merge",
    "Place",
    "Quote",
    "compare",
    "find_again",
    "find_copied",
    "find_words",
    "match_passages",
    "merge",
    "quote_at",
    "readable",
]
