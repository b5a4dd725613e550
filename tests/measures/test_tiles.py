"""How many measures each district has."""

import pytest

from mitmachstadt.measures.queries import Filter
from mitmachstadt.measures.queries.tiles import tile_map
from mitmachstadt.measures.views.tiles import shade
from mitmachstadt.people.actions import enter_districts
from tests import factories as f
from tests.factories import NOW
from tests.measures.portfolio import copied, measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    enter_districts([f"Ort {number}" for number in range(1, 13)])
    return f.organisation("Bezirksamt Ort 1")


def test_district_one_never_counts_what_is_in_ten_to_twelve(owner):
    for number in (10, 11, 12):
        measure(owner, districts=[number])
    counts = [tile.originals for tile in tile_map(Filter(), at=NOW).tiles]
    assert counts == [0] * 9 + [1, 1, 1]
    measure(owner, districts=[1])
    assert tile_map(Filter(), at=NOW).tiles[0].originals == 1


def test_measure_in_two_districts_counts_in_both_and_citywide_in_none(owner):
    measure(owner, districts=[1, 2])
    measure(owner)
    found = tile_map(Filter(), at=NOW)
    assert [tile.originals for tile in found.tiles] == [1, 1] + [0] * 10
    assert found.citywide.originals == 1


def test_copies_are_counted_apart(owner):
    copied(measure(owner, districts=[3]), measure(owner, districts=[4]))
    found = tile_map(Filter(), at=NOW)
    assert [(t.originals, t.copies) for t in found.tiles[2:4]] == [(1, 0), (0, 1)]


def test_map_shows_all_districts_whatever_district_is_asked_for(owner):
    measure(owner, districts=[3])
    assert tile_map(Filter(district=5), at=NOW).tiles[2].originals == 1
    assert tile_map(Filter(programme="Anderes"), at=NOW).tiles[2].originals == 0


def test_page_has_twelve_tiles_and_a_table_that_leads_to_the_lists(owner, client):
    measure(owner, districts=[1])
    page = client.get("/de/massnahmen/karte/?phase=3").content.decode()
    assert page.count('class="m-tile ') == 12 and len(page) < 60_000
    assert "/de/massnahmen/?phase=3&amp;bezirk=10" in page
    assert "/de/massnahmen/?phase=3&amp;bezirk=stadt" in page


def test_city_without_districts_has_its_citywide_measures(client):
    measure(f.organisation("Stadtwerk"))
    page = client.get("/de/massnahmen/karte/").content.decode()
    assert "m-tile" not in page and "1 Maßnahme" in page


def test_shades_tell_nothing_from_little_and_little_from_much(owner):
    for number, times in ((1, 8), (2, 1)):
        for _ in range(times):
            measure(owner, districts=[number])
    found = tile_map(Filter(), at=NOW)
    assert [shade(tile, found.most) for tile in found.tiles[:3]] == [4, 1, 0]
