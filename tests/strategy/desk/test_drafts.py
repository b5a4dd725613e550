"""A draft changes nothing that is public, and its page stays small."""

import pytest

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.models import Node
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.errors import EditionIsPublished
from mitmachstadt.strategy.models import Section
from mitmachstadt.strategy.queries import placed_sections
from tests import factories as f
from tests.strategy.desk.sending import drafted, texts_of
from tests.strategy.pages import words_on

pytestmark = pytest.mark.django_db


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
