"""The working list as a spreadsheet: out, written, shuffled, and in again."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from openpyxl import Workbook, load_workbook

from mitmachstadt.answers.models import Answer
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import BuiltInGroup
from tests import factories as f
from tests.answers.working_lists import IN, OUT, Sheet, answers, bring, publish
from tests.strategy.pages import words_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def me(client):
    somebody = f.person("Büro", BuiltInGroup.OFFICE)
    client.force_login(somebody)
    return somebody


@pytest.fixture
def said(me):
    """Three remarks that wait for an answer."""
    about = f.open_passage()
    return [f.remark(about, f"Anmerkung Nummer {place}.") for place in range(3)]


def test_list_holds_what_waits_with_its_words_and_what_they_are_about(client, said):
    sheet = Sheet(client)
    assert [row[0].value for row in sheet.rows()] == [n.public_id for n in said]
    assert sheet.cell(said[0], "Beitrag").value == "Anmerkung Nummer 0."
    assert sheet.cell(said[0], "Zu").value == "Die Stadt baut Wege."
    assert sheet.cell(said[0], "Rückmeldung bis").value.date() == date(2026, 12, 5)


def test_list_follows_the_filter_of_the_inbox(client, said):
    assert client.get(OUT, {"frist": "vorbei"}).status_code == 200
    book = load_workbook(io.BytesIO(client.get(OUT, {"frist": "vorbei"}).content))
    assert book["Arbeitsliste"].max_row == 1


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1", "-5", "@alle", "\t=cmd|' /C calc'!A0"])
def test_what_begins_like_a_formula_is_text(client, me, text):
    f.remark(f.open_passage(), f"{text} und noch mehr Worte")
    cell = Sheet(client).rows()[0][5]
    assert cell.data_type == "s"
    assert "und noch mehr Worte" in cell.value


def test_old_words_that_no_xml_may_hold_are_left_out(client, me):
    made = f.remark(f.open_passage(), "Breite Wege.")
    Node.objects.filter(pk=made.pk).update(text="Brei\uffffte We\x1fge.")
    (row,) = Sheet(client).rows()
    assert row[5].value == "Breite Wege."


def test_answers_are_checked_first_and_then_published(client, said):
    sheet = Sheet(client)
    sheet.write(said[0])
    sheet.write(said[1])
    checked = bring(client, sheet.data())
    text = words_on(checked.content.decode())
    assert "2 Beiträge beantwortet" in text
    assert "1 Zeile ohne Rückmeldung" in text
    assert not Answer.objects.exists()
    done = publish(client, checked)
    assert done.status_code == 200
    assert answers() == {
        ("Anmerkung Nummer 0.", "taken_up", f.REASON),
        ("Anmerkung Nummer 1.", "taken_up", f.REASON),
    }
    assert Answer.objects.count() == 1


def test_rows_that_were_sorted_deleted_or_doubled_do_no_harm(client, said):
    sheet = Sheet(client)
    sheet.write(said[0], reason="Nummer null steht jetzt im zweiten Absatz.")
    sheet.write(said[2], reason="Nummer zwei steht jetzt im dritten Absatz.")
    rows = [[cell.value for cell in row] for row in sheet.rows()]
    sheet.sheet.delete_rows(2, 10)
    for row in (rows[2], rows[0], rows[0]):
        sheet.sheet.append(row)
    publish(client, bring(client, sheet.data()))
    assert {(text, reason) for text, _, reason in answers()} == {
        ("Anmerkung Nummer 0.", "Nummer null steht jetzt im zweiten Absatz."),
        ("Anmerkung Nummer 2.", "Nummer zwei steht jetzt im dritten Absatz."),
    }
    assert Answer.objects.count() == 2


def test_doubled_row_with_two_answers_is_refused_and_the_others_are_not(client, said):
    sheet = Sheet(client)
    sheet.write(said[0])
    sheet.write(said[1])
    row = [cell.value for cell in sheet.sheet[sheet.line_of(said[0])]]
    row[sheet.head.index("Begründung")] = "Etwas ganz anderes, mit einer langen Begründung."
    sheet.sheet.append(row)
    checked = bring(client, sheet.data())
    text = words_on(checked.content.decode())
    assert "auch Zeile 5" in text
    assert "2 Zeilen mit Fehlern" in text
    publish(client, checked)
    assert {text for text, _, _ in answers()} == {"Anmerkung Nummer 1."}


def test_columns_may_be_moved_and_others_put_between(client, said):
    sheet = Sheet(client)
    sheet.write(said[0])
    rows = [[cell.value for cell in row] for row in sheet.sheet.iter_rows()]
    book = Workbook()
    book.active.title = "Arbeitsliste"
    for row in rows:
        book.active.append([*reversed(row), "Notiz"])
    file = io.BytesIO()
    book.save(file)
    publish(client, bring(client, file.getvalue()))
    assert {text for text, _, _ in answers()} == {"Anmerkung Nummer 0."}


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"kind": "Super"}, "„Super“ ist keine mögliche Rückmeldung."),
        ({"kind": None}, "was aus dem Beitrag wird"),
        ({"reason": "Kurz."}, "Bitte begründen Sie"),
        ({"reason": "Zur Kenntnis genommen, vielen Dank."}, "allein ist keine Rückmeldung"),
        ({"kind": "Weitergeleitet"}, "die Stelle, an die weitergeleitet wurde"),
        ({"kind": "Weitergeleitet", "Weitergeleitet an": "Mond"}, "„Mond“ kennen wir nicht"),
        ({"kind": "Wird geprüft", "Geprüft wird bis": "bald"}, "„bald“ ist kein Tag"),
        ({"kind": "Wird geprüft", "Geprüft wird bis": date(2020, 1, 1)}, "Vergangenheit"),
        (
            {"kind": "Wird an anderem Ort behandelt", "Behandelt wird es hier": "zzzzzzzz"},
            "„zzzzzzzz“ finden wir nicht",
        ),
        ({"Stand": None}, "fehlt die Zahl"),
        ({"Kennung": "gibtesnicht"}, "gibt es keinen Beitrag"),
    ],
)
def test_row_that_is_wrong_is_told_what_to_do_and_the_rest_goes_on(client, said, written, sentence):
    sheet = Sheet(client)
    sheet.write(said[1])
    line = sheet.line_of(said[0])
    sheet.write(said[0], **{k: v for k, v in written.items() if k != "Kennung"})
    if "Kennung" in written:
        sheet.sheet.cell(line, 1).value = written["Kennung"]
    checked = bring(client, sheet.data())
    text = words_on(checked.content.decode())
    assert sentence in text
    assert "1 Zeile mit Fehlern" in text or "1 Zeile mit Fehler" in text
    publish(client, checked)
    assert {text for text, _, _ in answers()} == {"Anmerkung Nummer 1."}


def test_every_kind_can_be_written(client, said):
    elsewhere = f.passage(text="Ein anderer Absatz.")
    sheet = Sheet(client)
    sheet.write(said[0], kind="Wird geprüft", **{"Geprüft wird bis": "24.12.2026"})
    sheet.write(
        said[1], kind="Wird an anderem Ort behandelt",
        **{"Behandelt wird es hier": f"https://stadt.example/n/{elsewhere.public_id}/"},
    )  # fmt: skip
    publish(client, bring(client, sheet.data()))
    assert {(text, kind) for text, kind, _ in answers()} == {
        ("Anmerkung Nummer 0.", "examining"), ("Anmerkung Nummer 1.", "elsewhere"),
    }  # fmt: skip


def test_contribution_corrected_meanwhile_is_read_again_before_it_is_answered(client, said):
    sheet = Sheet(client)
    sheet.write(said[0])
    said[0].__class__.objects.filter(pk=said[0].pk).update(version=7)
    text = words_on(bring(client, sheet.data()).content.decode())
    assert "wurde gerade berichtigt" in text
    assert not Answer.objects.exists()


def test_contribution_answered_between_check_and_publishing_spoils_nothing_else(client, said):
    sheet = Sheet(client)
    for node in said[:2]:
        sheet.write(node)
    checked = bring(client, sheet.data())
    f.answer(said[0], reason="Inzwischen hat jemand anders geantwortet, mit Grund.")
    text = words_on(publish(client, checked).content.decode())
    assert "wurde gerade berichtigt" in text
    assert ("Anmerkung Nummer 1.", "taken_up", f.REASON) in answers()


def _other_book():
    book = Workbook()
    book.active.append(["etwas", "anderes"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _damaged(part):
    """A real workbook in which one part says something else."""
    whole, file = zipfile.ZipFile(io.BytesIO(_other_book())), io.BytesIO()
    with zipfile.ZipFile(file, "w") as damaged:
        for name in whole.namelist():
            damaged.writestr(name, b"<broken" if name == part else whole.read(name))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (_damaged("[Content_Types].xml"), "keine Arbeitsliste"),
        (_damaged("xl/workbook.xml"), "keine Arbeitsliste"),
        (_damaged("xl/styles.xml"), "keine Arbeitsliste"),
        (b"", "leer"),
        (b"%PDF-1.7", "keine Arbeitsliste"),
        (b"PK\x03\x04rest", "keine Arbeitsliste"),
        (_other_book(), "fehlt „Arbeitsliste“"),
    ],
    ids=["types", "book", "styles", "empty", "pdf", "half-a-zip", "another-book"],
)
def test_file_that_is_no_working_list_is_refused_in_words(client, me, data, sentence):
    page = bring(client, data)
    assert page.status_code == 400
    assert sentence in words_on(page.content.decode())


@pytest.mark.parametrize("rows", ["", "{}", "[1]", '[[1, "a"]]', '[["x", 1, 2, 3, 4, 5, 6, 7]]'])
def test_strange_rows_publish_nothing(client, me, rows):
    page = client.post(IN, {"rows": rows})
    assert page.status_code == 200
    assert not Answer.objects.exists()


@pytest.mark.parametrize("role", [None, BuiltInGroup.MODERATOR, BuiltInGroup.ADMINISTRATOR])
def test_strangers_are_told_who_may(client, role):
    client.force_login(f.person("Fremd", *([role] if role else [])))
    assert [client.get(a).status_code for a in (OUT, IN)] == [403, 403]
    assert client.post(IN, {"rows": "[]"}).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_statements_for_one_and_three(
    client, me, django_assert_num_queries, number
):
    about = f.open_passage()
    for place in range(number):
        f.remark(about, f"Nummer {place}.", at=f.NOW - timedelta(hours=1))
    with django_assert_num_queries(9):
        client.get(OUT)
