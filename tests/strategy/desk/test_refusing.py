"""What cannot be read in is refused in words, and nothing typed is lost."""

from html import unescape

import pytest

from mitmachstadt.kernel.text import clean_text
from mitmachstadt.strategy.forms import LARGEST_FILE, LARGEST_TEXT
from mitmachstadt.strategy.models import Document, Edition
from tests import factories as f
from tests.strategy.desk.sending import FIELDS, drafted, send, texts_of
from tests.strategy.pages import read_page, words_on

pytestmark = pytest.mark.django_db

# Bad input: a clear sentence, nothing written, everything typed comes back.


def refused(page, sentence, status=400):
    html = page.content.decode()
    assert page.status_code == status
    assert sentence in words_on(html)
    assert not Edition.objects.exists()
    assert not Document.objects.exists()
    return html


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "leer"),
        (b" \n\t\n", "Die Datei ist leer."),
        ("\ufeff".encode(), "Die Datei ist leer."),
        (PDF, "Die Datei ist ein PDF"),
        (b"PK\x03\x04rest", "Die Datei ist beschädigt"),
        (b"Text mit\x00Nullbyte", "Die Datei ist kein Text (Nullbytes)"),
        (b"\x89PNG\r\n\x1a\n", "sondern: PNG-Bild"),
    ],
    ids=["nothing", "blank", "bom", "pdf", "docx", "nul", "png"],
)
def test_file_that_is_no_text_is_refused_in_words(client, me, content, sentence):
    html = refused(send(client, content, "text.txt"), sentence)
    assert 'value="Grünbuch"' in html
    assert 'value="Fassung 1"' in html


UNCLEAR = "Grüße aus Köln".encode("mac-roman")


def test_unclear_encoding_is_asked_and_every_answer_it_names_can_be_given(client, me):
    html = refused(send(client, UNCLEAR, "text.txt"), "Die Zeichenkodierung ist nicht eindeutig")
    sentence = words_on(html).split("Bitte wählen: ")[1].split(".")[0]
    offered = {found.get("value") for tag, found in read_page(html).elements if tag == "option"}
    named = set(sentence.split(", "))
    assert "macintosh" in named
    assert named <= offered


def test_answer_to_the_question_about_the_encoding_is_taken(client, me):
    edition = drafted(send(client, UNCLEAR, "text.txt", encoding="macintosh"))
    assert texts_of(edition) == ["Grüße aus Köln"]


def test_wrong_answer_about_the_encoding_is_refused_in_words(client, me):
    refused(send(client, UNCLEAR, "text.txt", encoding="utf-8"), "Ab Byte")


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16", "utf-8-sig"])
def test_certain_encoding_needs_no_question(client, me, encoding):
    codec = {"windows-1252": "cp1252"}.get(encoding, encoding)
    edition = drafted(send(client, "Grüße aus Köln – schön.".encode(codec), "text.txt"))
    assert texts_of(edition) == ["Grüße aus Köln – schön."]


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1", "macintosh", "cp850"])
def test_null_bytes_are_refused_whatever_the_encoding(client, me, encoding):
    refused(send(client, b"a\x00b", "text.txt", encoding=encoding), "kein Text (Nullbytes)")


def test_file_that_is_too_large_is_refused_in_words(client, me):
    content = b"a" * (LARGEST_FILE + 1)
    refused(send(client, content, "text.txt"), "Die Datei ist größer als 20 MB")


def test_one_line_of_five_megabytes_is_refused_in_words(client, me):
    refused(send(client, "Wort " * (1024 * 1024), "text.md"), "Der Text ist größer als 2 MB")


def test_pasted_text_that_is_too_large_is_refused_and_comes_back(client, me):
    html = refused(send(client, pasted="Wort " * 500_000), "Der Text ist größer als 2 MB")
    assert "Wort Wort" in html


@pytest.mark.parametrize("name", ["text.txt", "text.md"])
def test_one_line_of_nearly_the_largest_size_is_read_and_published(client, me, name):
    line = " ".join(f"Wort{number}" for number in range(LARGEST_TEXT // 12))
    edition = drafted(send(client, line, name))
    page = client.get(f"/de/buero/texte/{edition.node.public_id}/")
    assert page.status_code == 200
    assert "Sehr lange Zeile" in page.content.decode()
    page = client.post(f"/de/buero/texte/{edition.node.public_id}/veroeffentlichen/")
    assert client.get(page["Location"]).status_code == 200
    assert texts_of(edition) == [line]


def test_neither_file_nor_text_is_refused(client, me):
    refused(send(client), "Bitte wählen Sie eine Datei aus oder fügen Sie einen Text ein.")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Bitte geben Sie dem neuen Dokument einen Titel."),
        ({"title": "\u200b"}, "Bitte geben Sie dem neuen Dokument einen Titel."),
        ({"label": "\u200b"}, "Bitte geben Sie der Fassung eine Bezeichnung"),
        ({"label": ""}, "Bezeichnung der Fassung"),
        ({"kind": "roman"}, "roman"),
        ({"document": "gibtesnicht"}, "gibtesnicht"),
        ({"encoding": "klingonisch"}, "klingonisch"),
        ({"title": "x" * 201}, "200"),
    ],
    ids=["title", "blank-title", "blank-label", "label", "kind", "document", "encoding", "long"],
)
def test_refused_form_gives_back_everything_that_was_typed(client, me, fields, sentence):
    pasted = "# Mühsam getippt\n\n  Zeile <b>eins</b> & zwei.\n"
    html = refused(send(client, pasted=pasted, **fields), sentence)
    area = html.split('name="pasted"')[1].split("</textarea>")[0].split(">", 1)[1]
    assert unescape(area).lstrip("\n") == pasted
    sent = {**FIELDS, **fields}
    values = {
        found["name"]: found.get("value", "")
        for tag, found in read_page(html).elements
        if tag == "input" and "name" in found
    }
    for name in ("title", "label"):
        assert clean_text(values[name]) == clean_text(sent[name])


def test_second_draft_is_refused_and_the_text_comes_back(client, me):
    edition = f.draft_edition(label="Arbeitsfassung 3")
    page = send(
        client, pasted="Mühsam getippt.", document=edition.document.node.public_id, label="Neu"
    )
    html = page.content.decode()
    assert page.status_code == 400
    assert "„Arbeitsfassung 3“" in words_on(html)
    assert "Mühsam getippt." in html
    assert Edition.objects.count() == 1
