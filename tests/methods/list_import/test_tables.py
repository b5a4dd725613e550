"""Lists as CSV: what is certain goes into fields, and nothing is lost silently."""

import doctest
import importlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods import list_import
from mitmachstadt.methods.list_import import (
    MOST_ROWS,
    Known,
    ListRefused,
    Status,
    describe,
    messages,
    read_csv,
)
from mitmachstadt.methods.list_import.model import MOST_COLUMNS
from mitmachstadt.methods.list_import.values import find_district
from tests.methods.list_import.files import DISTRICTS, csv_file

KNOWN = Known(DISTRICTS)


def read(*rows, **more):
    return read_csv(csv_file(rows, **more), KNOWN)


def codes(reading):
    return [(note.line, note.field, note.code) for note in reading.notes if note.line]


@pytest.mark.parametrize(
    "module", ["", ".values", ".columns", ".comma_separated", ".platform_lists", ".workbooks"]
)
def test_the_docstrings_are_right(module):
    tested = doctest.testmod(importlib.import_module(f"{list_import.__name__}{module}"))
    assert tested.failed == 0
    assert tested.attempted


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_a_whole_row_is_read(separator, encoding):
    reading = read(
        ["Kennung", "Titel", "Beschreibung", "Bezirk", "Ort", "Kosten", "Status", "Beginn", "Ende",
         "Organisation", "Link", "Farbe"],
        ["A-1", "Bänke; Bäume, \tBusse", "Zwei\nZeilen", "neukoelln", "Am Platz", "≈ 5 €"
         if encoding != "windows-1252" else "ca. 5 €", "In Umsetzung", "1.2.2026", "2027-03-31",
         "Stadtgrün", "https://example.org/a", "grün"],
        separator=separator,
        encoding=encoding,
    )  # fmt: skip
    (item,) = reading.items
    assert (item.line, item.source_key, item.title) == (2, "A-1", "Bänke; Bäume, \tBusse")
    assert (item.text, item.district_name, item.place) == ("Zwei\nZeilen", "Neukölln", "Am Platz")
    assert item.status is Status.RUNNING
    assert (item.begins, item.ends) == (date(2026, 2, 1), date(2027, 3, 31))
    assert (item.organisation, item.url) == ("Stadtgrün", "https://example.org/a")
    assert item.rest == {"Farbe": "grün"}
    assert item.cost_text.endswith("5 €")
    assert codes(reading) == [(2, "Kosten", "cost_is_text")]


def test_english_names_are_read_too():
    (item,) = read(
        ["id", "title", "description", "district", "owner"], ["7", "Steg", "Text", "Mitte", "Amt"]
    ).items
    assert (item.source_key, item.title, item.text) == ("7", "Steg", "Text")
    assert (item.district_name, item.organisation) == ("Mitte", "Amt")


def test_of_two_titles_the_surer_one_is_the_title():
    (item,) = read(["Name", "Titel"], ["Alba", "Steg"]).items
    assert (item.title, item.rest) == ("Steg", {"Name": "Alba"})
    (item,) = read(["Name", "Farbe", "Farbe", ""], ["Steg", "rot", "blau", "x"]).items
    assert (item.title, item.rest) == ("Steg", {"Farbe": "rot", "Farbe (2)": "blau", "#4": "x"})


@pytest.mark.parametrize("asked", ["1", "2", "0", "Mitt", "Mitte, 10", "Nord-Mitte", ""])
def test_a_district_is_found_by_its_whole_name_only(asked):
    assert find_district(asked, ["Mitte", "10", "11", "12"]) is None


@pytest.mark.parametrize(
    ("asked", "found"),
    [("12", "12"), ("mitte", "Mitte"), ("Bezirk Mitte", "Mitte"), ("Bezirksamt Mitte", "Mitte"),
     ("NEUKOELLN", "Neukölln"), ("Neuko\u0308lln", "Neukölln"), ("Bezirk 1", "Bezirk 1"),
     ("Charlottenburg – Wilmersdorf", "Charlottenburg-Wilmersdorf")],
)  # fmt: skip
def test_a_district_is_found_however_it_is_written(asked, found):
    assert find_district(asked, DISTRICTS) == found


def test_the_whole_city_and_an_unknown_district_are_told_apart():
    reading = read(["Titel", "Bezirk"], ["A", "Gesamtstädtisch"], ["B", "Atlantis"], ["C", ""])
    assert [(i.district_name, i.citywide) for i in reading.items] == [
        ("", True), ("", False), ("", False),
    ]  # fmt: skip
    assert reading.items[1].rest == {"Bezirk": "Atlantis"}
    assert codes(reading) == [(3, "Bezirk", "unknown_district")]


def test_without_districts_their_names_are_taken_as_they_stand():
    (item,) = read_csv(csv_file([["Titel", "Bezirk"], ["A", "Atlantis"]])).items
    assert item.district_name == "Atlantis"


def test_what_does_not_fit_its_field_is_kept_aside_and_told():
    reading = read(
        ["Titel", "Status", "Beginn", "Ende", "Link"],
        ["A", "99", "bald", "31.2.2026", "javascript:alert(1)"],
        ["B", "", "2.1.2026", "1.1.2026", ""],
    )
    first, second = reading.items
    assert first.rest == {
        "Status": "99", "Beginn": "bald", "Ende": "31.2.2026", "Link": "javascript:alert(1)"
    }  # fmt: skip
    assert (first.status, first.begins, first.ends, first.url) == (Status.UNKNOWN, None, None, "")
    assert second.rest == {"Beginn": "2.1.2026", "Ende": "1.1.2026"}
    assert (second.begins, second.ends) == (None, None)
    assert codes(reading) == [
        (2, "Status", "unknown_status"), (2, "Beginn", "no_date"), (2, "Ende", "no_date"),
        (2, "Link", "no_address"), (3, "Ende", "ends_before_begin"),
    ]  # fmt: skip


def test_rows_with_too_few_or_too_many_cells_are_told_with_their_line():
    data = b'Titel;Ort;Farbe\nA;"zwei\nZeilen";rot\nB\nC;x;y;z\nD;x;y;;\n\nE;x;y'
    reading = read_csv(data)
    assert [(item.line, item.title) for item in reading.items] == [
        (2, "A"), (4, "B"), (6, "D"), (8, "E"),
    ]  # fmt: skip
    assert codes(reading) == [(4, "", "too_few_cells"), (5, "", "too_many_cells")]
    assert reading.notes[-1].params == {"found": 4, "expected": 3, "values": ("C", "x", "y", "z")}


def test_what_begins_like_a_formula_is_text():
    reading = read(["Titel", "Ort"], ["=HYPERLINK(1)", "@SUM(A1)"], ["-5", "–"], ["+x", "-"])
    assert [item.title for item in reading.items] == ["=HYPERLINK(1)", "-5", "+x"]
    assert codes(reading) == [
        (2, "Titel", "formula_as_text"), (2, "Ort", "formula_as_text"),
        (4, "Titel", "formula_as_text"),
    ]  # fmt: skip


def test_a_row_without_title_is_told_with_all_it_says():
    reading = read(["Titel", "Ort"], ["", "Am Platz"], ["A", ""])
    assert [item.title for item in reading.items] == ["A"]
    (note,) = [note for note in reading.notes if note.line]
    assert (note.line, note.code, note.params) == (2, "no_title", {"values": {"Ort": "Am Platz"}})


def test_lines_above_the_header_are_told():
    reading = read_csv(b"sep=;\nStand: heute\n\nTitel;Ort\nA;B")
    assert [(item.line, item.title) for item in reading.items] == [(5, "A")]
    assert codes(reading) == [(2, "", "before_header")]


def test_keys_stay_the_same_and_none_is_there_twice():
    reading = read(
        ["ID", "Titel", "Ort"], ["1", "A", "x"], ["1", "A", "x"], ["1", "B", "y"], ["", "C", ""]
    )
    assert [item.title for item in reading.items] == ["A", "C"]
    assert codes(reading) == [(3, "", "row_twice"), (4, "", "key_twice"), (5, "", "no_key")]
    params = reading.notes[-2].params
    assert params["values"] == {"ID": "1", "Titel": "B", "Ort": "y"}


def test_without_keys_what_is_named_alike_is_told_apart_by_its_text():
    rows = [["A", "eins"], ["A", "zwei"], ["B", "drei"], ["A", "eins"]]
    reading = read(["Titel", "Text"], *rows)
    assert [item.text for item in reading.items] == ["eins", "zwei", "drei"]
    other = read(["Titel", "Text"], *reversed(rows))
    assert {i.text: i.source_key for i in other.items} == {
        i.text: i.source_key for i in reading.items
    }
    changed = read(["Titel", "Text"], ["B", "anders"])
    assert changed.items[0].source_key == reading.items[2].source_key


def test_who_can_read_amounts_is_asked():
    data = csv_file([["Titel", "Kosten"], ["A", "≈ 950.000 €"], ["B", "N.N."]])
    known = Known(read_amount={"≈ 950.000 €": (95_000_000, True)}.get)
    first, second = read_csv(data, known).items
    assert (first.cost, first.approximate) == (95_000_000, True)
    assert (second.cost, second.approximate, second.cost_text) == (None, False, "N.N.")


def test_control_characters_go_and_are_told():
    reading = read(["Titel", "Ort"], ["A\x07", "b\x1bc"])
    assert (reading.items[0].title, reading.items[0].place) == ("A", "bc")
    assert codes(reading) == [(2, "Titel", "signs_removed"), (2, "Ort", "signs_removed")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n\t", "empty_file"),
        (b"\xef\xbb\xbf\n", "empty_file"),
        (b";;\n;;", "empty_file"),
        (b"Titel;Ort", "no_rows"),
        (b"Titel;Ort\n;\n", "no_rows"),
        (b"Titel\x00;Ort\nA;B", "not_text"),
        (b"PK\x03\x04\x00", "not_text"),
        (b"Titel\n\x81\x8d", "encoding_unclear"),
        (b"Farbe;Ort\nA;B", "no_title_column"),
        (b'Titel;Ort\n"A;B\nC;D', "broken_quotes"),
        (b"Titel;Ort\n" + b"A" * 200_000, "broken_quotes"),
        (b"Titel\n" + b"A\n" * (MOST_ROWS + 1), "too_many_rows"),
        (b"Titel" + b";x" * MOST_COLUMNS + b"\nA", "too_many_columns"),
        (b"A" * (20 * 2**20 + 1), "file_too_large"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data, code):
    with pytest.raises(ListRefused) as refused:
        read_csv(data)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")
    assert "{" not in str(refused.value)


def test_as_many_rows_as_are_allowed_are_read():
    assert len(read_csv(b"Titel\n" + b"\n".join(b"%d" % n for n in range(MOST_ROWS))).items) == (
        MOST_ROWS
    )


def test_the_refusal_says_how_many_may_come():
    with pytest.raises(ListRefused, match=r"höchstens 10\.000 möglich"):
        read_csv(b"Titel\n" + b"A\n" * (MOST_ROWS + 1))


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_rows_or_a_clear_error(data):
    for begin in (b"", b"Titel;Ort\n", b"Titel,Kosten\tBezirk\n"):
        try:
            reading = read_csv(begin + data, KNOWN)
        except ListRefused as refused:
            assert refused.code in messages.REFUSALS
        else:
            assert read_csv(begin + data, KNOWN) == reading
            assert all(describe(note) for note in reading.notes)


CELLS = st.text(
    st.characters(exclude_categories=["C"]) | st.sampled_from('"\n;,\t='), max_size=20
).map(str.strip)


@given(
    st.lists(st.tuples(CELLS.filter(bool), CELLS, CELLS, CELLS), min_size=1, max_size=6),
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_was_written_is_read_again(rows, separator, encoding):
    numbered = [(str(n), *row) for n, row in enumerate(rows)]
    data = csv_file([("ID", "Titel", "Text", "Ort", "Eigenes"), *numbered], separator, encoding)
    found = [
        (i.source_key, i.title, i.text, i.place, i.rest.get("Eigenes", ""))
        for i in read_csv(data).items
    ]
    assert found == [tuple(cell.replace("\r\n", "\n") for cell in row) for row in numbered]


@given(st.lists(st.lists(CELLS, min_size=1, max_size=7), max_size=6))
def test_every_value_stands_in_a_field_in_the_rest_or_in_a_note(rows):
    header = ["ID", "Titel", "Bezirk", "Status", "Beginn", "Kosten"]
    try:
        reading = read_csv(csv_file([header, *rows]), KNOWN)
    except ListRefused:
        return
    told = repr(reading)
    for row in rows:
        for cell in row:
            assert repr(cell)[1:-1] in told
