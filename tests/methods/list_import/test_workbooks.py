"""Lists as XLSX: nothing is lost, and nothing large is read through."""

import io
import time
import tracemalloc
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from mitmachstadt.methods.list_import import (
    MOST_ROWS,
    Known,
    ListRefused,
    describe,
    messages,
    read_csv,
    read_xlsx,
)
from mitmachstadt.methods.list_import.archive import MOST_COUNTED, look_at
from tests.methods.list_import.files import (
    DISTRICTS,
    changed,
    csv_file,
    saved,
    sheet_xml,
    text_row,
    xlsx_file,
)

HEADER = text_row(1, "Titel", "Ort")
SMALL = xlsx_file([["Titel", "Ort"], ["A", "b"]])
MILLION = 1_000_000


def codes(reading):
    return [(note.line, note.field, note.code) for note in reading.notes]


def refused(data):
    with pytest.raises(ListRefused) as found:
        read_xlsx(data)
    assert str(found.value).endswith(".")
    assert "{" not in str(found.value)
    return found.value.code


def test_values_of_every_kind_become_text_and_days():
    midnight, morning = map(datetime.fromisoformat, ("2027-01-01", "2026-01-01 09:30"))
    data = xlsx_file(
        [["ID", "Titel", "Beginn", "Ende", "Kosten", "Bezirk", "Ja", "Uhr", "Anteil"],
         [7, "Steg", date(2026, 2, 1), midnight, 950000.0, "Mitte", True, morning, 0.5]]
    )  # fmt: skip
    reading = read_xlsx(data, Known(DISTRICTS))
    (item,) = reading.items
    assert (item.line, item.source_key, item.title, item.cost_text) == (2, "7", "Steg", "950000")
    assert (item.begins, item.ends) == (date(2026, 2, 1), date(2027, 1, 1))
    assert item.district_name == "Mitte"
    assert item.rest == {"Ja": "true", "Uhr": "2026-01-01 09:30:00", "Anteil": "0.5"}
    assert codes(reading) == [(2, "Kosten", "cost_is_text")]


def test_a_sheet_and_a_csv_of_the_same_rows_read_the_same():
    rows = [["ID", "Titel", "Bezirk", "Farbe"], ["1", "A", "12", "=1+1"], ["2", "B", "1", ""]]
    book = Workbook()
    for line, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = book.worksheets[0].cell(line, place, text)
            cell.data_type = "s"
    known = Known(DISTRICTS)
    assert read_xlsx(saved(book), known) == read_csv(csv_file(rows), known)


def test_of_a_formula_its_result_is_taken_and_told():
    rows = HEADER + (
        b'<row r="2"><c r="A2" t="str"><f>CONCAT("a","b")</f><v>ab</v></c>'
        b'<c r="B2"><f>1+1</f></c></row>'
    )
    reading = read_xlsx(changed(SMALL, sheet1=sheet_xml(rows)))
    (item,) = reading.items
    assert (item.title, item.place) == ("ab", "=1+1")
    assert codes(reading)[1:] == [(2, "A2", "formula_value"), (2, "Ort", "formula_as_text")]
    assert reading.notes[1].params == {"formula": '=CONCAT("a","b")', "value": "ab"}


def test_an_error_in_a_cell_is_told_and_empty():
    error = b'<c r="B2" t="e"><v>#REF!</v></c>'
    rows = HEADER + b'<row r="2"><c r="A2" t="str"><v>x</v></c>' + error + b"</row>"
    reading = read_xlsx(changed(SMALL, sheet1=sheet_xml(rows)))
    assert reading.items[0].place == ""
    assert codes(reading)[1:] == [(2, "B2", "cell_error")]


def test_the_first_visible_sheet_is_read_and_the_others_are_named():
    book = Workbook()
    book.worksheets[0].title = "Intern"
    book.worksheets[0].sheet_state = "hidden"
    for title in ("Liste", "Mehr"):
        sheet = book.create_sheet(title)
        sheet.append(["Titel"])
        sheet.append([title])
    book.active = 1
    reading = read_xlsx(saved(book))
    assert [item.title for item in reading.items] == ["Liste"]
    note = next(note for note in reading.notes if note.code == "other_sheets")
    assert note.params == {"sheet": "Liste", "others": ("Intern", "Mehr")}


def test_merged_cells_are_told():
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Titel", "Bezirk"], ["A", "Mitte"], ["B", ""]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    reading = read_xlsx(saved(book))
    assert [item.district_name for item in reading.items] == ["Mitte", ""]
    assert (0, "B2:B3", "merged_cells") in codes(reading)


def test_a_sheet_that_says_it_is_smaller_than_it_is_loses_nothing():
    rows = HEADER + text_row(2, "A", "b") + text_row(9, "C", "d", "e")
    reading = read_xlsx(changed(SMALL, sheet1=sheet_xml(rows, dimension="A1:A2")))
    assert [(i.line, i.title, i.place) for i in reading.items] == [(2, "A", "b"), (9, "C", "d")]
    assert reading.items[1].rest == {"#3": "e"}


def test_rows_that_would_be_passed_over_are_no_list():
    rows = HEADER + text_row(5, "A") + text_row(3, "B")
    assert refused(changed(SMALL, sheet1=sheet_xml(rows))) == "damaged_workbook"


def _million(*, dimension="", numbered=True):
    """A sheet of a million rows, some 80 MB of XML, as a file of a few hundred kilobytes."""
    out = io.BytesIO()
    before, after = sheet_xml(b"@", dimension).split(b"@")
    with zipfile.ZipFile(io.BytesIO(SMALL)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            if not name.endswith("sheet1.xml"):
                new.writestr(name, old.read(name))
        with new.open("xl/worksheets/sheet1.xml", "w") as stream:
            stream.write(before + HEADER)
            step = 20_000
            for start in range(2, MILLION, step):
                rows = [
                    b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>Idee</t></is></c></row>' % (n, n)
                    if numbered
                    else b'<row><c t="inlineStr"><is><t>Idee</t></is></c></row>'
                    for n in range(start, start + step)
                ]
                stream.write(b"".join(rows))
            stream.write(after)
    return out.getvalue()


@pytest.fixture(scope="module")
def millions():
    return [
        _million(),
        _million(numbered=False),
        changed(SMALL, sheet1=sheet_xml(HEADER, dimension=f"A1:F{MILLION}")),
        changed(SMALL, sheet1=sheet_xml(HEADER + text_row(MILLION, "A"))),
    ]


def test_a_million_rows_are_refused_quickly_and_in_little_memory(millions):
    for data in millions:
        tracemalloc.start()
        start = time.process_time()
        assert refused(data) == "too_many_rows"
        seconds, peak = time.process_time() - start, tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert seconds < 1
        assert peak < 16 * 2**20 + 2 * len(data)


def test_the_refusal_of_a_million_says_how_many_may_come(millions):
    with pytest.raises(ListRefused, match=r"höchstens 10\.000 möglich.*mehrere Dateien"):
        read_xlsx(millions[0])


def test_as_many_rows_as_are_allowed_are_read_wherever_pieces_end():
    rows = b"".join(text_row(n, f"Idee {n}") for n in range(2, MOST_ROWS + 2))
    assert len(read_xlsx(changed(SMALL, sheet1=sheet_xml(HEADER + rows))).items) == MOST_ROWS
    more = text_row(MOST_ROWS + 2, "Eine mehr")
    data = changed(SMALL, sheet1=sheet_xml(HEADER + rows + more))
    assert refused(data) == "too_many_rows"


@pytest.mark.parametrize("before", range(11))
def test_rows_without_numbers_are_counted_wherever_pieces_end(before):
    begin = b"<sheetData>" + b" " * before
    look_at(io.BytesIO(begin + b"<row></row>" * MOST_COUNTED))
    with pytest.raises(ListRefused):
        look_at(io.BytesIO(begin + b"<row></row>" * (MOST_COUNTED + 1)))


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'


def _with(name, content):
    out = io.BytesIO(SMALL)
    with zipfile.ZipFile(out, "a", 8) as archive:
        archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"Titel;Ort\nA;B", "no_workbook"),
        (b"\xd0\xcf\x11\xe0" * 9, "damaged_workbook"),
        (SMALL[: len(SMALL) // 2], "damaged_workbook"),
        (b"PK\x03\x04" + b"x" * 99, "damaged_workbook"),
        (xlsx_file([]), "empty_file"),
        (xlsx_file([["Titel", "Ort"]]), "no_rows"),
        (xlsx_file([["Farbe"], ["rot"]]), "no_title_column"),
        (xlsx_file([["Titel", *["x"] * 600], ["A"]]), "too_many_columns"),
        (changed(SMALL, sheet1=sheet_xml(HEADER, head=ENTITIES)), "forbidden_entities"),
        (changed(SMALL, workbook=ENTITIES + b"<x>&c;</x>"), "forbidden_entities"),
        (changed(SMALL, styles=b"<!--" + b" " * 200_000 + b"-->" + ENTITIES + b"<x/>"),
         "forbidden_entities"),
        (changed(SMALL, sheet1=sheet_xml(HEADER).decode().encode("utf-16")), "damaged_workbook"),
        (changed(SMALL, sheet1=b"<worksheet>"), "damaged_workbook"),
        (changed(SMALL, sheet1=sheet_xml(HEADER)[:-30]), "damaged_workbook"),
        (changed(SMALL, styles=b"<a>" * 9), "damaged_workbook"),
        (changed(SMALL, workbook=b'<workbook xmlns="http://purl.oclc.org/ooxml/x"/>'),
         "damaged_workbook"),
        (xlsx_file([["A"]]).replace(b"xl/workbook.xml", b"xl/wirkbook.xml"), "no_workbook"),
        (_with("xl/sharedStrings2.xml", b" " * (40 * 2**20)), "unpacked_too_large"),
        (changed(SMALL, sheet1=sheet_xml(HEADER + text_row(2, "A" * (5 * 2**20)))),
         "unpacked_too_large"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(data, code):
    assert refused(data) == code


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_no_workbook():
    assert refused(_with("xl/workbook.xml", b"<x/>")) == "damaged_workbook"


def test_a_bomb_is_refused_by_the_size_it_claims():
    out = io.BytesIO(SMALL)
    with zipfile.ZipFile(out, "a", 8) as archive:
        for number in range(4):
            archive.writestr(f"xl/more{number}.bin", bytes(30 * 2**20))
    tracemalloc.start()
    assert refused(out.getvalue()) == "unpacked_too_large"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * 2**20


def test_a_sheet_made_to_be_slow_is_not():
    data = changed(SMALL, sheet1=b"<row " * 400_000)
    start = time.process_time()
    assert refused(data) in ("too_many_rows", "damaged_workbook")
    assert time.process_time() - start < 2


@given(
    st.binary(max_size=80),
    st.integers(0, len(SMALL)),
    st.sampled_from(["sheet1", "workbook", "styles", "workbook.xml.rels", ""]),
)
def test_any_bytes_give_rows_or_a_clear_error(noise, place, part):
    data = SMALL[:place] + noise + SMALL[place + len(noise) :]
    if part:
        with zipfile.ZipFile(io.BytesIO(SMALL)) as archive:
            name = next(n for n in archive.namelist() if n.endswith((f"/{part}.xml", f"/{part}")))
            old = archive.read(name)
        data = changed(SMALL, **{part: old[: place % len(old)] + noise + old[place % len(old) :]})
    for each in (data, noise):
        try:
            reading = read_xlsx(each)
        except ListRefused as found:
            assert found.code in messages.REFUSALS
        else:
            assert read_xlsx(each) == reading
            assert all(describe(note) for note in reading.notes)
