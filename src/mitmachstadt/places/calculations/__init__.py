from mitmachstadt.places.calculations.facts import PlaceFacts, facts_of, until_changes
from mitmachstadt.places.calculations.hours import (
    Described,
    hours_in_words,
    hours_of_day,
    known_of,
    special_days,
    special_in_words,
)
from mitmachstadt.places.calculations.table import described, empty_table, read_table

__all__ = [
    "Described",
    "PlaceFacts",
    "described",
    "empty_table",
    "facts_of",
    "hours_in_words",
    "hours_of_day",
    "known_of",
    "read_table",
    "special_days",
    "special_in_words",
    "until_changes",
]
