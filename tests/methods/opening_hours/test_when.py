from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.opening_hours import Opening, Plan, opening, read_day

BERLIN = ZoneInfo("Europe/Berlin")
EVERY_DAY = Plan({day: read_day("9–12, 14–18") for day in range(7)})


def local(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("at", "is_open", "changes"),
    [
        (local(23, 8, 59), False, local(23, 9)),
        (local(23, 9), True, local(23, 12)),
        (local(23, 11, 59), True, local(23, 12)),
        (local(23, 12), False, local(23, 14)),
        (local(23, 18), False, local(24, 9)),
    ],
)
def test_open_from_the_first_moment_until_before_the_last(at, is_open, changes):
    assert opening(EVERY_DAY, at, BERLIN) == Opening(is_open, changes)


def test_closed_over_the_weekend_opens_on_monday():
    plan = Plan({day: read_day("9–17") for day in range(5)})
    assert opening(plan, local(21, 12), BERLIN) == Opening(False, local(23, 9))


def test_hours_that_meet_at_midnight_are_one():
    plan = Plan({4: read_day("20–24"), 5: read_day("0–2")})
    at = local(27, 23, 30)
    assert opening(plan, at, BERLIN) == Opening(True, local(28, 2))
    assert opening(plan, local(28, 1), BERLIN) == Opening(True, local(28, 2))


def test_what_never_closes_has_no_change():
    plan = Plan({day: read_day("24 h") for day in range(7)})
    assert opening(plan, local(23, 0), BERLIN) == Opening(True, None)


def test_what_never_opens_has_no_change():
    assert opening(Plan({}), local(23, 12), BERLIN) == Opening(False, None)


def test_special_day_takes_the_place_of_the_week():
    closed = Plan(EVERY_DAY.week, {date(2026, 11, 23): ()})
    assert opening(closed, local(23, 10), BERLIN) == Opening(False, local(24, 9))
    longer = Plan(EVERY_DAY.week, {date(2026, 11, 23): read_day("8–22")})
    assert opening(longer, local(23, 20), BERLIN) == Opening(True, local(23, 22))


def test_hours_hold_only_from_day_to_day():
    plan = Plan(EVERY_DAY.week, {}, valid_from=date(2026, 11, 25), valid_until=date(2026, 11, 25))
    assert opening(plan, local(23, 10), BERLIN) == Opening(False, local(25, 9))
    assert opening(plan, local(26, 10), BERLIN) == Opening(False, None)


def test_spring_leaves_an_hour_out():
    night = Plan({6: read_day("1–4")})
    at = local(29, 1, 30, month=3)
    found = opening(night, at, BERLIN)
    assert found == Opening(True, local(29, 4, month=3))
    assert found.changes - at == timedelta(hours=1, minutes=30)
    lost = Plan({6: read_day("2–3")})
    assert not opening(lost, datetime(2026, 3, 29, 1, 0, tzinfo=UTC), BERLIN).is_open


def test_autumn_repeats_an_hour():
    night = Plan({6: read_day("1–4")})
    at = local(25, 1, 30, month=10)
    found = opening(night, at, BERLIN)
    assert found.changes - at.astimezone(UTC) == timedelta(hours=3, minutes=30)


@given(
    st.dictionaries(st.integers(0, 6), st.sets(st.integers(0, 1440), min_size=2, max_size=6)),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds
)
def test_nothing_changes_before_the_moment_that_is_named(week, at):
    plan = Plan(
        {
            day: tuple(zip(sorted(times)[::2], sorted(times)[1::2], strict=False))
            for day, times in week.items()
        }
    )
    now = opening(plan, at, BERLIN)
    if now.changes is None:
        return
    assert now.changes > at
    just_before = opening(plan, max(at, now.changes - timedelta(seconds=1)), BERLIN)
    assert just_before == now
    assert opening(plan, now.changes, BERLIN).is_open != now.is_open
