"""The helpers' pages and what everybody sees of them."""

import re
from dataclasses import replace

import pytest

from mitmachstadt.contributions.models import Support
from mitmachstadt.kernel.codes import card_code, code_in_groups
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.outreach.actions import keep_occasion
from mitmachstadt.outreach.errors import (
    NothingToTalkAbout,
    OccasionBackwards,
    OccasionChangedMeanwhile,
    OccasionHasBegun,
    OccasionTooLong,
    OccasionUnnamed,
    TooManyTopics,
)
from mitmachstadt.outreach.models import Card, Check, Entry, Kiosk, Occasion
from mitmachstadt.people.enums import BuiltInGroup
from tests import factories as f
from tests.factories import DAY, NOW
from tests.outreach.cities import MARKET, cards, entered, helper, occasion, topic_of

pytestmark = pytest.mark.django_db
FORM = {
    "title": "Stand auf dem Wochenmarkt",
    "place": "Hafenplatz",
    "begins": "2026-11-20T10:00",
    "ends": "2026-11-20T14:00",
}


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def me(client):
    """Somebody who helps, signed in."""
    found = f.person("Helferin", BuiltInGroup.HELPER)
    client.force_login(found)
    return f.visitor(found)


def words_of(response) -> str:
    return response.content.decode()


def test_helper_records_an_occasion_and_everybody_reads_it(client, me):
    topic = f.open_passage()
    given = {**FORM, "topics": f"http://localhost/de/n/{topic.public_id}/", "partner": "Verein"}
    made = client.post("/de/helfen/neu/", given)
    found = Occasion.objects.get()
    assert made["Location"] == f"/de/helfen/{found.public_id}/"
    assert topic_of(found) == topic and found.created_by == me.person
    client.logout()
    words = words_of(client.get(f"/de/vor-ort/{found.public_id}/"))
    assert "Hafenplatz" in words and "Verein" in words and "Helferin" not in words
    assert "10:00 bis 14:00 Uhr" in words


def test_what_was_typed_stays_when_an_occasion_is_refused(client, me):
    page = client.post("/de/helfen/neu/", {**FORM, "ends": "2026-11-20T09:00"})
    assert page.status_code == 400
    assert "Das Ende liegt nicht nach dem Beginn" in words_of(page)
    assert 'value="Hafenplatz"' in words_of(page)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": ""}, OccasionUnnamed),
        ({"place": "x" * 161}, OccasionUnnamed),
        ({"ends": MARKET.begins}, OccasionBackwards),
        ({"ends": NOW + 100 * DAY}, OccasionTooLong),
        ({"topics": ("gibtsnicht",)}, NothingToTalkAbout),
        ({"belongs_to": "gibtsnicht"}, NothingToTalkAbout),
        ({"topics": tuple(f"nr{n}" for n in range(13))}, TooManyTopics),
    ],
)
def test_occasion_without_sense_is_refused(change, refusal):
    with pytest.raises(refusal):
        keep_occasion(occasion=None, says=replace(MARKET, **change), visitor=helper(), at=NOW)
    assert not Occasion.objects.exists()


def test_occasion_is_not_dated_back_once_something_came_of_it():
    made = occasion()
    entered(made)
    earlier = replace(MARKET, begins=NOW - 5 * DAY)
    with pytest.raises(OccasionHasBegun):
        keep_occasion(occasion=made, says=earlier, visitor=helper(), at=NOW)
    with pytest.raises(OccasionChangedMeanwhile):
        keep_occasion(occasion=made, says=MARKET, visitor=helper(), at=NOW, seen=7)


@pytest.mark.parametrize(
    "path", ["", "neu/", "{}/", "{}/aendern/", "{}/eintragen/", "{}/stapel/", "{}/vergleichen/",
             "{}/karten/", "{}/karten/{sheet}/", "{}/terminal/"]
)  # fmt: skip
def test_only_helpers_and_the_office_open_the_pages(client, path):
    place = occasion()
    (card,) = cards(place)
    address = "/de/helfen/" + path.format(place.public_id, sheet=card.sheet.public_id)
    assert client.get(address)["Location"].startswith("/de/anmelden/")
    for roles, status in (
        ((), 403),
        ((BuiltInGroup.MODERATOR,), 403),
        ((BuiltInGroup.ADMINISTRATOR,), 403),
        ((BuiltInGroup.HELPER,), 200),
        ((BuiltInGroup.OFFICE,), 200),
    ):
        client.force_login(f.person("Jemand", *roles))
        assert client.get(address).status_code == status, (address, roles)


@pytest.mark.parametrize("path", ["/de/buero/", "/de/moderation/", "/de/buero/orte/"])
def test_helper_answers_nothing_and_reads_no_desk(client, me, path):
    assert client.get(path).status_code == 403


def test_helper_does_not_see_what_waits_or_is_hidden(client, me):
    place = occasion()
    waiting = f.submitted(topic_of(place), "Wartende Worte").node
    hidden = f.hidden(f.remark(topic_of(place), "Ausgeblendete Worte"))
    page = client.get(f"/de/helfen/{place.public_id}/")
    for node in (waiting, hidden):
        assert node.title not in words_of(page)
        assert node.title not in words_of(client.get(f"/de/n/{node.public_id}/"))


def test_helper_enters_and_gets_the_code_for_the_person(client, me):
    place = occasion()
    address = f"/de/helfen/{place.public_id}/eintragen/"
    given = {
        "channel": "conversation", "day": "2026-11-20", "language": "de",
        "about": topic_of(place).public_id, "z0-text": "Mehr Bänke", "z0-name": "Uli",
    }  # fmt: skip
    words = words_of(client.post(address, {"act": "save", **given}))
    assert "1 Beitrag ist eingetragen" in words
    assert re.search(r'm-given" dir="ltr">[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}<', words)
    assert Entry.objects.get().node.remark.channel == "conversation"


def test_support_for_others_is_refused_with_a_sentence(client, me):
    place = occasion()
    said = f.remark(topic_of(place))
    given = {"channel": "paper", "day": "2026-11-20", "language": "de", "z0-about": said.public_id,
             "z0-verb": str(Verb.SUPPORT.value)}  # fmt: skip
    page = client.post(f"/de/helfen/{place.public_id}/eintragen/", {"act": "save", **given})
    assert page.status_code == 400
    assert "Unterstützen und abstimmen kann jeder Mensch nur selbst." in words_of(page)
    assert not Support.objects.exists() and not Entry.objects.exists()


# --- a stack -----------------------------------------------------------------------------------


def test_each_row_of_a_stack_is_saved_or_refused_by_itself(client, me):
    place = occasion()
    good, used, unused = cards(place, 3)
    entered(place, "Schon da.", card=used.number)
    f.remark(topic_of(place), "Genau so.")
    given = {
        "act": "save", "channel": "paper", "day": "2026-11-20", "language": "de", "about": "",
        "z0-card": good.number, "z0-text": "Erste Karte", "z0-name": "Uli",
        "z2-card": used.number, "z2-text": "Zweite Karte",
        "z3-card": "zzzzzz", "z3-text": "Dritte Karte",
        "z4-text": "Vierte ohne alles",
        "z5-card": unused.number, "z5-text": "genau so",
        "z6-card": "", "z6-text": "", "z6-name": " ",
    }  # fmt: skip
    page = client.post(f"/de/helfen/{place.public_id}/stapel/", given)
    words = words_of(page)
    assert page.status_code == 400 and Entry.objects.count() == 2
    assert "1 Beitrag ist eingetragen" in words and "4 Karten sind noch nicht gespeichert" in words
    for typed in ("Zweite Karte", "Dritte Karte", "Vierte ohne alles", "genau so"):
        assert re.search(rf"<textarea[^>]*>\s*{typed}</textarea>", words), typed
    for reason in (
        "ist schon eingetragen; sie zählt nur einmal",
        "gibt es nicht",
        "Bitte sagen Sie, worum es geht",
        "Dieselben Worte stehen dort schon",
    ):
        assert reason in words, reason
    again = {**given, "z5-anyway": "on"}
    client.post(f"/de/helfen/{place.public_id}/stapel/", again)
    assert Entry.objects.count() == 3


def test_stack_without_a_day_loses_nothing(client, me):
    place = occasion()
    given = {"act": "save", "channel": "paper", "day": "gestern", "language": "de", "about": "",
             "z0-text": "Mein Text"}  # fmt: skip
    page = client.post(f"/de/helfen/{place.public_id}/stapel/", given)
    assert page.status_code == 400 and "Mein Text</textarea>" in words_of(page)


def test_pasted_table_comes_into_the_rows_and_is_saved_only_then(client, me):
    place = occasion()
    table = 'Text\tName\tArt\n"Mehr\nBänke"\tUli\t\n=1+1\t\t\n\t\tUnterstützung\n'
    given = {"act": "paste", "channel": "paper", "day": "2026-11-20", "language": "de",
             "about": topic_of(place).public_id, "table": table, "z1-text": "Von Hand"}  # fmt: skip
    address = f"/de/helfen/{place.public_id}/stapel/"
    words = words_of(client.post(address, given))
    for typed in ("Von Hand", "Mehr\nBänke", "=1\\+1"):
        assert re.search(rf"<textarea[^>]*>\s*{typed}</textarea>", words), typed
    assert not Entry.objects.exists()
    names = dict(re.findall(r'name="(z\d+-verb)" value="(\d)"', words))
    assert list(names.values()) == ["2"]
    page = client.post(address, {**given, **names, "act": "save"})
    assert "nur selbst" in words_of(page)


def test_table_without_its_heading_stays_in_the_field(client, me):
    place = occasion()
    given = {"act": "paste", "channel": "paper", "day": "2026-11-20", "table": "a;b\nc;d\n"}
    page = client.post(f"/de/helfen/{place.public_id}/stapel/", given)
    assert page.status_code == 400
    assert "fehlt die Spalte „Text“" in words_of(page) and "c;d" in words_of(page)


# --- cards and screens -------------------------------------------------------------------------


def test_cards_are_printed_with_number_code_address_and_square(client, me, settings):
    settings.SITE = "https://mitmachen.example"
    place = occasion()
    given = {"about": topic_of(place).public_id, "count": 3, "per_sheet": 4, "question": "Und?"}
    made = client.post(f"/de/helfen/{place.public_id}/karten/", given)
    assert code_in_groups(card_code(Card.objects.first().seed)) not in words_of(
        client.get(made["Location"])
    )
    words = words_of(client.post(made["Location"]))
    for card in Card.objects.all():
        assert card.number.upper() in words and code_in_groups(card_code(card.seed)) in words
    assert f"https://mitmachen.example/n/{topic_of(place).public_id}/" in words
    assert words.count('<svg class="m-square"') + words.count("<svg ") >= 3
    assert "style=" not in words


def test_entered_cards_are_printed_no_more(client, me):
    place = occasion()
    first, second = cards(place, 2)
    code = code_in_groups(card_code(first.seed))
    entered(place, card=first.number)
    words = words_of(client.post(f"/de/helfen/{place.public_id}/karten/{first.sheet.public_id}/"))
    assert code not in words and second.number.upper() in words
    assert "1 Karte ist schon eingetragen" in words


def test_code_says_kindly_that_its_card_is_not_entered_yet(client):
    place = occasion()
    (card,) = cards(place)
    code = card_code(card.seed)
    page = client.post("/de/code/", {"code": code})
    assert page.status_code == 404
    assert "Ihre Karte ist noch nicht eingetragen" in words_of(page)
    entered(place, card=card.number)
    assert "Was Sie geschrieben haben" in words_of(client.post("/de/code/", {"code": code}))


def test_second_typing_shows_both_side_by_side_and_then_decides(client, me):
    place = occasion()
    (card,) = cards(place)
    node = entered(place, "Mehr Banken am Hafen.", card=card.number).node
    address = f"/de/helfen/{place.public_id}/vergleichen/"
    given = {"card": card.number, "text": "Mehr Bänke am Hafen."}
    words = words_of(client.post(address, given))
    assert "<del>Banken</del>" in words and "<ins>Bänke</ins>" in words
    client.post(address, {**given, "decision": "mine"})
    assert f.fresh(node).text == "Mehr Bänke am Hafen." and Check.objects.get().retyped
    client.logout()
    history = words_of(client.get(f"/de/n/{node.public_id}/"))
    assert "Helferin" not in history


def test_address_of_a_kiosk_is_told_once(client, me):
    place = occasion(ends=NOW + DAY)
    page = client.post(f"/de/helfen/{place.public_id}/terminal/", {"name": "Eingang"})
    key = re.search(r"/de/terminal/([a-z0-9]{20})/", words_of(page))
    assert key is not None and Kiosk.objects.get().name == "Eingang"
    desk = words_of(client.get(f"/de/helfen/{place.public_id}/"))
    assert "Eingang" in desk and key[1] not in desk
    made = Kiosk.objects.get()
    client.post(f"/de/helfen/{place.public_id}/terminal/{made.public_id}/ende/")
    assert Kiosk.objects.get().ended == NOW
