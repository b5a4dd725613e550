"""Open questions are decided, and the text is published."""

import pytest

from mitmachstadt.strategy import actions
from mitmachstadt.strategy.models import Edition
from tests import factories as f
from tests.strategy.desk.sending import DOUBTFUL, drafted, send, texts_of
from tests.strategy.pages import read_page, words_on

pytestmark = pytest.mark.django_db

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
