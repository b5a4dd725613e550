"""The lists of plans and projects of the platform; every word here is invented."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.list_import import (
    MOST_ROWS,
    Known,
    ListRefused,
    Status,
    describe,
    messages,
    read_plans,
    read_projects,
)
from tests.methods.list_import.files import DISTRICTS

KNOWN = Known(DISTRICTS)
POINT = {
    "type": "Feature",
    "geometry": {"type": "Point", "coordinates": [13.3, 52.5]},
    "properties": {"strasse": None, "haus": None, "plz": None},
}
PLAN = {
    "cost": "≈ 950.000 €",
    "created_or_modified": "2026-08-26T13:20:45.562506+02:00",
    "district": "Neukölln",
    "organisation": "Bezirksamt Neukölln",
    "participation": 1,
    "participation_active": False,
    "participation_string": "abgeschlossen",
    "point": POINT,
    "point_label": "Am Uferpark",
    "published_projects_count": 0,
    "status": 2,
    "subtype": "plan",
    "tile_image": "",
    "tile_image_alt_text": "",
    "tile_image_copyright": "",
    "title": "Ein Steg im Uferpark",
    "topics": ["ENV", "CHI"],
    "type": "plan",
    "url": "/vorhaben/2026-00001/",
}
PROJECT = {
    "type": "project",
    "subtype": "default",
    "title": "Platz der Ideen",
    "url": "/projekte/platz-der-ideen/",
    "organisation": "Bezirksamt Mitte",
    "point": "",
    "point_label": "",
    "cost": "",
    "district": "Gesamtstädtisch",
    "topics": [],
    "access": 1,
    "status": 1,
    "participation_string": "abgeschlossen",
    "participation": 0,
    "description": "Was soll auf dem Platz entstehen?",
    "future_phase": False,
    "active_phase": False,
    "past_phase": "2017-05-29 22:00:00+00:00",
    "plan_url": None,
    "plan_title": None,
    "published_projects_count": 0,
}


def plans(*entries):
    return read_plans(json.dumps(entries).encode(), KNOWN)


def projects(*entries):
    return read_projects(json.dumps(entries).encode(), KNOWN)


def codes(reading):
    return [(note.line, note.field, note.code) for note in reading.notes]


def test_a_plan_is_read():
    reading = plans(PLAN)
    (item,) = reading.items
    assert item.source_key == "/vorhaben/2026-00001/"
    assert item.url == "https://mein.berlin.de/vorhaben/2026-00001/"
    assert (item.title, item.place) == ("Ein Steg im Uferpark", "Am Uferpark")
    assert (item.district_name, item.organisation) == ("Neukölln", "Bezirksamt Neukölln")
    assert (item.cost_text, item.cost, item.status) == ("≈ 950.000 €", None, Status.FINISHED)
    assert json.loads(item.rest["point"]) == POINT
    assert item.rest["topics"] == '["ENV", "CHI"]'
    assert item.rest["published_projects_count"] == "0"
    assert item.rest["participation"] == "1"
    assert codes(reading) == [(1, "cost", "cost_is_text")]


def test_a_project_is_read_with_the_end_of_its_participation():
    reading = projects(PROJECT)
    (item,) = reading.items
    assert item.text == "Was soll auf dem Platz entstehen?"
    assert (item.citywide, item.district_name) == (True, "")
    assert (item.status, item.begins, item.ends) == (Status.FINISHED, None, date(2017, 5, 29))
    assert "point" not in item.rest
    assert codes(reading) == []


def test_a_project_that_runs_or_is_to_come():
    running = PROJECT | {
        "status": 0, "past_phase": False, "url": "/projekte/b/",
        "active_phase": [40, [["Tage", 9]], "2026-12-31T23:59:00+01:00"],
    }  # fmt: skip
    coming = PROJECT | {
        "status": 0, "past_phase": False, "url": "/projekte/c/",
        "future_phase": "2027-01-01T00:00:00+01:00",
    }  # fmt: skip
    first, second = projects(running, coming).items
    assert (first.status, first.ends) == (Status.RUNNING, date(2026, 12, 31))
    assert json.loads(first.rest["active_phase"])[0] == 40
    assert (second.status, second.begins) == (Status.PLANNED, date(2027, 1, 1))


@pytest.mark.parametrize("point", ["", None, {}, []])
def test_no_point_is_no_point(point):
    reading = plans(PLAN | {"point": point, "cost": "", "district": None})
    assert "point" not in reading.items[0].rest
    assert (reading.items[0].district_name, reading.items[0].citywide) == ("", False)
    assert codes(reading) == []


@pytest.mark.parametrize(
    "point", ["13.3, 52.5", 5, {"type": "Point"}, {"type": "Point", "coordinates": [1, "2"]},
              {"geometry": {"type": "Point", "coordinates": [400, 2]}},
              {"geometry": {"type": "Polygon", "coordinates": []}}]
)  # fmt: skip
def test_a_point_that_is_none_is_told_and_kept(point):
    reading = plans(PLAN | {"point": point, "cost": ""})
    assert codes(reading) == [(1, "point", "no_point")]
    text = reading.items[0].rest["point"]
    assert text == point if isinstance(point, str) else json.loads(text) == point


@pytest.mark.parametrize("status", [7, -1, True, "2", "vielleicht", 1.5])
def test_an_unknown_status_is_told_and_kept(status):
    reading = plans(PLAN | {"status": status, "cost": ""})
    assert reading.items[0].status is Status.UNKNOWN
    assert codes(reading) == [(1, "status", "unknown_status")]
    assert reading.items[0].rest["status"]


def test_what_is_strange_is_told_and_nothing_is_lost():
    reading = plans(
        PLAN | {"cost": 5000, "participation": 9, "url": "//boese.example/x", "neu": "Wert"},
        PLAN | {"district": "Atlantis", "cost": "N.N.", "url": "/vorhaben/2/"},
        PLAN | {"title": ["x"], "url": "/vorhaben/3/", "cost": ""},
        "kein Vorhaben",
        PROJECT,
        PLAN | {"url": "/vorhaben/2/", "title": "Anders", "cost": ""},
    )
    assert [item.line for item in reading.items] == [1, 2]
    first, second = reading.items
    assert (first.cost_text, first.url, first.rest["url"]) == ("5000", "", "//boese.example/x")
    assert (first.rest["neu"], second.rest["district"]) == ("Wert", "Atlantis")
    assert codes(reading) == [
        (1, "participation", "unknown_participation"), (1, "url", "no_address"),
        (1, "cost", "cost_is_text"), (2, "district", "unknown_district"),
        (2, "cost", "cost_is_text"), (3, "title", "not_text"), (3, "", "no_title"),
        (4, "", "not_an_entry"), (5, "", "other_kind"), (6, "", "key_twice"),
    ]  # fmt: skip


def test_an_address_elsewhere_is_kept_as_it_is():
    elsewhere = "https://bauen.example.org/plan?id=5"
    assert projects(PROJECT | {"url": elsewhere}).items[0].url == elsewhere


def test_pages_of_a_longer_list_are_told():
    data = json.dumps({"results": [PLAN | {"cost": ""}], "next": "https://x.example/?page=2"})
    assert codes(read_plans(data.encode())) == [(0, "", "more_pages")]


def test_a_name_that_stands_twice_loses_nothing():
    (item,) = read_plans(b'[{"title": "A", "title": "B", "url": "/a/"}]').items
    assert (item.title, item.rest) == ("A", {"title (2)": "B"})


def test_what_no_database_keeps_is_removed_and_told():
    (item,) = (reading := read_plans(b'[{"title": "A\\u0000\\ud800", "url": "/a/"}]')).items
    assert item.title == "A"
    assert codes(reading) == [(1, "title", "signs_removed")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"<html>", "not_json"),
        (b'[{"title": ', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"\x00[]", "not_text"),
        (b"{}", "not_a_list"),
        (b'"x"', "not_a_list"),
        (b"[" + b"1," * MOST_ROWS + b"1]", "too_many_rows"),
    ],
)
@pytest.mark.parametrize("read", [read_plans, read_projects])
def test_what_is_no_list_is_refused_in_a_sentence(read, data, code):
    with pytest.raises(ListRefused) as refused:
        read(data)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")


def test_an_empty_list_is_a_list():
    assert read_plans(b"[]").items == ()


def test_deep_nesting_is_no_crash():
    for depth in (400, 900, 1_500, 5_000, 50_000):
        deep = b"[" * depth + b"]" * depth
        try:
            read_plans(b'[{"title": "A", "url": "/a/", "x": ' + deep + b"}]")
        except ListRefused as refused:
            assert refused.code == "not_json"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=5), each),
    max_leaves=5,
)


@given(st.lists(JSON | st.dictionaries(st.sampled_from([*PLAN, *PROJECT]), JSON), max_size=4))
def test_any_entries_give_items_and_notes(entries):
    data = json.dumps([PLAN, *entries]).encode()
    for read in (read_plans, read_projects):
        reading = read(data, KNOWN)
        assert read(data, KNOWN) == reading
        keys = [item.source_key for item in reading.items]
        assert len(keys) == len(set(keys))
        assert all(describe(note).encode() for note in reading.notes)
        assert repr(reading.items).encode()


@given(st.binary(max_size=200))
def test_any_bytes_give_items_or_a_clear_error(data):
    try:
        read_plans(data)
    except ListRefused as refused:
        assert refused.code in messages.REFUSALS


@given(st.fixed_dictionaries(dict.fromkeys(PLAN, JSON)))
def test_every_value_stands_in_a_field_in_the_rest_or_in_a_note(entry):
    entry = {name: value for name, value in entry.items() if name != "type"}
    reading = read_plans(json.dumps([entry]).encode(), KNOWN)
    texts = {name: value for name, value in entry.items() if isinstance(value, str)}
    told = repr(reading)
    for name, value in texts.items():
        for word in value.split():
            if word.isalnum():
                assert word in told, name
