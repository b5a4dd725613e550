"""The day of all answers here, and one day."""

from datetime import date, timedelta

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)
