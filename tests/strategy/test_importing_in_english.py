"""What the importer says, on pages of another language: found by its German words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mitmachstadt.methods.text_import.messages import CHANGES, FLAGS, REFUSALS
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.strategy import calculations
from tests import factories as f
from tests.strategy.pages import words_on

pytestmark = pytest.mark.django_db
DOUBTFUL = "# Titel\n\nDas ist der Anfang.Hier fehlt etwas.\n"
ENGLISH = {
    FLAGS["missing_space"]: "A blank may be missing: “{excerpt}” – “{suggestion}”.",
    REFUSALS["not_text"]: "The file is no text ({what}).",
    "Nullbytes": "zero bytes",
}


@pytest.fixture
def desk(client, monkeypatch):
    monkeypatch.setattr(calculations, "gettext", lambda words: ENGLISH.get(words, words))
    client.force_login(f.person("Büro", BuiltInGroup.OFFICE))
    return client


def test_findings_of_a_stored_report_are_in_the_language_of_the_page(desk):
    edition = f.draft_edition(DOUBTFUL)
    assert edition.report["flags"][0]["text"].startswith("Fehlt hier ein Leerzeichen?")
    page = words_on(desk.get(f"/en/buero/texte/{edition.node.public_id}/").content.decode())
    assert "A blank may be missing: “Anfang.Hier” – “Anfang. Hier”." in page
    assert "Fehlt hier" not in page


def test_refusal_of_a_file_is_in_the_language_of_the_page(desk):
    upload = SimpleUploadedFile("a.txt", b"a\x00b")
    sent = {"title": "Grünbuch", "kind": "green_paper", "label": "1", "file": upload}
    page = words_on(desk.post("/en/buero/texte/neu/", sent).content.decode())
    assert "The file is no text (zero bytes)." in page


def test_every_change_can_be_looked_up_by_what_a_report_stores():
    edition = f.draft_edition("# Titel\n\nMehr   Grün.\n")
    stored = [words for words, _ in edition.report["changes"]]
    assert stored
    assert set(stored) <= set(CHANGES.values())
