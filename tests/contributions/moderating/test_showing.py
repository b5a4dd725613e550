"""What cards, threads and the queue show of what was moderated."""

import pytest

from mitmachstadt.contributions.cards import BUTTON, SUPPORTS, fill, filled_thread, thread_html
from mitmachstadt.contributions.queries import (
    QUEUE_PAGE,
    REPLIES_SHOWN,
    how_many_wait,
    thread_page,
    waiting_page,
)
from mitmachstadt.nodes.queries import Place
from mitmachstadt.people.enums import Capacity
from tests.contributions.moderating.verbs import ids
from tests.factories import (
    DAY,
    NOW,
    fresh,
    hidden,
    open_passage,
    organisation,
    person,
    remark,
    submitted,
    visitor,
)

pytestmark = pytest.mark.django_db

# --- cards and pages ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("supports", "words"), [(0, "0 Unterstützungen"), (1, "1 Unterstützung"), (2, "2 Unterst")]
)
def test_fill_puts_the_present_count_into_the_card(supports, words):
    made = remark(open_passage())
    made.supports = supports
    card = fill(made, supported=False, can_support=False)
    assert words in card and SUPPORTS not in card and BUTTON not in card and "<button" not in card


@pytest.mark.parametrize(("supported", "value"), [(True, "nein"), (False, "ja")])
def test_fill_offers_the_button_to_who_can_support(supported, value):
    made = remark(open_passage())
    card = fill(made, supported=supported, can_support=True)
    assert f'value="{value}"' in card and f'aria-pressed="{str(supported).lower()}"' in card
    assert f"/de/n/{made.public_id}/unterstuetzen/" in card


def test_fill_puts_no_button_where_somebody_wrote_its_place_marker():
    made = remark(open_passage(), f"Hier: {BUTTON} und {SUPPORTS}")
    card = fill(made, supported=False, can_support=True)
    assert card.count("<button") == 1
    assert "&lt;!--button:--&gt;" in card


def test_card_escapes_names_and_organisations():
    member = person("<b>Ada</b>")
    club = organisation("<i>Verein</i>", member)
    made = submitted(
        open_passage(), "<script>", by=visitor(member), capacity=Capacity.ORGANISATION,
        organisation=club,
    ).node  # fmt: skip
    for forbidden in ("<b>Ada", "<i>Verein", "<script>"):
        assert forbidden not in made.card


def test_waiting_page_shows_oldest_first_and_every_one_once(django_assert_num_queries):
    about = open_passage()
    made = [submitted(about, at=NOW + n // 2 * DAY / 100).node for n in range(QUEUE_PAGE + 7)]
    remark(about)
    with django_assert_num_queries(1):
        page, place = waiting_page()
        assert [each.parent for each in page] == [about] * QUEUE_PAGE
    rest, end = waiting_page(after=Place.read(str(place)))
    assert page + rest == made and end is None
    assert how_many_wait() == (len(made), 0)


def test_thread_page_shows_tombstones_and_not_what_waits():
    about = open_passage()
    shown = remark(about, at=NOW)
    concealed = hidden(remark(about, at=NOW + DAY / 10))
    submitted(about)
    reply = remark(shown)
    submitted(shown)
    page = thread_page(about)
    assert ids(page.nodes) == ids([concealed, shown, reply])
    assert page.older is None


def test_thread_page_takes_two_statements_for_any_number(django_assert_num_queries):
    about = open_passage()
    first = remark(about)
    remark(first)
    with django_assert_num_queries(2):
        thread_page(about)
    for _ in range(5):
        remark(remark(about))
    with django_assert_num_queries(2):
        thread_page(about)


@pytest.mark.parametrize("number", [4, 5, 6, 8])
def test_thread_page_shows_the_first_replies_and_tells_how_many_more(number):
    about = open_passage()
    quiet, loud = remark(about, at=NOW), remark(about, at=NOW + DAY / 10)
    replies = [remark(loud, f"Nr. {n}", at=NOW + n * DAY / 10) for n in range(1, number)]
    replies.append(hidden(remark(loud, at=NOW + number * DAY / 10)))
    remark(quiet)
    talk, other = thread_page(about).talks
    assert ids(talk.replies) == ids(replies[:REPLIES_SHOWN])
    assert (talk.more, other.more) == (max(0, number - REPLIES_SHOWN), 0)
    html = thread_html(filled_thread(thread_page(about), mine=set(), person=None))
    words = {6: ">1 weitere Antwort<", 8: ">3 weitere Antworten<"}.get(number, "")
    assert words in html and ("weitere" in html) is bool(words)
    assert not words or f'href="/de/n/{loud.public_id}/#gespraech"' in html


def test_thread_page_shows_where_a_reply_was_even_if_all_replies_are_hidden():
    about = open_passage()
    first = remark(about)
    reply = hidden(remark(first))
    assert fresh(first).remarks == 0
    (talk,) = thread_page(about).talks
    assert ids(talk.replies) == [reply.public_id]


def test_queue_shows_no_words_of_what_was_hidden_above():
    said = remark(open_passage(), "Name und Anschrift von jemandem.")
    submitted(said)
    hidden(said)
    (waiting,), _ = waiting_page()
    assert "Anschrift" not in waiting.parent.title + waiting.parent.text
