"""What goes out in one language and comes back in another."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.utils.translation import override

from mitmachstadt.kernel.city import Words, the_city
from mitmachstadt.places.actions import enter_list, keep_place
from mitmachstadt.places.calculations import (
    Described,
    empty_table,
    read_table,
    special_days,
    special_in_words,
)
from mitmachstadt.places.enums import Access, Service
from mitmachstadt.places.errors import UnknownAnswer
from mitmachstadt.places.forms import PlaceForm
from mitmachstadt.places.models import Place
from tests import factories as f
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _ in settings.LANGUAGES]
CLOSED = Described(
    name="Bücherei",
    address="Weg 1",
    services=["paper"],
    special=special_days("24.12.2026: geschlossen; Heiligabend"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_closed_day_in_a_form_comes_back_from_it(language):
    place = keep_place(place=None, says=CLOSED, visitor=f.office(), at=NOW)
    with override(language):
        form = PlaceForm(None, districts=[], place=place)
        assert special_days(form.initial["special"]) == CLOSED.special


def test_closed_day_is_read_in_whatever_language_it_was_written():
    place = keep_place(place=None, says=CLOSED, visitor=f.office(), at=NOW)
    with override("en"):
        told = special_in_words(place.special_days.all())
    assert "closed" in told
    assert special_days(told) == CLOSED.special


@pytest.mark.parametrize("made", LANGUAGES)
@pytest.mark.parametrize("read", LANGUAGES)
def test_empty_table_of_one_language_is_known_in_the_other(made, read):
    with override(made):
        table = empty_table()
    with override(read):
        found = read_table(table)
    assert found.unknown == []
    assert len(found.headings) == table.count(";") + 1


def test_yes_and_no_count_in_every_language_and_a_refusal_names_the_column_as_it_stands():
    with override("en"):
        internet, lift = str(Service.INTERNET.label), str(Access.LIFT.label)
    assert lift != str(Access.LIFT.label)
    table = f"Name;Address;{internet};{lift}\nHaus;Weg 1;yes;nein\nTreff;Weg 2;Yes;perhaps\n"
    right, wrong = enter_list(table=table, visitor=f.office(), at=NOW, only_check=False).outcomes
    assert right.refusal is None
    place = Place.objects.get()
    assert place.services == ["internet"] and place.access == {"lift": "no"}
    assert isinstance(wrong.refusal, UnknownAnswer)
    assert wrong.refusal.data["column"] == lift


def test_table_has_the_words_of_the_city_and_still_knows_the_usual_ones(monkeypatch):
    words = Words(district="Ortsteil", districts="Ortsteile", neighbourhood="Viertel")
    mine = replace(the_city(), words=words)
    monkeypatch.setattr("mitmachstadt.kernel.city.the_city", lambda: mine)
    f.district("Nord")
    assert "Ortsteil;Viertel;" in empty_table()
    for heading, name in (("Ortsteil", "A"), ("Bezirk", "B")):
        table = f"Name;Anschrift;{heading};Kostenlos ins Internet\n{name};Weg 1;Nord;ja\n"
        enter_list(table=table, visitor=f.office(), at=NOW, only_check=False)
    assert {each.district.name for each in Place.objects.all()} == {"Nord"}
