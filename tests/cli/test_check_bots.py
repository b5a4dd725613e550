"""What `mitmachstadt check` says about keeping bots out."""

import pytest

from mitmachstadt.cli.checks import bots
from mitmachstadt.config import environment


def test_usual_settings_are_fine():
    assert [finding.level for finding in bots()] == ["ok"]


@pytest.mark.parametrize(
    ("name", "number", "variable"),
    [
        ("FLOOD", 0, "MITMACHSTADT_FLOOD"),
        ("REMARKS_PER_HOUR", 0, "MITMACHSTADT_REMARKS_PER_HOUR"),
        ("UNPROVEN_WAITING", -1, "MITMACHSTADT_UNPROVEN_WAITING"),
        ("PROXIES", -1, "MITMACHSTADT_BEHIND_PROXY"),
    ],
)
def test_setting_that_is_no_number_is_named(settings, name, number, variable):
    setattr(settings, name, number)
    (finding,) = bots()
    assert finding.level == "wrong" and variable in finding.says


def test_missing_worker_is_named(settings):
    settings.STATICFILES_DIRS = []
    (finding,) = bots()
    assert finding.level == "note" and "wait for a moderator" in finding.says


@pytest.mark.parametrize(
    ("value", "number"),
    [("", 7), (" 3 ", 3), ("0", 0), ("yes", 1), ("off", 0), ("-2", -1), ("1.5", -1), ("x", -1),
     ("²", -1)],
)  # fmt: skip
def test_number_from_the_environment(monkeypatch, value, number):
    monkeypatch.setenv("MITMACHSTADT_X", value)
    assert environment.number("MITMACHSTADT_X", 7) == number
