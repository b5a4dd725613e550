"""Remarks on some words of a passage: chosen, shown, followed into new wordings, listed if lost."""

import pytest

from mitmachstadt.contributions.actions import follow_quotes, withdraw_remark
from mitmachstadt.contributions.actions import quoting as following
from mitmachstadt.contributions.calculations import Marked
from mitmachstadt.contributions.enums import CASE_DAYS
from mitmachstadt.contributions.errors import QuoteTooLong, WordsNotInPassage
from mitmachstadt.contributions.models import Quote, QuotePlace
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.nodes.models import Node
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.queries import layout, quoting
from tests import factories as f
from tests.strategy.pages import words_on

pytestmark = pytest.mark.django_db
TEXT = "# Grünbuch\n\n## Verkehr\n\nDie **Stadt** baut sichere Wege & mehr. Sichere Plätze auch.\n"
MARKED = '<mark class="m-quoted">{}</mark>'


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def edition():
    made = f.published_edition(TEXT)
    f.open_window(made.document.node)
    return made


@pytest.fixture
def place(edition):
    return f.placed(edition, "sichere Wege")


def quote(place, words, text="Genau das ist gut.", **rest):
    return f.remark(
        f.fresh(place.passage.node), text, wording=place.wording, marked=Marked(words), **rest
    )


def reading(client, edition):
    forget_pages()  # on PostgreSQL a test's own writes do not tell the shelf
    return client.get(f"/de/lesen/{edition.node.public_id}/1/").content.decode()


def revised(edition, text, label="2"):
    by = f.office()
    draft = actions.revise_edition(edition=edition, label=label, visitor=by, at=f.NOW)
    passage = draft.placed_passages.select_related("passage").get().passage
    actions.change_passage(edition=draft, passage=passage, text=text, visitor=by, at=f.NOW)
    return actions.publish_edition(edition=draft, visitor=by, at=f.NOW)


def test_quote_keeps_the_selectors_of_the_words_as_readers_see_them(place):
    kept = quote(place, "Wege & mehr").quote
    assert (kept.exact, kept.prefix, kept.suffix) == (
        "Wege & mehr", "Die Stadt baut sichere ", ". Sichere Plätze auch.",
    )  # fmt: skip
    assert (kept.start, kept.end) == (23, 34)


def test_quote_is_marked_in_the_reading_page_over_its_tags(client, edition, place):
    quote(place, "Stadt baut")
    html = reading(client, edition)
    assert f"<strong>{MARKED.format('Stadt')}</strong>{MARKED.format(' baut')}" in html


def test_quotes_that_overlap_are_marked_together_and_the_text_stays(client, edition, place):
    before = words_on(reading(client, edition))
    quote(place, "baut sichere")
    quote(place, "sichere Wege &")
    html = reading(client, edition)
    assert MARKED.format("baut sichere") + MARKED.format(" Wege &amp;") in html
    assert words_on(html).replace("2 Anmerkungen", "").split()[:20] == before.split()[:20]


@pytest.mark.parametrize(
    ("text", "copied", "meant"),
    [
        ("Erste Zeile.  \nZweite Zeile.", "Erste Zeile.\r\nZweite", "Zeile. Zweite"),
        ("| Ziel | Frist |\n| --- | --- |\n| Wege | 2030 |", "Frist\r\nWege\t2030", "Wege"),
    ],
)
def test_words_copied_over_line_ends_are_a_quote(text, copied, meant):
    edition = f.published_edition(f"# Grünbuch\n\n## Verkehr\n\n{text}\n")
    f.open_window(edition.document.node)
    passage = edition.placed_passages.select_related("passage__node", "wording").last()
    node = f.remark(
        f.fresh(passage.passage.node), "Gut.", wording=passage.wording, marked=Marked(copied)
    )
    assert meant in node.quote.exact


def test_of_the_same_words_the_ones_that_were_marked_are_meant(place):
    text = "Genau das ist gut."
    node = f.remark(
        f.fresh(place.passage.node), text, wording=place.wording,
        marked=Marked("ichere", prefix="S", suffix=" Plätze", near=40),
    )  # fmt: skip
    assert node.quote.start == 37


@pytest.mark.parametrize(
    ("words", "refusal"), [("gibt es nicht", WordsNotInPassage), ("x" * 1001, QuoteTooLong)]
)
def test_words_that_are_not_there_or_too_many_are_refused(place, words, refusal):
    with pytest.raises(refusal):
        quote(place, words)
    assert not Node.objects.filter(kind="remark").exists()


def test_blank_selection_is_no_quote(place):
    quote(place, " \n ")
    assert not Quote.objects.exists()


# On pages.


def test_card_and_passage_page_show_what_is_meant(client, edition, place):
    said = quote(place, "sichere Wege")
    html = client.get(f"/de/n/{place.passage.node.public_id}/").content.decode()
    assert "sichere Wege</blockquote>" in html
    assert MARKED.format("sichere Wege") in html
    f.answer(said)
    html = client.get(f"/de/n/{place.passage.node.public_id}/").content.decode()
    assert "sichere Wege</blockquote>" in html


def test_form_begins_with_the_words_that_were_marked_and_keeps_them_when_refused(client, place):
    address = f"/de/n/{place.passage.node.public_id}/anmerken/"
    asked = {"zitat": "sichere Wege", "davor": "baut ", "danach": " &", "stelle": "15"}
    html = client.get(address, asked).content.decode()
    assert "sichere Wege</textarea>" in html
    assert 'name="quoted_before" value="baut "' in html
    sent = {"text": "", "quoted": "sichere Wege", "wording": place.wording_id}
    html = client.post(address, sent).content.decode()
    assert "sichere Wege</textarea>" in html
    sent = {"text": "Gut so, bitte weiter.", "quoted": "gibt es nicht", "wording": place.wording_id}
    page = client.post(address, sent)
    assert page.status_code == 400
    assert "stehen nicht in dieser Textstelle" in words_on(page.content.decode())
    assert "Gut so, bitte weiter.</textarea>" in page.content.decode()
    sent["quoted"] = "sichere Wege"
    assert client.post(address, sent).status_code == 200
    assert Quote.objects.get().exact == "sichere Wege"


def test_hidden_remark_marks_nothing_and_withdrawn_one_forgets_its_quote(client, edition, place):
    said = quote(place, "sichere Wege")
    f.hidden(said)
    assert "m-quoted" not in reading(client, edition)
    assert "m-quoted" not in client.get(f"/de/n/{said.parent.public_id}/").content.decode()
    withdraw_remark(code=f.code_of(said), at=f.NOW + (CASE_DAYS + 1) * f.DAY)
    assert not Quote.objects.exists()


def test_strange_offsets_from_an_address_do_no_harm(client, place):
    address = f"/de/n/{place.passage.node.public_id}/anmerken/"
    for at in ("-1", "x", "9" * 40):
        assert client.get(address, {"zitat": "Wege", "stelle": at}).status_code == 200
        sent = {"text": "Gut so, bitte weiter.", "quoted": "Wege", "quoted_at": at}
        assert client.post(address, sent).status_code in {200, 400}


# New wordings.


def test_quote_is_found_again_after_a_small_change_and_marked_there(client, edition, place):
    quote(place, "sichere Wege")
    second = revised(edition, "Die Stadt baut künftig sichere, breite Wege & mehr.")
    assert MARKED.format("sichere, breite Wege") in reading(client, second)
    assert MARKED.format("sichere Wege") in reading(client, edition)
    third = revised(second, "Heute: Die Stadt baut künftig sichere, breite Wege & mehr.", "3")
    assert MARKED.format("sichere, breite Wege") in reading(client, third)


def test_quote_that_is_not_found_is_listed_with_its_words(client, edition, place):
    said = quote(place, "sichere Wege")
    second = revised(edition, "Die Stadt hat Ampeln und mehr. Plätze auch.")
    assert "m-quoted" not in reading(client, second)
    html = client.get(f"/de/n/{place.passage.node.public_id}/").content.decode()
    assert "Zu Worten, die hier nicht mehr stehen" in words_on(html)
    assert f"/de/n/{said.public_id}/" in html
    third = revised(second, "Die Stadt baut sichere Wege.", "3")
    assert MARKED.format("sichere Wege") in reading(client, third)


def test_of_many_lost_quotes_the_newest_are_listed_and_the_others_counted(
    client, edition, place, monkeypatch
):
    said = [quote(place, "sichere Wege", text=f"Genau das ist gut, {n}-mal.") for n in range(5)]
    f.hidden(said[4])
    revised(edition, "Ganz anders, und Ampeln dazu.")
    monkeypatch.setattr(quoting, "LOST_SHOWN", 2)
    now = layout.wording_history(place.passage.node)[-1]
    assert now.lost == 4
    found = quoting.lost_quotes(place.passage.node, now.wording_id)
    assert [line.public_id for line in found] == [said[3].public_id, said[2].public_id]
    words = words_on(client.get(f"/de/n/{place.passage.node.public_id}/").content.decode())
    assert "Und 2 weitere, die unter den Anmerkungen stehen." in words


def test_quotes_are_followed_some_passages_at_a_time(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(following, "PASSAGES_AT_ONCE", 2)
    made = f.published_edition("# T" + "".join(f"\n\nDer Platz {n} wird grün." for n in range(5)))
    f.open_window(made.document.node)
    placed = list(made.placed_passages.select_related("passage__node", "wording"))
    for each in placed:
        quote(each, "wird grün")
    draft = actions.revise_edition(edition=made, label="2", visitor=f.office(), at=f.NOW)
    for each in placed[:4]:
        actions.change_passage(
            edition=draft, passage=each.passage, text=f"{each.wording.text} Bald.",
            visitor=f.office(), at=f.NOW,
        )  # fmt: skip
    later = draft.placed_passages.select_related("wording")
    wordings = {row.passage_id: row.wording for row in later}
    with django_assert_num_queries(3 * 3 + 2):
        assert follow_quotes(wordings) == 4
    assert QuotePlace.objects.count() == 9


def test_following_twice_changes_nothing(edition, place):
    quote(place, "sichere Wege")
    second = revised(edition, "Die Stadt baut breite, sichere Wege.")
    wording = second.placed_passages.get().wording
    count = QuotePlace.objects.count()
    assert follow_quotes({place.passage_id: wording}) == 0
    assert QuotePlace.objects.count() == count == 2


@pytest.mark.parametrize("number", [1, 3])
def test_reading_and_passage_page_take_the_same_statements_for_one_and_three(
    client, edition, place, django_assert_num_queries, number
):
    for words in ("Stadt", "sichere", "Wege")[:number]:
        quote(place, words)
    with django_assert_num_queries(7):
        reading(client, edition)
    with django_assert_num_queries(7):
        client.get(f"/de/n/{place.passage.node.public_id}/")
