"""What can be read in becomes a draft of a document."""

import pytest

from mitmachstadt.strategy.models import Document, Strategy
from tests import factories as f
from tests.strategy.desk.sending import DOUBTFUL, drafted, send, texts_of
from tests.strategy.pages import words_on

pytestmark = pytest.mark.django_db

# Reading in.


@pytest.mark.parametrize("name", ["text.md", "text.txt", "TEXT.MD", "ohne"])
def test_file_becomes_a_draft_of_a_new_document(client, me, name):
    edition = drafted(send(client, f.TEXT, name))
    assert edition.document.node.title == "Grünbuch"
    assert edition.document.kind == "green_paper"
    assert "Die Stadt baut sichere Wege." in texts_of(edition)
    assert Strategy.objects.count() == 1


def test_pasted_text_becomes_a_draft(client, me):
    assert "Vorwort der Stadt." in texts_of(drafted(send(client, pasted=f.TEXT)))


def test_second_document_joins_the_strategy(client, me):
    send(client, f.TEXT)
    send(client, f.TEXT, title="Weißbuch")
    assert (Strategy.objects.count(), Document.objects.count()) == (1, 2)


def test_text_becomes_the_next_edition_of_a_known_document(client, me):
    first = f.published_edition()
    known = first.document.node.public_id
    page = send(client, f.TEXT + "\nNeu.\n", document=known, title="", label="Fassung 2")
    assert drafted(page).document == first.document


def test_draft_shows_what_was_recognised_and_is_not_public(client, me):
    page = send(client, DOUBTFUL)
    html = words_on(client.get(page["Location"]).content.decode())
    assert "noch nicht öffentlich" in html
    assert "Zu prüfen (2)" in html
    assert "Jedes der" in html
    client.logout()
    assert client.get("/de/texte/").content.decode().count("Fassung 1") == 0
