"""The office's desk for texts: who may, what can be read in, and that nothing typed is lost."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from mitmachstadt.kernel.text import clean_text
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.errors import EditionIsPublished
from mitmachstadt.strategy.forms import LARGEST_FILE, LARGEST_TEXT
from mitmachstadt.strategy.models import Document, Edition, Section, Strategy
from mitmachstadt.strategy.queries import placed_sections
from tests import factories as f
from tests.strategy.pages import read_page, words_on

pytestmark = pytest.mark.django_db
NEW = "/de/buero/texte/neu/"
DOUBTFUL = "# Titel\n\nDas ist der Anfang.Hier fehlt etwas.\n\nDort ist das Ende.Auch hier.\n"
FIELDS = {"title": "Grünbuch", "kind": "green_paper", "label": "Fassung 1"}


def file(content, name="text.md"):
    content = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def send(client, content=None, name="text.md", **fields):
    upload = {"file": file(content, name)} if content is not None else {}
    return client.post(NEW, {**FIELDS, **upload, **fields})


def texts_of(edition):
    return [p.text for s in placed_sections(edition) for p in s.passages]


def drafted(page):
    """The draft that a form led to."""
    assert page.status_code == 302, words_on(page.content.decode())
    return Edition.objects.get(node__public_id=page["Location"].rstrip("/").rsplit("/", 1)[1])


# Who may.


def pages_of_the_desk():
    edition = f.draft_edition()
    address = f"/de/buero/texte/{edition.node.public_id}/"
    return ["/de/buero/texte/", NEW, address], [
        f"{address}entscheiden/", f"{address}veroeffentlichen/", f"{address}arten/", NEW,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "role", [None, BuiltInGroup.MODERATOR, BuiltInGroup.ADMINISTRATOR], ids=str
)
def test_others_are_told_who_may(client, role):
    shown, sent = pages_of_the_desk()
    client.force_login(f.person("Fremd", *([role] if role else [])))
    for page in [*map(client.get, shown), *map(client.post, sent)]:
        assert page.status_code == 403
        assert "Strategiebüro" in words_on(page.content.decode())
    assert Edition.objects.get().state == "draft"


def test_nobody_in_particular_is_led_to_the_sign_in(client):
    shown, sent = pages_of_the_desk()
    for page in map(client.get, shown):
        assert page.status_code == 302
        assert page["Location"].startswith("/de/anmelden/")
    for page in map(client.post, sent):
        assert page.status_code in {302, 403}
        assert "/de/anmelden/" in page.get("Location", page.content.decode())
    assert Edition.objects.get().state == "draft"


def test_every_colleague_sees_the_same_desk(client):
    shown, _ = pages_of_the_desk()
    for name in ("Eins", "Zwei"):
        client.force_login(f.person(name, BuiltInGroup.OFFICE))
        assert [client.get(address).status_code for address in shown] == [200, 200, 200]


def test_pages_of_the_desk_are_kept_nowhere(client, me):
    for address in pages_of_the_desk()[0]:
        assert client.get(address)["Cache-Control"] == "no-store"


def test_desk_lists_drafts_with_their_open_questions(client, me):
    f.draft_edition(DOUBTFUL, label="Arbeitsfassung 9")
    page = words_on(client.get("/de/buero/texte/").content.decode())
    assert "Arbeitsfassung 9" in page
    assert "2 offene Fragen" in page


@pytest.mark.parametrize("number", [1, 3])
def test_desk_takes_the_same_statements_for_one_and_three(
    client, me, django_assert_num_queries, number
):
    for _ in range(number):
        f.draft_edition()
        f.published_edition()
    with django_assert_num_queries(6):
        assert client.get("/de/buero/texte/").status_code == 200


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


# Deciding and publishing.


def desk_of(edition):
    return f"/de/buero/texte/{edition.node.public_id}/"


def test_decisions_in_the_form_change_the_text(client, me):
    edition = f.draft_edition(DOUBTFUL)
    page = client.post(f"{desk_of(edition)}entscheiden/", {"flag-0": "ja", "flag-1": "nein"})
    assert page["Location"] == desk_of(edition)
    assert texts_of(edition) == [
        "Das ist der Anfang. Hier fehlt etwas.", "Dort ist das Ende.Auch hier.",
    ]  # fmt: skip
    html = client.get(desk_of(edition)).content.decode()
    chosen = [
        (found["name"], found["value"])
        for tag, found in read_page(html).elements
        if tag == "input" and "checked" in found
    ]
    assert chosen == [("flag-0", "ja"), ("flag-1", "nein")]


def test_decision_left_open_stays_open(client, me):
    edition = f.draft_edition(DOUBTFUL)
    client.post(f"{desk_of(edition)}entscheiden/", {"flag-0": "ja"})
    assert Edition.objects.get().report["undecided"] == 1


def test_strange_decisions_change_nothing(client, me):
    edition = f.draft_edition(DOUBTFUL)
    before = texts_of(edition)
    sent = {"flag-9": "ja", "flag-x": "ja", "flag-": "nein", "flag-0": "vielleicht", "a": "ja"}
    assert client.post(f"{desk_of(edition)}entscheiden/", sent).status_code == 302
    assert texts_of(edition) == before


def test_refused_decisions_come_back_as_they_were_chosen(client, me):
    edition = f.draft_edition(DOUBTFUL)
    actions.decide(
        edition=edition, decisions={"0": False, "1": False}, visitor=f.office(), at=f.NOW
    )
    actions.change_passage(
        edition=edition, passage=f.placed(edition, "Ende").passage, text="Von Hand.",
        visitor=f.office(), at=f.NOW,
    )  # fmt: skip
    page = client.post(f"{desk_of(edition)}entscheiden/", {"flag-0": "ja", "flag-1": "ja"})
    html = page.content.decode()
    assert page.status_code == 409
    assert "von Hand geändert" in words_on(html)
    assert html.count(" checked") == 2
    assert 'name="flag-0" value="ja" checked' in html
    assert "Von Hand." in texts_of(edition)


def test_publishing_with_open_questions_is_refused_and_says_how_many(client, me):
    edition = f.draft_edition(DOUBTFUL)
    page = client.post(f"{desk_of(edition)}veroeffentlichen/")
    assert page.status_code == 409
    assert "noch 2 Fragen offen" in words_on(page.content.decode())
    assert Edition.objects.get().state == "draft"


def test_publishing_leads_to_the_reading_page_for_everyone(client, me):
    edition = f.draft_edition()
    page = client.post(f"{desk_of(edition)}veroeffentlichen/")
    assert page["Location"] == f"/de/lesen/{edition.node.public_id}/1/"
    client.logout()
    assert "Die Stadt baut sichere Wege." in words_on(client.get(page["Location"]).content.decode())


def test_publishing_twice_says_that_there_is_no_such_draft_any_more(client, me):
    edition = f.draft_edition()
    client.post(f"{desk_of(edition)}veroeffentlichen/")
    assert client.post(f"{desk_of(edition)}veroeffentlichen/").status_code == 404
    assert client.get(desk_of(edition)).status_code == 404


def test_same_words_published_before_are_refused_in_the_form(client, me):
    first = f.published_edition(label="Grünbuch 1.0")
    again = f.draft_edition(document=first.document, label="2")
    page = client.post(f"{desk_of(again)}veroeffentlichen/")
    assert page.status_code == 409
    assert "schon veröffentlicht, als „Grünbuch 1.0“" in words_on(page.content.decode())


def test_verbs_of_the_desk_need_a_post(client, me):
    edition = f.draft_edition()
    for verb in ("entscheiden", "veroeffentlichen"):
        assert client.get(f"{desk_of(edition)}{verb}/").status_code == 405


def test_whole_way_from_file_to_reading_page(client, me):
    edition = drafted(send(client, DOUBTFUL, "text.txt"))
    client.post(f"{desk_of(edition)}entscheiden/", {"flag-0": "ja", "flag-1": "ja"})
    page = client.post(f"{desk_of(edition)}veroeffentlichen/")
    text = words_on(client.get(page["Location"]).content.decode())
    assert "Das ist der Anfang. Hier fehlt etwas." in text
    assert "Dort ist das Ende. Auch hier." in text


def test_remark_form_quotes_the_public_words_while_a_draft_says_otherwise(client):
    first = f.published_edition()
    f.open_window(first.document.node)
    passage = f.placed(first, "Wege").passage
    draft = actions.revise_edition(edition=first, label="2", visitor=f.office(), at=f.NOW - f.DAY)
    actions.change_passage(
        edition=draft, passage=passage, text="Noch geheim.", visitor=f.office(), at=f.NOW - f.DAY
    )
    for address in ("", "anmerken/"):
        page = client.get(f"/de/n/{passage.node.public_id}/{address}").content.decode()
        assert "Noch geheim." not in page
        assert "Die Stadt baut sichere Wege." in page


def test_wording_of_a_draft_cannot_be_quoted_by_its_number(client):
    first = f.published_edition()
    f.open_window(first.document.node)
    passage = f.placed(first, "Wege").passage
    draft = actions.revise_edition(edition=first, label="2", visitor=f.office(), at=f.NOW - f.DAY)
    secret = actions.change_passage(
        edition=draft, passage=passage, text="Noch geheim.", visitor=f.office(), at=f.NOW - f.DAY
    ).wording
    address = f"/de/n/{passage.node.public_id}/anmerken/?wording={secret.pk}"
    assert "Noch geheim." not in client.get(address).content.decode()


def test_remark_form_quotes_the_present_words_when_older_words_came_back(client):
    first = f.published_edition()
    f.open_window(first.document.node)
    passage, by = f.placed(first, "Wege").passage, f.office()
    edition = first
    for days, text in ((20, "Ganz anders."), (10, "Die Stadt baut sichere Wege.")):
        at = f.NOW - days * f.DAY
        draft = actions.revise_edition(edition=edition, label=str(days), visitor=by, at=at)
        actions.change_passage(edition=draft, passage=passage, text=text, visitor=by, at=at)
        actions.add_passage(
            edition=draft, after=f.placed(draft, "Netz"), text=f"Neu {days}.", visitor=by, at=at
        )
        edition = actions.publish_edition(edition=draft, visitor=by, at=at)
    page = client.get(f"/de/n/{passage.node.public_id}/anmerken/").content.decode()
    assert "Die Stadt baut sichere Wege." in page
    assert "Ganz anders." not in page


# Before anything is published, revising, giving up.


def desk_address(edition, *rest):
    return "/".join(["/de/buero/texte", edition.node.public_id, *rest]) + "/"


def test_document_is_public_only_with_its_first_edition(client, me):
    draft = f.draft_edition()
    document = draft.document.node
    assert document.title in words_on(client.get("/de/buero/texte/").content.decode())
    assert document.title not in words_on(client.get("/de/texte/").content.decode())
    for node in (document, draft.document.strategy.node):
        assert client.get(f"/de/n/{node.public_id}/").status_code == 404
    actions.publish_edition(edition=draft, visitor=f.office(), at=f.NOW)
    for node in (document, draft.document.strategy.node):
        assert client.get(f"/de/n/{node.public_id}/").status_code == 200


def test_draft_is_discarded_with_what_only_it_had(client, me):
    first = f.published_edition()
    before = set(Node.objects.values_list("pk", flat=True))
    draft = f.draft_edition(f.TEXT + "\nNeu.\n", document=first.document, label="Fassung 2")
    assert client.post(desk_address(draft, "verwerfen")).status_code == 302
    assert set(Node.objects.values_list("pk", flat=True)) == before
    assert entries_about(draft.node.public_id)[-1].kind == "edition.discarded"
    assert client.post(desk_address(first, "verwerfen")).status_code == 404
    with pytest.raises(Refusal):
        actions.discard_draft(edition=first, visitor=f.office(), at=f.NOW)


def revision(client, first):
    page = client.post(desk_address(first, "neue-fassung"), {"label": "Fassung 2"})
    return drafted(page)


def test_next_edition_begins_as_a_copy_of_the_last(client, me):
    first = f.published_edition()
    assert "Neue Fassung aus der letzten" in client.get("/de/buero/texte/").content.decode()
    assert texts_of(revision(client, first)) == texts_of(first)
    again = client.post(desk_address(first, "neue-fassung"), {"label": "Fassung Drei"})
    assert again.status_code == 409
    assert "Fassung Drei" in again.content.decode()
    long = client.post(desk_address(first, "neue-fassung"), {"label": "x" * 121})
    assert long.status_code == 400


@pytest.fixture
def long_draft():
    """Four hundred sections, each with a question and with something else than before."""
    words = "Viele Wörter stehen da. " * 15

    def text(first, begin):
        return "# T\n\n" + "".join(
            f"## Abschnitt {first + n}\n\nDas ist der Anfang.Hier fehlt {n}. {begin} {words}\n\n"
            for n in range(400)
        )

    document = f.published_edition(text(0, "Alt.")).document
    return f.draft_edition(text(400, "Neu."), document=document, label="2")


def test_page_of_a_long_draft_stays_small_and_leads_through_its_lists(client, me, long_draft):
    html = client.get(desk_address(long_draft)).content.decode()
    assert len(html) < 60_000, len(html)
    html = client.get(desk_address(long_draft), {"arten": "2"}).content.decode()
    ids = [s.public_id for s in placed_sections(long_draft) if s.title]
    assert f'name="kind-{ids[20]}"' in html and f'name="kind-{ids[19]}"' not in html
    sent = client.post(f"{desk_address(long_draft, 'arten')}?arten=2", {f"kind-{ids[20]}": "goal"})
    assert sent["Location"] == f"{desk_address(long_draft)}?arten=2#arten"
    assert placed_sections(long_draft)[20].kind == SectionKind.GOAL


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_a_draft_takes_the_same_statements_for_one_and_three(
    client, me, django_assert_num_queries, number
):
    text = "".join(f"## A {n}\n\nDas ist {n}.Hier fehlt etwas.\n\n" for n in range(number))
    first = f.published_edition("# T\n\n" + text.replace("Das", "Was"))
    draft = f.draft_edition("# T\n\n" + text, document=first.document, label="2")
    with django_assert_num_queries(14):
        assert client.get(desk_address(draft)).status_code == 200


def test_kinds_refused_come_back_with_the_draft(client, me, monkeypatch):
    draft = f.draft_edition()

    def refuse(**_):
        raise EditionIsPublished(label="Fassung 1")

    monkeypatch.setattr(actions, "set_section_kinds", refuse)
    page = client.post(desk_address(draft, "arten"), {})
    assert page.status_code == 409
    assert "ändert sich nicht mehr" in words_on(page.content.decode())


@pytest.mark.parametrize("address", ["lesen/%00/1", "n/%00", "buero/texte/%00", "vergleich/%00"])
def test_address_that_no_database_takes_is_not_found(client, me, address):
    assert client.get(f"/de/{address}/").status_code == 404


@pytest.mark.parametrize("leaf", [32_768, 10**20])
def test_page_number_that_no_database_takes_is_not_found(client, leaf):
    edition = f.published_edition()
    assert client.get(f"/de/lesen/{edition.node.public_id}/{leaf}/").status_code == 404


def test_kind_set_in_a_draft_leaves_the_published_edition_alone():
    first = f.published_edition()
    by = f.office()
    draft = actions.revise_edition(edition=first, label="Fassung 2", visitor=by, at=f.NOW)
    section = placed_sections(draft)[1]
    kinds = {section.public_id: SectionKind.MEASURE}
    actions.set_section_kinds(edition=draft, kinds=kinds, visitor=by, at=f.NOW)
    assert placed_sections(first)[1].kind == section.kind != SectionKind.MEASURE
    assert Section.objects.get(pk=section.node_id).kind == section.kind
    placing = f.placed(draft, "Vorwort der Stadt.")
    actions.change_passage(
        edition=draft, passage=placing.passage, text="Anders.", visitor=by, at=f.NOW
    )
    actions.publish_edition(edition=draft, visitor=by, at=f.NOW)
    assert Section.objects.get(pk=section.node_id).kind == SectionKind.MEASURE


@pytest.mark.parametrize("address", ["vergleich/{}/", "n/{}/", "lesen/{}/1/"])
def test_public_pages_do_not_load_how_a_text_was_read_in(
    client, django_assert_max_num_queries, address
):
    edition = f.published_edition()
    with django_assert_max_num_queries(20) as captured:
        assert client.get("/de/" + address.format(edition.node.public_id)).status_code == 200
    assert not any('"source"' in q["sql"] and "source_format" in q["sql"] for q in captured)


def test_page_that_is_not_there_knows_who_asks(client, me):
    page = client.get("/de/gibt-es-nicht/")
    assert page.status_code == 404
    assert "Büro" in words_on(page.content.decode())
    assert page["Cache-Control"] == "no-store"


def test_page_that_is_not_there_needs_no_database(client, me, monkeypatch):
    def away(*_, **__):
        raise OperationalError

    monkeypatch.setattr("mitmachstadt.people.queries.visitor", away)
    assert client.get("/de/gibt-es-nicht/").status_code == 404
