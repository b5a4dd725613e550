from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.opening_hours import HoursUnreadable, read_day, read_special, told


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("9–12, 14:30–18 Uhr", ((540, 720), (870, 1080))),
        ("14-18 und 9.15 bis 12 uhr", ((555, 720), (840, 1080))),
        ("9–12; 12–15", ((540, 720), (720, 900))),
        ("24 h", ((0, 1440),)),
        ("0–24", ((0, 1440),)),
        ("", ()),
        (" Geschlossen ", ()),
    ],
)
def test_hours_are_read_as_people_write_them(text, spans):
    assert read_day(text) == spans


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("18–9", "backwards"),
        ("20–2", "backwards"),
        ("9–9", "backwards"),
        ("9–25", "time"),
        ("24:30–25", "time"),
        ("9:60–12", "time"),
        ("9–12, 11–13", "overlap"),
        ("9–24, 0–10", "overlap"),
        ("vormittags", "form"),
        ("9", "form"),
        ("9–12,", "form"),
        ("-3–5", "form"),
        ("9–12 oder so", "form"),
    ],
)
def test_what_are_no_hours_is_refused_with_its_reason(text, code):
    with pytest.raises(HoursUnreadable) as why:
        read_day(text)
    assert why.value.code == code


def test_special_day_has_hours_and_a_note():
    line = " 24.12.2026 :  9–12;  Heiligabend; bis Mittag"
    assert read_special(line) == (date(2026, 12, 24), ((540, 720),), "Heiligabend; bis Mittag")
    assert read_special("1.5.2027: geschlossen") == (date(2027, 5, 1), (), "")


@pytest.mark.parametrize("line", ["24.12.: zu", "30.2.2026: zu", "1.1.1999: zu", "Heiligabend"])
def test_day_that_no_year_has_is_refused(line):
    with pytest.raises(HoursUnreadable) as why:
        read_special(line)
    assert why.value.code == "day"


@given(st.sets(st.integers(0, 1440), min_size=2, max_size=8))
def test_hours_that_are_told_are_read_again(minutes):
    ordered = sorted(minutes)
    spans = tuple(zip(ordered[::2], ordered[1::2], strict=False))
    assert read_day(told(spans)) == spans
