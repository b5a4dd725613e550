"""A draft from its first word, and the pages that show it: preview, beside, history."""

import pytest

from mitmachstadt.strategy.models import Edition
from mitmachstadt.strategy.queries import placed_sections
from tests.strategy.editing.pages import address, chapter, shown
from tests.strategy.pages import headings_without_jump, words_on


@pytest.fixture(autouse=True)
def _signed_in(client, desk):
    client.force_login(desk.by.person)


def test_text_is_written_from_its_first_word(client, desk):
    sent = {
        "title": "Leitbild", "kind": "framework", "label": "Entwurf", "strategy_name": "Stadtgrün",
    }  # fmt: skip
    page = client.post("/de/buero/texte/leer/", sent)
    draft = Edition.objects.get(label="Entwurf")
    assert page["Location"] == f"/de/buero/texte/{draft.node.public_id}/schreiben/"
    assert draft.document.strategy.node.title == "Stadtgrün"
    assert "Neue Überschrift" in shown(client.get(page["Location"]))
    base = f"/de/buero/texte/{draft.node.public_id}/"
    client.post(f"{base}ueberschrift/", {"title": "Wofür", "level": "2"})
    (section,) = placed_sections(draft)
    client.post(f"{base}ueberschrift/{section.public_id}/darunter/", {"text": "Für **alle**."})
    assert client.post(f"{base}veroeffentlichen/").status_code == 302
    assert "<strong>alle</strong>" in shown(client.get(f"/de/lesen/{draft.node.public_id}/1/"))


def test_new_draft_needs_a_title_or_a_document(client, desk):
    html = shown(client.post("/de/buero/texte/leer/", {"kind": "report", "label": "Eins"}), 400)
    assert "Bitte geben Sie dem neuen Dokument einen Titel." in words_on(html)
    assert 'value="Eins"' in html


def test_preview_is_the_page_that_readers_will_see_without_its_links(client, desk):
    html = shown(client.get(address(desk, "vorschau")))
    text = words_on(html)
    assert "Eins." in text
    assert "Anmerken" not in text
    assert client.get(address(desk, "vorschau", "9")).status_code == 404
    assert headings_without_jump(html)


def test_draft_stands_beside_the_edition_before(client, desk):
    desk.change_passage(passage=desk.passage("Eins."), text="Eins und mehr.")
    desk.remove_passage(passage=desk.passage("Zwei."))
    desk.move_passage(passage=desk.passage("Vier."), to=desk.section("Rad"))
    desk.add_passage(after=desk.at("Drei."), text="Ganz neu.")
    html = shown(client.get(chapter(desk).replace("schreiben", "gegenueber")))
    assert "<del>" in html
    text = words_on(html)
    assert "entfallen" in text
    assert "stand in „Bildung“" in text
    assert "Ganz neu." in text
    other = words_on(shown(client.get(chapter(desk, "Bildung").replace("schreiben", "gegenueber"))))
    assert "steht jetzt in „Rad“" in other


def test_history_tells_who_did_what(client, desk):
    desk.change_passage(passage=desk.passage("Eins."), text="Eins und mehr.")
    desk.colleague().remove_passage(passage=desk.passage("Zwei."))
    text = words_on(shown(client.get(address(desk, "verlauf"))))
    assert "Kollegin" in text
    assert "herausgenommen" in text
    assert "Eins [neu" in text or "und mehr" in text
