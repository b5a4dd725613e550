from datetime import UTC, datetime

import pytest

from mitmachstadt.kernel.verdicts import YES, Refusal, moment_in_words, no


class Closed(Refusal):
    text = "Geschlossen seit {closes}, Grund: {reason}."
    status = 409


def test_refusal_says_its_code_its_data_and_a_sentence():
    refusal = Closed(closes=datetime(2026, 12, 24, 17, 0, tzinfo=UTC), reason="Ende")
    assert refusal.code == "Closed"
    assert refusal.status == 409
    assert refusal.data["reason"] == "Ende"
    assert str(refusal) == "Geschlossen seit 24. Dezember 2026, 18:00 Uhr, Grund: Ende."


def test_moment_in_summer_is_told_in_summer_time():
    assert moment_in_words(datetime(2026, 7, 1, 12, 0, tzinfo=UTC)) == "1. Juli 2026, 14:00 Uhr"


def test_refusal_with_braces_in_its_data_shows_them_as_they_are():
    assert "{0.__class__}" in Closed(closes="heute", reason="{0.__class__}").in_words


def test_verdict_of_yes_requires_nothing():
    assert YES.allowed
    YES.require()


def test_verdict_of_no_raises_its_refusal():
    refusal = Closed(closes="heute", reason="x")
    verdict = no(refusal)
    assert not verdict.allowed
    with pytest.raises(Closed) as caught:
        verdict.require()
    assert caught.value is refusal


def _all_refusals() -> list[type[Refusal]]:
    import mitmachstadt.answers.errors
    import mitmachstadt.contributions.errors
    import mitmachstadt.nodes.errors
    import mitmachstadt.people.errors  # noqa: F401 - a refusal is found when it is imported

    apps = ("people", "nodes", "contributions", "answers")
    core = tuple(f"mitmachstadt.{app}.errors" for app in apps)
    return [c for c in Refusal.__subclasses__() if c.__module__.startswith(core)]


@pytest.mark.parametrize("refusal", _all_refusals(), ids=lambda c: c.__name__)
def test_refusal_of_the_core_has_a_sentence_and_a_status_of_its_own_kind(refusal):
    assert refusal.text != Refusal.text
    assert refusal.text.endswith(".")
    # 503: somebody else, a provider, cannot be reached.
    assert 400 <= refusal.status < 500 or refusal.status == 503
