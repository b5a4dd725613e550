"""A month as the law counts it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.calendar_months import month_after, year_after


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 11, 22), date(2026, 12, 22)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 3, 29)),
        (date(2026, 2, 28), date(2026, 3, 28)),
        (date(2026, 3, 31), date(2026, 4, 30)),
    ],
)
def test_month_ends_on_the_same_number_or_on_the_last_day(received, due):
    assert month_after(received) == due


def test_year_after_a_leap_day_ends_on_the_28th():
    assert year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert year_after(date(2027, 2, 28)) == date(2028, 2, 28)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2200, 1, 1)))
def test_month_has_28_to_31_days_and_later_days_are_never_due_earlier(day):
    assert 28 <= (month_after(day) - day).days <= 31
    assert month_after(day) <= month_after(day + timedelta(days=1))
    assert 365 <= (year_after(day) - day).days <= 366
