"""The start page: what is open, what was answered lately, what is overdue."""

import re
from datetime import timedelta

import pytest

from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from tests import factories as f
from tests.strategy.pages import headings_without_jump, read_page, words_on

pytestmark = pytest.mark.django_db


def start(client):
    page = client.get("/de/")
    assert page.status_code == 200
    return page.content.decode()


def numbers(html):
    """The three numbers beside the headings."""
    return [
        int(n) for n in re.findall(r'<h2 class="m-lane__title">[^<]+<span>([\d.]+)</span>', html)
    ]


def overdue_passage():
    """A passage whose window is over and whose answers were due yesterday."""
    about = f.passage()
    f.open_window(
        about, opens=f.NOW - 20 * f.DAY, closes=f.NOW - 10 * f.DAY, answer_due=f.NOW - f.DAY
    )
    return about


def test_empty_city_has_a_start_page(client):
    html = start(client)
    assert numbers(html) == [0, 0, 0]
    for words in (
        "keine Beteiligung geöffnet",
        "Noch keine Rückmeldungen",
        "Keine Rückmeldung ist",
    ):
        assert words in words_on(html)
    assert headings_without_jump(html)


def test_start_page_counts_what_is_open_answered_and_overdue(client):
    f.opened_process(title="Wie fährt die Stadt?")
    about, late = f.open_passage(), overdue_passage()
    f.answer(f.remark(about, "Beantwortet."), f.remark(about, "Auch beantwortet."))
    f.remark(about, "In der Frist.")
    for text in ("Zu spät eins.", "Zu spät zwei.", "Zu spät drei."):
        f.remark(late, text, at=f.NOW - 15 * f.DAY)
    html = start(client)
    # The process and the window of the passage; two remarks; three remarks.
    assert numbers(html) == [2, 2, 3]
    words = words_on(html)
    assert "Wie fährt die Stadt?" in words
    assert "Zu spät drei." in words
    assert "beantwortet: 2, in der Frist: 1, Frist überschritten: 3" in html


def test_remark_due_this_very_moment_is_not_yet_overdue(client, time_machine):
    about = f.open_passage(answer_due=f.NOW + 8 * f.DAY)
    f.remark(about)
    time_machine.move_to(f.NOW + 8 * f.DAY, tick=False)
    assert numbers(start(client))[2] == 0
    forget_pages()
    time_machine.move_to(f.NOW + 8 * f.DAY + f.TICK, tick=False)
    assert numbers(start(client))[2] == 1


def test_what_is_waiting_hidden_or_withdrawn_is_not_counted(client):
    late = overdue_passage()
    f.submitted(late, "Wartet.", at=f.NOW - 15 * f.DAY)
    f.hidden(f.remark(late, "Unfreundlich.", at=f.NOW - 15 * f.DAY))
    html = start(client)
    assert numbers(html)[2] == 0
    assert "Unfreundlich." not in html
    assert "Wartet." not in html


def test_every_open_process_is_counted_and_five_are_named(client):
    for number in range(7):
        f.opened_process(title=f"Verfahren Nummer {number}")
    html = start(client)
    assert numbers(html)[0] == 7
    assert len(re.findall(r"Verfahren Nummer \d", html)) == 5


def test_process_is_open_until_its_last_moment(client, time_machine):
    f.opened_process()
    time_machine.move_to(f.NOW + 7 * f.DAY - f.TICK, tick=False)
    assert numbers(start(client))[0] == 1
    time_machine.move_to(f.NOW + 7 * f.DAY, tick=False)
    assert numbers(start(client))[0] == 0


def test_latest_answers_come_first_each_once(client):
    about = f.open_passage()
    f.answer(f.remark(about, "Ältere Frage."), at=f.NOW)
    both = [f.remark(about, "Neue Frage."), f.remark(about, "Gleiche Frage.")]
    f.answer(*both, kind=AnswerKind.AGREED, at=f.NOW + f.TICK)
    words = words_on(start(client))
    assert words.index("Neue Frage.") < words.index("Ältere Frage.")
    assert "Gleiche Frage." not in words


def test_words_of_people_are_escaped(client):
    late = overdue_passage()
    f.remark(late, "<script>alert(1)</script>", at=f.NOW - 15 * f.DAY)
    tags = [
        tag for tag, found in read_page(start(client)).elements if tag == "script" and not found
    ]
    assert tags == []


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("who", "statements"), [("anonymous", 10), ("office", 11)])
def test_start_page_takes_the_same_statements_for_one_and_three(
    client, django_assert_num_queries, number, who, statements
):
    for _ in range(number):
        process = f.opened_process()
        f.answer(f.remark(process.about))
        f.remark(overdue_passage(), at=f.NOW - 15 * f.DAY)
    if who == "office":
        client.force_login(f.office().person)
    with django_assert_num_queries(statements):
        start(client)


@pytest.mark.parametrize(
    "address", ["impressum", "datenschutz", "barrierefreiheit", "teilnahmebedingungen"]
)
def test_pages_of_words_are_there(client, address):
    page = client.get(f"/de/{address}/")
    assert page.status_code == 200
    assert headings_without_jump(page.content.decode())


def test_root_leads_to_the_start_page(client):
    page = client.get("/")
    assert (page.status_code, page["Location"]) == (302, "/de/")


def test_an_examination_that_lapsed_is_public(client, time_machine):
    made = f.remark(f.open_passage(), "Bitte prüfen Sie die Ampel.")
    until = f.NOW.date() + timedelta(days=3)
    given = f.answer(made, kind=AnswerKind.EXAMINING, until=until)
    told = "Prüfung überfällig"
    pages = ["/de/", f"/de/n/{made.public_id}/", f"/de/n/{given.public_id}/"]
    before = [client.get(page).content.decode() for page in pages]
    assert "sollte geprüft sein" not in before[0]
    assert told not in before[1] + before[2]
    # No write in between: what is kept has to know that a day has passed.
    time_machine.move_to(f.NOW + timedelta(days=4), tick=False)
    after = [client.get(page).content.decode() for page in pages]
    assert "sollte geprüft sein bis" in after[0] and "Bitte prüfen Sie die Ampel." in after[0]
    assert told in after[1] and told in after[2]
    f.answer(made, reason="Die Ampel ist geprüft und wird im Mai umgestellt.", at=f.NOW + f.DAY)
    forget_pages()  # what one transaction writes changes no snapshot
    assert "sollte geprüft sein" not in client.get(pages[0]).content.decode()
    assert told not in client.get(pages[1]).content.decode()
