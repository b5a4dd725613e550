"""What was entered for others is checked by sample, without naming who typed it."""

import pytest

from mitmachstadt.outreach.actions import compare_card
from mitmachstadt.outreach.enums import SAMPLE_CARDS
from mitmachstadt.outreach.queries import sample_of
from tests import factories as f
from tests.factories import NOW
from tests.outreach.cities import cards, entered, helper, occasion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def typed(place, count: int) -> list:
    """Cards with words on them, entered by one helper."""
    by, made = helper("Hanna Helfer"), cards(place, count)
    for number, card in enumerate(made):
        entered(place, f"Karte {number}.", card=card.number, by=by)
    return made


def test_sample_counts_and_asks_for_cards_that_nobody_has_compared():
    place = occasion()
    first, second, third = typed(place, 3)
    entered(place, "Gesagt.")
    entered(occasion(), "Anderswo.")
    for card, text in ((first, "Karte 0."), (second, "Karte eins.")):
        compare_card(
            occasion=place, number=card.number, text=text, decision="mine",
            visitor=helper("Zweite"), at=NOW,
        )  # fmt: skip
    found = sample_of(place)
    assert (found.entered, found.on_cards, found.on_no_card) == (4, 3, 1)
    assert (found.compared, found.put_right, found.numbers) == (2, 1, [third.number])


def test_no_more_cards_are_asked_for_than_somebody_types():
    place = occasion()
    typed(place, SAMPLE_CARDS + 2)
    assert len(sample_of(place).numbers) == SAMPLE_CARDS


@pytest.mark.parametrize("number", [1, 3])
def test_office_sees_the_sample_and_no_name_and_helpers_see_none(
    client, django_assert_num_queries, number
):
    place = occasion()
    made = typed(place, number)
    address = f"/de/helfen/{place.public_id}/"
    client.force_login(f.office().person)
    with django_assert_num_queries(10):
        words = client.get(address).content.decode()
    assert "Stichprobe" in words and "Hanna Helfer" not in words
    assert all(card.number.upper() in words for card in made)
    client.force_login(helper("Andere").person)
    assert "Stichprobe" not in client.get(address).content.decode()
