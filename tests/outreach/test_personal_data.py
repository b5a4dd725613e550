"""What may be personal is shown to helpers before it is entered, and nothing typed is lost."""

import pytest

from mitmachstadt.outreach.actions import compare_card
from mitmachstadt.outreach.errors import LooksPersonal
from mitmachstadt.outreach.models import Check, Entry
from mitmachstadt.people.enums import BuiltInGroup
from tests import factories as f
from tests.factories import NOW, fresh
from tests.outreach.cities import cards, entered, helper, occasion, topic_of

pytestmark = pytest.mark.django_db
TEXT = "Rufen Sie an: 030 1234567."


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def me(client):
    person = f.person("Helferin", BuiltInGroup.HELPER)
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    "typed",
    [
        {"text": TEXT},
        {"text": "Mehr Bänke.", "name": "ada@example.org"},
        {"text": "Mehr Bänke.", "neighbourhood": "ada@example.org"},
    ],
)
def test_it_is_refused_until_somebody_says_it_is_meant(typed):
    place = occasion()
    with pytest.raises(LooksPersonal):
        entered(place, **typed)
    assert not Entry.objects.exists()
    assert entered(place, **typed, meant=True).node


def test_same_words_and_personal_data_are_two_questions():
    place = occasion()
    entered(place, TEXT, meant=True)
    with pytest.raises(LooksPersonal):
        entered(place, TEXT, anyway=True, submission="b", by=helper("Zweite"))


def test_page_names_what_was_found_and_keeps_the_words(client, me):
    place = occasion()
    given = {"act": "save", "channel": "paper", "day": "2026-11-20", "language": "de",
             "about": topic_of(place).public_id, "z0-text": TEXT, "z0-name": "Uli"}  # fmt: skip
    address = f"/de/helfen/{place.public_id}/eintragen/"
    assert "z0-meant" not in client.get(address).content.decode()
    page = client.post(address, given)
    words = page.content.decode()
    assert page.status_code == 400 and TEXT in words and "Uli" in words
    assert "Telefonnummer" in words and 'name="z0-meant"' in words
    assert not Entry.objects.exists()
    client.post(address, {**given, "z0-meant": "on"})
    assert Entry.objects.get().node.text == TEXT


def compared(place, card, **rest):
    by = helper("Zweite")
    return compare_card(occasion=place, number=card.number, text=TEXT, visitor=by, at=NOW, **rest)


def test_second_typing_is_asked_about_before_it_replaces_the_first():
    place = occasion()
    (card,) = cards(place)
    node = entered(place, "Rufen Sie an.", card=card.number).node
    assert not compared(place, card).same
    with pytest.raises(LooksPersonal):
        compared(place, card, decision="mine")
    assert fresh(node).text == "Rufen Sie an." and not Check.objects.exists()
    assert compared(place, card, decision="first").decided
    compared(place, card, decision="mine", meant=True)
    assert fresh(node).text == TEXT


def test_page_of_the_second_typing_asks_too(client, me):
    place = occasion()
    (card,) = cards(place)
    node = entered(place, "Rufen Sie an.", card=card.number).node
    address = f"/de/helfen/{place.public_id}/vergleichen/"
    given = {"card": card.number, "text": TEXT}
    assert 'name="meant"' not in client.post(address, given).content.decode()
    page = client.post(address, {**given, "decision": "mine"})
    assert page.status_code == 409 and 'name="meant"' in page.content.decode()
    assert TEXT in page.content.decode()
    client.post(address, {**given, "decision": "mine", "meant": "on"})
    assert fresh(node).text == TEXT
