"""Lists of measures from elsewhere: what is certain comes in once, all else is told row by row."""

import pytest

from mitmachstadt.ledger.models import Entry
from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import Fate, MeasureType, Need
from mitmachstadt.measures.errors import ListGone, ListTooLong, OwnerHasEnded, TextTooShort
from mitmachstadt.measures.models import HeldList, ImportedMeasure, Measure
from mitmachstadt.measures.queries import gaps_of, with_lacks
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as f
from tests.factories import NOW
from tests.measures.city import TODAY, City, city
from tests.measures.lists import (
    BENCHES,
    OURS,
    fates,
    hold,
    look,
    made,
    of,
    read_in,
    row,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> City:
    return city()


def test_nothing_is_written_before_somebody_has_looked(here):
    found = look(here, BENCHES)
    assert fates(found) == [Fate.NEW]
    assert not Measure.objects.exists() and not ImportedMeasure.objects.exists()
    assert not Entry.objects.filter(kind__startswith="measure").exclude(kind__contains="-").exists()
    assert actions.import_measures(visitor=here.office, at=NOW) == 1
    measure = Measure.objects.get()
    assert (measure.node.title, measure.summary) == ("Bänke", "Am Ufer fehlen Bänke.")
    assert (measure.owner, measure.type) == (here.district_office, MeasureType.DECENTRAL)
    assert list(measure.districts.all()) == [here.district] and measure.imported
    assert measure.node.author is None
    assert Entry.objects.filter(kind="measures.imported", subject="measures").count() == 1


def test_list_read_in_twice_changes_nothing_and_keeps_what_people_changed(here):
    measure = made(here, BENCHES)
    Node.objects.filter(pk=measure.pk).update(title="Mehr Bänke")
    lines = Entry.objects.count()
    assert fates(look(here, BENCHES)) == [Fate.KNOWN]
    # However its source is typed.
    assert read_in(here, BENCHES, source="  programm  2026 ") == 0
    assert Measure.objects.count() == 1
    assert Node.objects.get(pk=measure.pk).title == "Mehr Bänke"
    assert Entry.objects.count() == lines


def test_row_that_changed_in_the_list_is_told_and_not_overwritten(here):
    made(here, BENCHES)
    later = BENCHES.replace("fehlen Bänke", "stehen Bänke").replace("Mitte;", "Gesamtstädtisch;")
    found = row(here, later)
    assert found.fate == Fate.CHANGED
    assert "Beschreibung" in found.words and "Bezirk" in found.words
    assert "Titel" not in found.words and "21. November 2026" in found.words
    assert read_in(here, later) == 0
    assert Measure.objects.get().summary == "Am Ufer fehlen Bänke."


def test_hidden_measure_does_not_come_back_with_its_list_and_is_not_linked(here):
    measure = made(here, BENCHES)
    Node.objects.filter(pk=measure.pk).update(visibility=Visibility.HIDDEN)
    found = row(here, BENCHES)
    assert (found.fate, found.public_id) == (Fate.KNOWN, "")


def test_same_name_in_the_same_place_is_no_second_measure_and_elsewhere_is_one(here):
    made(here, BENCHES)
    again = row(here, BENCHES, source="Andere Liste")
    assert again.fate == Fate.LEFT_OUT and "gibt es hier schon" in again.words
    assert row(here, BENCHES.replace(";Mitte;", ";;"), source="Andere Liste").fate == Fate.NEW


def test_two_rows_of_the_same_name_in_one_list_are_two_measures(here):
    twice = f"{BENCHES}2;Bänke;Im Park fehlen Bänke.;Mitte;{OURS}\n"
    assert read_in(here, twice) == 2
    assert fates(look(here, twice)) == [Fate.KNOWN, Fate.KNOWN]


def test_duplicate_rows_and_keys_come_in_once_and_are_told_with_their_line(here):
    line = f"1;Bänke;Am Ufer fehlen Bänke.;Mitte;{OURS}\n"
    found = look(here, f"{BENCHES}{line}1;Andere;;;{OURS}\n")
    assert fates(found) == [Fate.NEW, Fate.LEFT_OUT, Fate.LEFT_OUT]
    assert [each.line for each in found.outcomes] == [2, 3, 4]
    assert "genauso schon in Zeile 2" in found.outcomes[1].words
    assert "Andere" in found.outcomes[2].words
    assert actions.import_measures(visitor=here.office, at=NOW) == 1


def test_owner_is_who_is_registered_and_nobody_else(here):
    unknown = row(here, of("Ort", "Platz").replace(OURS, "Amt für Morgen"))
    assert unknown.fate == Fate.LEFT_OUT and "„Amt für Morgen“" in unknown.words
    for words_ in ("", "N.N.", "tbd"):
        nobody = row(here, of("Ort", "Platz").replace(OURS, words_))
        assert nobody.fate == Fate.LEFT_OUT and "nicht da, wer verantwortlich" in nobody.words
    f.organisation("Doppelt")
    f.organisation("Doppelt")
    assert row(here, of("Ort", "Platz").replace(OURS, "Doppelt")).fate == Fate.LEFT_OUT


def test_owner_that_the_office_names_stands_in_and_the_gap_stays_open(here):
    text = of("Status", "laufend").replace(OURS, "Amt für Morgen")
    found = row(here, text, owner=here.district_office)
    assert found.fate == Fate.NEW and "„Amt für Morgen“ ist hier nicht eingetragen" in told(found)
    measure = made(here, text, owner=here.district_office)
    assert measure.owner == here.district_office and measure.role == ""
    with_all = with_lacks(Measure.objects.filter(pk=measure.pk), on=TODAY).get()
    assert {Need.ROLE, Need.RESOURCES, Need.COMPETENCE} <= set(gaps_of(with_all))


def test_who_may_not_own_a_measure_is_told_as_anywhere(here):
    found = row(here, of("Art", "dezentral").replace(OURS, "Kastanie IT eG"))
    assert found.fate == Fate.LEFT_OUT and "kann keine dezentrale Maßnahme" in found.words
    assert row(here, of("Art", "Netzwerk").replace(OURS, "Kastanie IT eG")).fate == Fate.NEW
    assert "zentrale Maßnahme verantwortet" in row(here, of("Art", "zentral")).words


def test_list_with_too_many_entries_is_refused_with_what_to_do(here, monkeypatch):
    monkeypatch.setattr("mitmachstadt.measures.calculations.imports.reading.MOST_LISTED", 1)
    with pytest.raises(ListTooLong, match="teilen"):
        hold(here.office, f"{BENCHES}2;Licht;;;{OURS}\n")
    assert not HeldList.objects.exists()


def test_only_the_office_holds_and_reads_in_and_its_own_list_alone(here):
    for nobody in (here.worker, here.member):
        with pytest.raises(RoleNeeded):
            hold(nobody, BENCHES)
        with pytest.raises(RoleNeeded):
            actions.import_measures(visitor=nobody, at=NOW)
    hold(here.office, BENCHES)
    other = f.office("T. Zweite")
    assert actions.look_at_list(visitor=other, at=NOW) is None
    with pytest.raises(ListGone):
        actions.import_measures(visitor=other, at=NOW)


def test_one_list_is_held_for_each_and_put_away(here):
    hold(here.office, BENCHES)
    hold(here.office, of("Ort", "Platz"))
    assert HeldList.objects.get().content != BENCHES.encode()
    actions.put_list_away(visitor=here.office)
    assert not HeldList.objects.exists()
    hold(here.office, BENCHES)
    actions.forget_in_measures(person=here.office.person)
    assert not HeldList.objects.exists()


def test_source_is_said_and_whoever_ended_stands_in_for_nobody(here):
    with pytest.raises(TextTooShort):
        hold(here.office, BENCHES, source="")
    here.district_office.ended = TODAY
    here.district_office.save()
    with pytest.raises(OwnerHasEnded):
        hold(here.office, BENCHES, owner=here.district_office)
    assert row(here, BENCHES).fate == Fate.LEFT_OUT
