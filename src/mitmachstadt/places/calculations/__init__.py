from mitmachstadt.places.calculations.facts import PlaceFacts, facts_of, until_changes
from mitmachstadt.places.calculations.hours import (
    Described,
    hours_in_words,
    hours_of_day,
    special_days,
    special_in_words,
)
from mitmachstadt.places.calculations.table import described, empty_table, rows_of

__all__ = [
    "Described",
    "PlaceFacts",
    "described",
    "empty_table",
    "facts_of",
    "hours_in_words",
    "hours_of_day",
    "rows_of",
    "special_days",
    "special_in_words",
    "until_changes",
]
