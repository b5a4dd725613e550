"""Periods of calendar months, as § 187 (1) and § 188 (2) and (3) BGB reckon them."""

from calendar import monthrange
from datetime import date


def month_after(day: date) -> date:
    """The last day of a period of one month that an event on a day has set going.

    It is the day of the next month with the same number; where that month has none, its last day.

    >>> month_after(date(2026, 11, 22))
    datetime.date(2026, 12, 22)
    >>> month_after(date(2028, 1, 31))
    datetime.date(2028, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month, 12)
    length = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, length))


def year_after(day: date) -> date:
    """The day one year later; 28 February after a 29th.

    >>> year_after(date(2028, 2, 29))
    datetime.date(2029, 2, 28)
    """
    length = monthrange(day.year + 1, day.month)[1]
    return date(day.year + 1, day.month, min(day.day, length))
