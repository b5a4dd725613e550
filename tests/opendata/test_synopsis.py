"""The synopsis: what was said and answered side by side, as a document."""

import io
from datetime import timedelta

import pytest
from docx import Document

from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.opendata.queries.synopsis import SynopsisRemark
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def edition():
    made = f.published_edition()
    f.open_window(made.document.node)
    return made


def document(client, edition):
    page = client.get(f"/daten/{edition.node.public_id}/synopse.docx")
    assert page.status_code == 200
    assert "attachment" in page["Content-Disposition"]
    return Document(io.BytesIO(page.content))


def rows(client, edition):
    (table,) = document(client, edition).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_remarks_stand_beside_their_passage_and_their_answer_in_reading_order(client, edition):
    last = f.placed(edition, "Netz").passage.node
    first = f.placed(edition, "Wege").passage.node
    f.remark(last, "Auch Lehrkräfte brauchen Netz.")
    answered = f.remark(first, "Bitte breite Wege.")
    f.answer(answered)
    head, one, two = rows(client, edition)
    assert head == ["Nr.", "Textstelle", "Anmerkung", "Rückmeldung"]
    assert one[0] == "2"
    assert one[1] == "Verkehr\nDie Stadt baut sichere Wege."
    assert one[2].startswith("Bitte breite Wege.\n(Anmerkung, Privatperson, 21. November 2026")
    assert one[3].startswith(f"In den Entwurf übernommen: {f.REASON}")
    assert two[0] == "4"
    assert two[3] == "Noch keine Rückmeldung. Sie ist fällig am 5. Dezember 2026."


def test_passage_stands_once_before_all_that_was_said_about_it(client, edition):
    about = f.placed(edition, "Wege").passage.node
    one = f.remark(about, "Erstens: breite Wege.")
    f.remark(one, "Und zweitens auch.", at=f.NOW + f.TICK)
    _, first, second = rows(client, edition)
    assert first[0] == "2"
    assert second[:2] == ["", ""]
    assert "(Antwort," in second[2]


def test_old_words_that_no_xml_may_hold_are_left_out(client, edition):
    made = f.remark(f.placed(edition, "Wege").passage.node, "Breite Wege.")
    Node.objects.filter(pk=made.pk).update(text="Brei\uffffte We\x1fge.")
    assert any("Breite Wege." in row[2] for row in rows(client, edition))


def test_what_is_overdue_says_so(client, edition, time_machine):
    f.remark(f.placed(edition, "Wege").passage.node, "Wann kommt das?")
    time_machine.move_to(f.NOW + timedelta(days=60), tick=False)
    assert "Frist überschritten am 5. Dezember 2026" in rows(client, edition)[1][3]


def test_names_of_persons_and_what_is_not_public_stay_out(client, edition):
    about = f.placed(edition, "Wege").passage.node
    f.remark(about, "Sichtbar ist das.", by=f.citizen("Erika Beispiel"))
    f.hidden(f.remark(about, "Das wurde ausgeblendet."))
    f.submitted(about, "Das wartet noch.")
    text = str(rows(client, edition))
    assert "Sichtbar ist das." in text
    assert "Erika" not in text
    assert "ausgeblendet" not in text
    assert "wartet" not in text


@pytest.mark.parametrize("words", ["<b>&amp;]]>", "\u0007\u000bGlocke\n\nZwei Absätze", "=1+1 🚲"])
def test_whatever_people_write_gives_a_document_that_opens(client, edition, words):
    f.remark(f.placed(edition, "Wege").passage.node, f"{words} und mehr dazu")
    assert "und mehr dazu" in rows(client, edition)[1][2]


def test_document_names_its_edition_and_source_and_repeats_the_head_on_every_page(client, edition):
    made = document(client, edition)
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert edition.short_hash in text
    assert f"/n/{edition.node.public_id}/" in text
    assert "w:tblHeader" in made.tables[0]._tbl.xml
    assert made.sections[0].page_width > made.sections[0].page_height
    assert made.core_properties.author == ""


def test_what_is_shown_again_while_it_is_written_comes_with_the_next(client, edition, monkeypatch):
    f.remark(f.placed(edition, "Wege").passage.node, "Die erste.")
    late = f.remark(f.placed(edition, "Wege").passage.node, "Die zweite.")
    f.answer(late)
    Node.objects.filter(pk=late.pk).update(visibility=Visibility.HIDDEN)

    def shown_meanwhile(*values):
        Node.objects.filter(pk=late.pk).update(visibility=Visibility.PUBLIC)
        return SynopsisRemark(*values)

    monkeypatch.setattr("mitmachstadt.opendata.queries.synopsis.SynopsisRemark", shown_meanwhile)
    response = client.get(f"/daten/{edition.node.public_id}/synopse.docx")
    assert response.status_code == 200


def test_draft_and_unknown_editions_have_no_synopsis(client):
    draft = f.draft_edition()
    for public_id in (draft.node.public_id, "gibtsnicht"):
        assert client.get(f"/daten/{public_id}/synopse.docx").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_synopsis_takes_the_same_statements_for_one_and_three(
    client, edition, django_assert_num_queries, number
):
    for place in range(number):
        f.remark(f.placed(edition, "Wege").passage.node, f"Anmerkung Nummer {place}.")
    with django_assert_num_queries(5):
        client.get(f"/daten/{edition.node.public_id}/synopse.docx")
