"""When a place is open: reading what people write, and what follows for a moment.

Hours are minutes of the local day, so "9:30–24:00" is (570, 1440). What goes past midnight is
written as two days. A local time that a change of clocks leaves out or repeats is the first
moment that can be meant.
"""

from mitmachstadt.methods.opening_hours.reading import (
    DAY_ENDS,
    HoursUnreadable,
    read_day,
    read_special,
    told,
)
from mitmachstadt.methods.opening_hours.when import Opening, Plan, is_valid_on, opening

__all__ = [
    "DAY_ENDS",
    "HoursUnreadable",
    "Opening",
    "Plan",
    "is_valid_on",
    "opening",
    "read_day",
    "read_special",
    "told",
]
