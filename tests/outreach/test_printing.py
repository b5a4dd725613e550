"""Codes of cards that were handed out belong to whoever has the card; what one helper may enter."""

import pytest

from mitmachstadt.kernel.codes import card_code, code_in_groups
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.outreach.actions import make_cards, print_cards
from mitmachstadt.outreach.enums import ENTRIES_PER_HOUR
from mitmachstadt.outreach.errors import CardsPrinted, HelperNeeded, ManyEntries
from mitmachstadt.outreach.models import Card, Entry, Sheet
from mitmachstadt.people.enums import BuiltInGroup
from tests import factories as f
from tests.factories import DAY, NOW
from tests.outreach.cities import entered, helper, occasion, topic_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def maker():
    return helper("Macht Karten")


@pytest.fixture
def sheet(maker):
    place = occasion()
    about = topic_of(place).public_id
    return make_cards(occasion=place, about=about, count=2, visitor=maker, at=NOW - DAY)


def again(sheet) -> list[str]:
    return [line.content["by"] for line in entries_about(sheet.public_id)]


def test_first_print_is_noted_and_anybody_who_helps_may_do_it(sheet):
    print_cards(sheet=sheet, visitor=helper("Druckt"), at=NOW)
    assert Sheet.objects.get().printed == NOW and again(sheet) == []


def test_second_print_is_for_its_maker_and_the_office_and_stands_in_the_register(sheet, maker):
    office = f.office()
    print_cards(sheet=sheet, visitor=maker, at=NOW)
    with pytest.raises(CardsPrinted):
        print_cards(sheet=sheet, visitor=helper("Neugierig"), at=NOW)
    with pytest.raises(HelperNeeded):
        print_cards(sheet=sheet, visitor=f.moderator(), at=NOW)
    assert again(sheet) == []
    for who in (maker, office):
        print_cards(sheet=sheet, visitor=who, at=NOW)
    assert again(sheet) == [maker.person.public_id, office.person.public_id]
    assert Sheet.objects.get().printed == NOW


def test_page_shows_no_code_before_it_is_asked_for_and_none_to_others_later(client, sheet, maker):
    address = f"/de/helfen/{sheet.occasion.public_id}/karten/{sheet.public_id}/"
    code = code_in_groups(card_code(Card.objects.first().seed))
    client.force_login(maker.person)
    assert code not in client.get(address).content.decode()
    assert Sheet.objects.get().printed is None
    assert code in client.post(address).content.decode()
    assert "Noch einmal drucken" in client.get(address).content.decode()
    client.force_login(f.person("Neugierig", BuiltInGroup.HELPER))
    for page, status in ((client.get(address), 200), (client.post(address), 403)):
        words = page.content.decode()
        assert page.status_code == status and code not in words
        assert "schon gedruckt worden" in words and "Neue Karten machen" in words


def test_one_helper_enters_only_so_much_in_an_hour(monkeypatch):
    assert ENTRIES_PER_HOUR == 600
    monkeypatch.setattr("mitmachstadt.outreach.actions.entering.ENTRIES_PER_HOUR", 2)
    place, by = occasion(), helper()
    for number in range(2):
        entered(place, f"Nr. {number}", by=by)
    with pytest.raises(ManyEntries):
        entered(place, "Eins zu viel", by=by)
    assert Entry.objects.count() == 2
    assert entered(place, "Nr. 1", by=by, anyway=True).again, "what came before is told again"
    assert entered(place, "Von nebenan", by=helper("Zweite")).node
