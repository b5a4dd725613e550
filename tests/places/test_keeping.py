"""Keeping the directory of places."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.people.queries import ANYONE
from mitmachstadt.places.actions import enter_list, keep_place
from mitmachstadt.places.calculations import (
    Described,
    hours_of_day,
    known_of,
    special_days,
)
from mitmachstadt.places.errors import (
    AddressMissing,
    ChangedMeanwhile,
    DayUnreadable,
    HoursBackwards,
    HoursOverlap,
    NeighbourhoodTooLong,
    NoTable,
    NothingToDoThere,
    PlaceKnown,
    PlaceNameMissing,
    SpecialDayTwice,
    TooManyRows,
    ValidityBackwards,
)
from mitmachstadt.places.models import OpeningHours, Place
from tests import factories as f
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LIBRARY = Described(
    name="Bücherei am Hafen",
    address="Hafenweg 1",
    services=["paper", "kiosk"],
    access={"step_free": "yes", "lift": "no"},
    week={0: hours_of_day("9–12, 14–18"), 5: hours_of_day("10–13")},
    special=special_days("24.12.2026: geschlossen; Heiligabend"),
)


def kept(says: Described = LIBRARY, place: Place | None = None, **rest) -> Place:
    return keep_place(place=place, says=says, visitor=f.office(), at=NOW, **rest)


def test_place_is_kept_with_its_hours_and_the_register_tells_it():
    place = kept()
    assert place.hours.count() == 3 and place.special_days.get().note == "Heiligabend"
    kept(replace(LIBRARY, week={0: hours_of_day("24 h")}, special={}), place)
    assert [(h.opens, h.closes) for h in place.hours.all()] == [(0, 1440)]
    assert not place.special_days.exists()
    kinds = [line.kind for line in entries_about(place.public_id)]
    assert kinds == ["place.entered", "place.changed"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": ""}, PlaceNameMissing),
        ({"name": "x" * 121}, PlaceNameMissing),
        ({"address": ""}, AddressMissing),
        ({"services": []}, NothingToDoThere),
        ({"valid_from": date(2026, 2, 1), "valid_until": date(2026, 1, 1)}, ValidityBackwards),
    ],
)
def test_place_without_what_people_need_is_refused(change, refusal):
    with pytest.raises(refusal):
        kept(replace(LIBRARY, **change))
    assert not Place.objects.exists()


def test_only_the_office_keeps_places():
    for me, refusal in (
        (ANYONE, SignInNeeded),
        (f.citizen(), RoleNeeded),
        (f.moderator(), RoleNeeded),
    ):
        with pytest.raises(refusal):
            keep_place(place=None, says=LIBRARY, visitor=me, at=NOW)
        with pytest.raises(refusal):
            enter_list(table="Name;Anschrift\nA;B\n", visitor=me, at=NOW, only_check=True)


def test_place_is_entered_once_and_nobody_overwrites_a_colleague():
    place = kept()
    with pytest.raises(PlaceKnown):
        kept()
    kept(replace(LIBRARY, note="Klingeln."), place, seen=1)
    with pytest.raises(ChangedMeanwhile):
        kept(replace(LIBRARY, note="Klopfen."), place, seen=1)
    assert Place.objects.get().note == "Klingeln."


def test_database_knows_no_hours_that_end_before_they_begin():
    place = kept()
    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(place=place, weekday=1, opens=700, closes=600)


@pytest.mark.parametrize(
    ("read", "text", "refusal"),
    [
        (hours_of_day, "18–9", HoursBackwards),
        (hours_of_day, "9–12, 11–13", HoursOverlap),
        (special_days, "Heiligabend", DayUnreadable),
        (special_days, "24.12.2026: zu\n24.12.2026: 9–12", SpecialDayTwice),
    ],
)
def test_hours_that_nobody_understands_say_what_to_write(read, text, refusal):
    with pytest.raises(refusal) as why:
        read(text)
    assert why.value.in_words


TABLE = """\
Name;Anschrift;Bezirk;Montag;Formulare auf Papier ausfüllen und abgeben;Aufzug
Bücherei;Weg 1;Nord;9–12, 14–18;ja;nein
Rathaus;Platz 2;Atlantis;9–12;ja;
Treff;Gasse 3;2;18–9;ja;ja
Haus;Straße 4;Nord;24 h;ja;vielleicht
Leer;Straße 5;Nord;9–12;;
bücherei;weg 1;Nord;9–12;ja;

Kiosk;Ufer 6;;;x;
"""


def outcomes(**rest):
    found = enter_list(table=TABLE, visitor=f.office(), at=NOW, **rest).outcomes
    return [(each.line, each.refusal.code if each.refusal else "") for each in found]


def test_wrong_rows_stay_behind_and_keep_no_other_back():
    f.district("Nord")
    expected = [
        (2, ""),
        (3, "UnknownDistrict"),
        (4, "UnknownDistrict"),
        (5, "UnknownAnswer"),
        (6, "NothingToDoThere"),
        (7, "RowTwice"),
        (9, ""),
    ]
    assert outcomes(only_check=True) == expected
    assert not Place.objects.exists()
    assert outcomes(only_check=False) == expected
    assert list(Place.objects.order_by("name").values_list("name", flat=True)) == [
        "Bücherei",
        "Kiosk",
    ]
    library = Place.objects.get(name="Bücherei")
    assert library.access["lift"] == "no" and "toilet" not in library.access


def test_list_read_in_again_changes_what_is_known_and_keeps_what_it_does_not_say():
    says = replace(LIBRARY, note="Klingeln.", languages="Deutsch", neighbourhood="Hafen")
    place = kept(replace(says, valid_until=date(2027, 1, 1), shown=False))
    before = known_of(place)
    table = f"Name,Anschrift,Tel.,Kostenlos ins Internet,Samstag\n{LIBRARY.name},Hafenweg 1,1,ja\n"
    read = enter_list(table=table, visitor=f.office(), at=NOW, only_check=False)
    assert not read.outcomes[0].is_new and read.outcomes[0].refusal is None
    assert read.unknown == ["Tel."]
    services = ["paper", "kiosk", "internet"]
    week = {0: before.week[0]}
    assert known_of(Place.objects.get()) == replace(before, services=services, week=week)


def test_facts_are_taken_from_the_columns_that_there_are():
    kept()
    table = "Name;Anschrift;Aufzug;Gerät zum Mitmachen benutzen;Besondere Tage\n"
    table += f"{LIBRARY.name};{LIBRARY.address};;nein;1.1.2027: 9–12\n"
    enter_list(table=table, visitor=f.office(), at=NOW, only_check=False)
    place = Place.objects.get()
    assert place.access == {"step_free": "yes", "lift": "unknown"}
    assert place.services == ["paper"]
    assert [each.day for each in place.special_days.all()] == [date(2027, 1, 1)]
    assert place.hours.count() == 3


def test_name_of_a_neighbourhood_that_does_not_fit_is_refused_before_it_is_written():
    table = f"Name;Anschrift;Kiez;Kostenlos ins Internet\nA;B;{'x' * 81};ja\nC;D;Hafen;ja\n"
    for only_check in (True, False):
        read = enter_list(table=table, visitor=f.office(), at=NOW, only_check=only_check)
        codes = [each.refusal and each.refusal.code for each in read.outcomes]
        assert codes == ["NeighbourhoodTooLong", None]
    with pytest.raises(NeighbourhoodTooLong):
        kept(replace(LIBRARY, neighbourhood="x" * 81))


@pytest.mark.parametrize("table", ["", "Hallo", "Name;Straße\nA;B", '"', "\x00"])
def test_what_is_no_table_is_refused(table):
    with pytest.raises(NoTable):
        enter_list(table=table, visitor=f.office(), at=NOW, only_check=True)


def test_table_with_too_many_rows_is_refused():
    with pytest.raises(TooManyRows):
        enter_list(
            table="Name;Anschrift\n" + "A;B\n" * 501, visitor=f.office(), at=NOW, only_check=True
        )
