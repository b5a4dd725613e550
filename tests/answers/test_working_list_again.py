"""A working list that comes back more than once, in parts, or in another language."""

import io

import pytest
from openpyxl import load_workbook

from mitmachstadt.answers.actions import answer_list
from mitmachstadt.answers.errors import NoDesk
from mitmachstadt.answers.models import Answer
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.queries import ANYONE
from tests import factories as f
from tests.answers.working_lists import IN, OUT, Sheet, answers, bring, data_of, publish
from tests.strategy.pages import words_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def said(client):
    """Three remarks that wait for an answer."""
    client.force_login(f.person("Büro", BuiltInGroup.OFFICE))
    about = f.open_passage()
    return [f.remark(about, f"Anmerkung Nummer {place}.") for place in range(3)]


def test_published_twice_is_published_once(client, said):
    sheet = Sheet(client)
    sheet.write(said[0])
    checked = bring(client, sheet.data())
    publish(client, checked)
    for again in (publish(client, checked), bring(client, sheet.data())):
        assert again.status_code == 200
        text = words_on(again.content.decode())
        assert "1 Zeile war schon so beantwortet" in text
        assert "0 Zeilen mit Fehlern" in text and "berichtigt" not in text
    assert Answer.objects.count() == 1


def test_other_answer_to_what_was_answered_is_not_taken_for_the_same(client, said):
    sheet = Sheet(client)
    sheet.write(said[0])
    publish(client, bring(client, sheet.data()))
    sheet.write(said[0], reason="Inzwischen wissen wir mehr: Es steht im dritten Absatz.")
    text = words_on(bring(client, sheet.data()).content.decode())
    assert "wurde gerade berichtigt" in text and "schon so beantwortet" not in text


@pytest.mark.parametrize(("out", "back"), [("de", "en"), ("en", "de")])
def test_list_of_one_language_is_read_in_another(client, said, out, back):
    book = load_workbook(io.BytesIO(client.get(OUT.replace("de", out, 1)).content))
    sheet = book.worksheets[0]
    sheet["I2"], sheet["J2"] = book.worksheets[1]["A1"].value, f.REASON
    there = IN.replace("de", back, 1)
    publish(client, bring(client, data_of(book), there), there)
    assert answers() == {("Anmerkung Nummer 0.", "taken_up", f.REASON)}


def test_what_is_missing_is_named_as_in_the_sheet(client, said):
    sheet = Sheet(client)
    sheet.sheet["I1"] = "etwas anderes"
    page = bring(client, sheet.data(), IN.replace("de", "en", 1))
    assert "Was wird daraus?" in words_on(page.content.decode())


def test_long_list_is_published_in_parts_and_read_in_again_for_the_rest(client, said, monkeypatch):
    monkeypatch.setattr("mitmachstadt.answers.forms.answers.MOST_ROWS_AT_ONCE", 2)
    sheet = Sheet(client)
    for node in said:
        sheet.write(node)
    for expected in (2, 3):
        checked = bring(client, sheet.data())
        if expected == 2:
            assert "zuerst die ersten 2" in words_on(checked.content.decode())
        publish(client, checked)
        assert len(answers()) == expected


def test_more_rows_than_are_offered_are_not_published_at_once(client, said, monkeypatch):
    sheet = Sheet(client)
    for node in said:
        sheet.write(node)
    checked = bring(client, sheet.data())
    monkeypatch.setattr("mitmachstadt.answers.forms.answers.MOST_ROWS_AT_ONCE", 2)
    publish(client, checked)
    assert len(answers()) == 2


@pytest.mark.parametrize("only_check", [True, False])
def test_list_is_read_only_at_a_desk(only_check):
    for me, refusal in ((ANYONE, SignInNeeded), (f.citizen(), NoDesk)):
        with pytest.raises(refusal):
            answer_list(rows=[], visitor=me, at=f.NOW, only_check=only_check)
