"""Days of the city, also those on which clocks are changed."""

from datetime import UTC, date, datetime

import pytest

from mitmachstadt.kernel.days import midnight_after, midnight_before


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        (date(2026, 11, 21), (20, 23), (21, 23)),
        (date(2026, 3, 29), (28, 23), (29, 22)),
        (date(2026, 10, 25), (24, 22), (25, 23)),
    ],
)
def test_day_begins_and_ends_at_midnight_of_the_city(day, begins, ends):
    year, month = day.year, day.month
    assert midnight_before(day) == datetime(year, month, *begins, tzinfo=UTC)
    assert midnight_after(day) == datetime(year, month, *ends, tzinfo=UTC)
