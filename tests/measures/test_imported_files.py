"""Files that are read in: of every kind, and such that somebody gets wrong or means badly."""

import io
import json
import threading
import time
import zipfile

import pytest
from django.db import connection
from openpyxl import Workbook

from mitmachstadt.kernel.csv_text import csv_lines
from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import Fate, MeasureType, Phase, State
from mitmachstadt.measures.errors import ListUnreadable
from mitmachstadt.measures.models import HeldList, ImportedMeasure, Measure
from mitmachstadt.nodes.models import Node
from mitmachstadt.opendata.enums import CITY_FIELDS, CityTable
from mitmachstadt.opendata.queries.portfolio import measure_rows
from mitmachstadt.people.actions import enter_districts
from tests import factories as f
from tests.factories import NOW
from tests.measures.city import City, city, full
from tests.measures.lists import (
    BENCHES,
    HEAD,
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
from tests.methods.list_import.files import changed, csv_file, sheet_xml, text_row, xlsx_file

pytestmark = pytest.mark.django_db
PLAN = {
    "type": "plan", "title": "Platz am Kanal", "url": "/vorhaben/2026-00001/", "point": "",
    "district": "Gesamtstädtisch", "organisation": OURS, "cost": "N.N.", "status": 0,
    "point_label": "Kanal", "reference_number": "2026-00001",
}  # fmt: skip


@pytest.fixture
def here() -> City:
    return city()


def refused(here: City, content: str | bytes, name: str = "liste.csv") -> str:
    with pytest.raises(ListUnreadable) as why:
        hold(here.office, content, name=name)
    assert not HeldList.objects.exists()
    return why.value.in_words


def test_plans_of_the_platform_come_in_with_their_address_and_place(here):
    found = row(here, [PLAN])
    assert "Kosten: „N.N.“ sagt nichts" in told(found)
    measure = made(here, [PLAN])
    assert (measure.phase, measure.state) == (Phase.PILOT, State.RUNNING)
    origin = measure.imported_from
    assert origin.url == "https://mein.berlin.de/vorhaben/2026-00001/"
    assert (origin.place, origin.point, origin.cost) == ("Kanal", "", "")
    assert not measure.districts.exists()


def test_point_is_taken_where_it_is_one_and_may_be_nothing(here):
    point = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [13.4, 52.5]}}
    assert made(here, [{**PLAN, "point": point}]).imported_from.point == "52.500000, 13.400000"
    for wrong in ({"type": "Point", "coordinates": [13.4]}, "hier", [1, 2]):
        plan = {**PLAN, "point": wrong, "reference_number": json.dumps(wrong), "title": str(wrong)}
        assert "nicht lesbar" in told(row(here, [plan])), wrong
        assert made(here, [plan]).imported_from.point == "", wrong


def test_unknown_status_of_a_plan_is_told_and_projects_are_another_list(here):
    assert "Der Status „7“ ist nicht bekannt" in told(row(here, [{**PLAN, "status": 7}]))
    project = {**PLAN, "type": "project", "status": 1}
    assert fates(look(here, [project])) == [Fate.LEFT_OUT]
    assert made(here, [project], kind="projects").state == State.FINISHED


def test_workbook_comes_in_with_its_numbers(here):
    book = xlsx_file([["Titel", "Zuständig", "Kosten"], ["Bänke", OURS, 950000.0]])
    assert made(here, book, name="liste.xlsx").amount_cents == 95_000_000


def test_csv_that_begins_with_a_formula_is_text_and_goes_out_safely(here):
    formula = '=HYPERLINK("http://x.example";"Klick")'
    text = csv_file([[formula, "", ""], ["Titel", "Zuständig", "Beschreibung"],
                     [formula, OURS, "@SUM(A1)"], ["+49", OURS, "-2+3"]])  # fmt: skip
    found = look(here, text)
    assert fates(found) == [Fate.NEW, Fate.NEW]
    assert any("HYPERLINK" in note for note in found.notes)
    assert read_in(here, text) == 2
    assert set(Measure.objects.values_list("node__title", flat=True)) == {formula, "+49"}
    out = "".join(csv_lines([*CITY_FIELDS[CityTable.MEASURES]], measure_rows(at=NOW)))
    assert "'=HYPERLINK" in out and "'@SUM" in out and "'+49" in out and "'-2+3" in out
    assert "\n=" not in out and ",=" not in out and ',"=' not in out


def test_workbook_of_a_million_rows_is_refused_quickly_with_what_to_do(here):
    rows = io.BytesIO()
    rows.write(text_row(1, "Titel"))
    for number in range(2, 1_000_001):
        rows.write(b'<row r="%d"><c t="inlineStr"><is><t>x</t></is></c></row>' % number)
    book = changed(xlsx_file([["Titel"]]), sheet1=sheet_xml(rows.getvalue()))
    assert len(book) < 20 * 2**20
    began = time.process_time()
    words = refused(here, book, "liste.xlsx")
    assert time.process_time() - began < 2
    assert "höchstens 10.000" in words and "teilen" in words


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "leer.csv", "Datei ist leer"),
        (b" \n \n", "leer.csv", "Datei ist leer"),
        (b"Titel;Bezirk\n", "liste.csv", "nur eine Kopfzeile"),
        (b"Farbe;Bezirk\nrot;Mitte\n", "liste.csv", "keine Spalte „Titel“"),
        (b"Titel;Bezirk\nL\x00icht;Mitte\n", "liste.csv", "keine Textdatei"),
        (BENCHES.encode(), "liste.xlsx", "keine Tabelle im Format XLSX"),
        (BENCHES.encode(), "liste.json", "nicht die Liste im Format JSON"),
        (b"%PDF-1.7 \x00\x01", "liste.csv", "keine Textdatei"),
        (b"PK\x03\x04 nichts", "liste.csv", "beschädigt"),
        (b'{"a": 1}', "liste.json", "keine Liste von Vorhaben"),
        (b'Titel;Ort\n"Licht;Mitte\n', "liste.csv", "Anführungszeichen"),
    ],
)
def test_file_that_cannot_be_read_is_refused_with_what_to_do(here, content, name, words):
    assert words in refused(here, content, name)


def test_zip_that_is_no_workbook_is_refused(here):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made_:
        made_.writestr("liste.csv", BENCHES)
    assert "keine Tabelle im Format XLSX" in refused(here, file.getvalue())


def test_workbook_named_as_text_is_read_as_what_it_is(here):
    book = Workbook()
    for cells in (["Titel", "Zuständig"], ["Bänke", OURS]):
        book.active.append(cells)
    file = io.BytesIO()
    book.save(file)
    assert row(here, file.getvalue(), name="liste.csv").fate == Fate.NEW


def test_windows_encoding_is_read_and_told(here):
    found = look(here, BENCHES.encode("windows-1252"))
    assert found.outcomes[0].title == "Bänke"
    assert any("windows-1252" in note for note in found.notes)


def test_control_characters_and_nul_are_removed_and_told(here):
    text = BENCHES.replace("Am Ufer", "Am\x07\x1b\x08 Ufer").replace("Bänke;", "Bän\x0bke;")
    assert "Steuerzeichen" in told(row(here, text))
    measure = made(here, text)
    assert (measure.node.title, measure.summary) == ("Bänke", "Am Ufer fehlen Bänke.")
    plan = made(here, [{**PLAN, "title": "Platz\x00 am Markt", "description": "a\ud800b"}])
    assert plan.node.title == "Platz am Markt"


def test_row_with_a_cell_too_many_is_left_out_and_one_too_few_is_not(here):
    found = look(here, f"{HEAD}1;Bänke;a;b;c;d;e\n2;Licht\n", owner=here.district_office)
    assert fates(found) == [Fate.LEFT_OUT, Fate.NEW]
    assert "7 statt 5 Zellen" in found.outcomes[0].words
    assert "2 von 5 Zellen" in told(found.outcomes[1])


def test_key_that_is_too_long_for_its_column_is_known_again(here):
    text = BENCHES.replace("1;Bänke", f"{'k' * 400};Bänke")
    assert read_in(here, text) == 1
    assert fates(look(here, text)) == [Fate.KNOWN]


def exported() -> bytes:
    lines = csv_lines([*CITY_FIELDS[CityTable.MEASURES]], measure_rows(at=NOW))
    return "".join(lines).encode()


def test_open_data_of_one_city_can_be_read_in_by_another(here):
    enter_districts(["Mitte", *(f"Ort {number}" for number in range(2, 13))])
    first = full(here, 2)
    first.districts.set([1, 11])
    Node.objects.filter(pk=first.pk).update(title="=Ampeln, die warten")
    file = exported()
    # The other city has the same districts and organisations, and none of the measures.
    Node.objects.filter(pk=first.pk).update(title="Ganz anders")
    found = row(here, file)
    assert found.fate == Fate.NEW, found.words
    for left in ("milestones", "owner", "imported"):
        assert f"{left}: " in told(found)
    second = made(here, file, year=2026)
    assert second.node.title == "=Ampeln, die warten"
    same = ("type", "owner", "phase", "state", "health", "status_words", "status_on", "summary",
            "problem", "goals", "for_whom", "starts", "ends", "programme", "amount_cents",
            "amount_is_rough", "posts_hundredths", "funding", "repository",
            "standards")  # fmt: skip
    first.refresh_from_db()
    assert {n: getattr(second, n) for n in same} == {n: getattr(first, n) for n in same}
    assert [each.pk for each in second.districts.order_by("number")] == [1, 11]
    assert {r.number for r in second.references.all()} == {"19/1", "19/2"}
    line = second.budget_lines.get()
    assert (line.requested, line.approved, line.spent) == (260_000_000, 200_000_000, 220_000_000)
    assert fates(look(here, file)) == [Fate.KNOWN]


def test_open_data_without_money_has_none_and_a_rough_amount_stays_rough(here):
    text = of("amount_cents;amount_is_rough;spent_cents", "95000000;True;-5")
    assert "spent_cents: „-5“" in told(row(here, text))
    measure = made(here, text)
    assert (measure.amount_cents, measure.amount_is_rough) == (95_000_000, True)
    assert not measure.budget_lines.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_read_in_the_same_list_at_once_bring_each_entry_once():
    here = city()
    other = f.office("T. Zweite")
    text = HEAD + "".join(f"{n};Ort {n};;Mitte;{OURS}\n" for n in range(8))
    for visitor in (here.office, other):
        hold(visitor, text)
    start, done = threading.Barrier(2), list[object]()

    def work(visitor):
        try:
            start.wait(timeout=30)
            done.append(actions.import_measures(visitor=visitor, at=NOW))
        except Exception as error:
            done.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(each,)) for each in (here.office, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, done)) == ["0", "8"]
    assert Measure.objects.count() == ImportedMeasure.objects.count() == 8
    assert set(Measure.objects.values_list("type", flat=True)) == {MeasureType.DECENTRAL}
