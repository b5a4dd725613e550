"""The pages of the places: kept until a door opens or closes."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.places.calculations import Described, hours_of_day
from mitmachstadt.places.calculations.facts import PlaceFacts, until_changes
from mitmachstadt.places.models import Place
from mitmachstadt.places.queries import places
from tests import factories as f
from tests.places.test_keeping import LIBRARY, kept

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = {day: hours_of_day("9–12:30, 14–18") for day in range(5)}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


def facts(moment: datetime, **change) -> PlaceFacts:
    kept(replace(LIBRARY, **({"week": WEEKDAYS, "special": {}} | change)))
    return PlaceFacts(places()[0], moment)


@pytest.mark.parametrize(
    ("moment", "words", "changes"),
    [
        (at(23, 9), "jetzt geöffnet, bis 12:30 Uhr", at(23, 12, 30)),
        (at(23, 13), "geschlossen, öffnet heute um 14 Uhr", at(23, 14)),
        (at(21, 12), "geschlossen, öffnet Montag, 23. November, 9 Uhr", at(22, 0)),
        (at(23, 19), "geschlossen, öffnet Dienstag, 24. November, 9 Uhr", at(24, 0)),
    ],
)
def test_state_is_told_until_it_changes_or_the_day_is_over(moment, words, changes):
    found = facts(moment)
    assert (found.state, found.changes) == (words, changes)
    assert until_changes([found]) == changes


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ({day: hours_of_day("24 h") for day in range(7)}, "jetzt geöffnet, durchgehend"),
        ({0: hours_of_day("9–24")}, "jetzt geöffnet, bis 24 Uhr"),
        ({0: hours_of_day("9–24"), 1: hours_of_day("0–2")}, "bis Dienstag, 24. November, 2 Uhr"),
        ({}, "Öffnungszeiten nicht bekannt"),
    ],
)
def test_midnight_is_told_as_the_end_of_a_day(week, words):
    assert words in facts(at(23, 12), week=week).state


def test_hours_that_hold_only_later_are_not_told_as_if_they_held_now(client):
    found = facts(at(23, 9), valid_from=date(2026, 12, 1))
    assert found.state == "Öffnungszeiten nicht bekannt"
    assert not found.opening.is_open
    assert found.changes == at(24, 0)


def test_list_shows_what_is_open_to_everybody_and_not_what_is_hidden(client):
    kept()
    kept(replace(LIBRARY, name="Geheimer Treff", shown=False))
    words = client.get("/de/orte/").content.decode()
    assert "Bücherei am Hafen" in words and "Geheimer Treff" not in words
    hidden = Place.objects.get(shown=False)
    assert client.get(f"/de/orte/{hidden.public_id}/").status_code == 404


def test_what_nobody_knows_is_said(client):
    place = kept()
    words = client.get(f"/de/orte/{place.public_id}/").content.decode()
    assert "<dt>Aufzug</dt><dd>nein</dd>" in words
    assert "<dt>barrierefreies WC</dt><dd>nicht bekannt</dd>" in words


def test_district_one_never_shows_places_of_district_ten(client):
    from mitmachstadt.people.actions import enter_districts

    districts = enter_districts([f"Ort {number}" for number in range(1, 12)])
    kept(replace(LIBRARY, name="Eins", district=districts[0]))
    kept(replace(LIBRARY, name="Zehnhaus", district=districts[9]))
    words = client.get("/de/orte/?ort=1").content.decode()
    assert "Eins" in words and "Zehnhaus" not in words
    assert client.get("/de/orte/?ort=99999999999").status_code == 200


@pytest.mark.parametrize("times", [1, 3])
def test_list_takes_as_many_queries_for_three_places(client, times, django_assert_num_queries):
    for number in range(times):
        kept(replace(LIBRARY, name=f"Haus {number}", district=f.district("Nord")))
    forget_pages()
    with django_assert_num_queries(4):
        assert client.get("/de/orte/").status_code == 200


def test_desk_shows_a_page_of_places_and_leads_to_the_next(client, monkeypatch):
    for page in ("public", "desk"):
        monkeypatch.setattr(f"mitmachstadt.places.views.{page}.ON_A_PAGE", 2)
    for number in range(3):
        kept(replace(LIBRARY, name=f"Haus {number}"))
    client.force_login(f.office().person)
    for address in ("/de/orte/", "/de/buero/orte/"):
        first = client.get(address).content.decode()
        assert "Haus 1" in first and "Haus 2" not in first and "?seite=2" in first
        second = client.get(f"{address}?seite=2").content.decode()
        assert "Haus 1" not in second and "Haus 2" in second and "?seite=3" not in second
    assert client.get("/de/buero/orte/?seite=99999").status_code == 200


def form(**typed):
    return {
        "name": "Treff", "address": "Gasse 3", "services": ["paper"], "shown": "on",
        **{f"access_{name}": "unknown" for name in (
            "step_free", "lift", "toilet", "induction_loop", "sign_language", "guidance",
            "guide_dogs", "quiet_room", "parking")},
    } | typed  # fmt: skip


def test_office_enters_and_changes_a_place(client):
    client.force_login(f.office().person)
    assert client.post("/de/buero/orte/neu/", form(day_0="9–12")).status_code == 302
    place = Place.objects.get()
    address = f"/de/buero/orte/{place.public_id}/"
    words = client.get(address).content.decode()
    assert 'value="9–12"' in words and 'name="seen" value="1"' in words
    assert client.post(address, form(note="Klingeln", seen="1")).status_code == 302
    late = client.post(address, form(note="Klopfen bitte", seen="1"))
    assert late.status_code == 409
    assert "Klopfen bitte" in late.content.decode()
    assert 'name="seen" value="2"' in late.content.decode()
    assert client.post(address, form(note="Klopfen bitte", seen="2")).status_code == 302


@pytest.mark.parametrize(
    "wrong", [{"day_0": "18–9"}, {"special": "Ostern"}, {"name": ""}, {"services": []}]
)
def test_bad_input_loses_nothing_that_was_typed(client, wrong):
    client.force_login(f.office().person)
    answer = client.post("/de/buero/orte/neu/", form(note="Bitte klingeln", day_1="9–12") | wrong)
    words = answer.content.decode()
    assert answer.status_code == 400
    assert "Bitte klingeln" in words and 'value="9–12"' in words
    assert all(str(value) in words for value in wrong.values() if value)
    assert not Place.objects.exists()


def test_list_is_checked_and_then_entered(client):
    client.force_login(f.office().person)
    table = "Name;Anschrift;Kostenlos ins Internet\n Bücherei;Weg 1;ja\n Rathaus;Platz 2;\n"
    checked = client.post("/de/buero/orte/einlesen/", {"table": table}).content.decode()
    assert "bleibt liegen" in checked and not Place.objects.exists()
    client.post("/de/buero/orte/einlesen/", {"table": table, "enter": "1"})
    assert Place.objects.get().name == "Bücherei"
    assert client.post("/de/buero/orte/einlesen/", {"table": ""}).status_code == 400
    assert client.get("/de/buero/orte/vorlage.csv").content.startswith("\ufeffName;Ansch".encode())


def test_desk_is_only_for_the_office(client):
    for name in ("", "neu/", "einlesen/", "vorlage.csv"):
        assert client.get(f"/de/buero/orte/{name}").status_code == 302
    client.force_login(f.citizen().person)
    for name in ("", "neu/", "einlesen/", "vorlage.csv"):
        assert client.get(f"/de/buero/orte/{name}").status_code == 403


def test_everything_that_is_described_has_a_default():
    assert Described("A", "B").week == {}
