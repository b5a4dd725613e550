"""Questions that people often ask."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mitmachstadt.help.actions import enter_list, keep_question, say_whether_it_helped
from mitmachstadt.help.calculations import Asked
from mitmachstadt.help.enums import MOST_PAIRS
from mitmachstadt.help.errors import (
    AnswerMissing,
    HelpChangedMeanwhile,
    HelpTooLong,
    QuestionKnown,
    QuestionMissing,
    ReviewBackwards,
    TooManyPairs,
    TopicMissing,
)
from mitmachstadt.help.forms import QuestionForm
from mitmachstadt.help.models import Question
from mitmachstadt.help.queries import how_many_stale
from mitmachstadt.kernel.once import new_key
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.people.queries import ANYONE
from tests import factories as f
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
SAYS = Asked(
    topic="Mitmachen",
    question="Wer darf mitmachen?",
    answer="Alle, auch ohne Konto.",
    reviewed=TODAY,
    review_by=date(2027, 11, 21),
)
LIST = "Was kostet es?\nNichts.\n\nSie brauchen kein Konto.\n\nWie lange dauert es?\n"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)
    forget_pages()


def kept(says: Asked = SAYS, question: Question | None = None, **rest) -> Question:
    return keep_question(question=question, says=says, visitor=f.office(), at=NOW, **rest)


def read_in(text: str = LIST, *, only_check: bool = False, **rest):
    given = {"topic": "Mitmachen", "unit": None, "visitor": f.office(), "at": NOW} | rest
    return enter_list(text=text, only_check=only_check, **given)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"question": ""}, QuestionMissing),
        ({"answer": ""}, AnswerMissing),
        ({"answer": "x" * 6001}, HelpTooLong),
        ({"topic": ""}, TopicMissing),
        ({"reviewed": TODAY + timedelta(days=1)}, ReviewBackwards),
        ({"review_by": TODAY}, ReviewBackwards),
    ],
)
def test_question_without_what_it_needs_is_refused(change, refusal):
    with pytest.raises(refusal):
        kept(replace(SAYS, **change))


def test_same_question_stands_there_once():
    kept()
    with pytest.raises(QuestionKnown):
        kept()


def test_two_at_one_question_the_second_is_told():
    question = kept()
    kept(replace(SAYS, answer="Alle."), question, seen=1)
    with pytest.raises(HelpChangedMeanwhile):
        kept(replace(SAYS, answer="Niemand."), question, seen=1)


def test_answer_that_lost_its_question_is_flagged_and_the_rest_entered():
    outcomes = read_in()
    refusals = [outcome.refusal and outcome.refusal.code for outcome in outcomes]
    assert refusals == [None, "QuestionMissing", "AnswerMissing"]
    assert outcomes[1].answer == "Sie brauchen kein Konto." and outcomes[1].line == 4
    assert [q.question for q in Question.objects.all()] == ["Was kostet es?"]


def test_list_says_of_no_answer_that_somebody_checked_it(client, time_machine):
    read_in("Was kostet es?\nNichts.")
    found = Question.objects.get()
    assert (found.reviewed, found.review_by) == (None, TODAY)
    for address in ("/de/hilfe/", f"/de/hilfe/{found.public_id}/"):
        words = read(client, address)
        assert "Was kostet es?" in words and "Zuletzt geprüft" not in words
    time_machine.move_to(NOW + timedelta(days=1), tick=False)
    assert how_many_stale(today=TODAY + timedelta(days=1)) == 1
    assert "Prüfung überfällig" not in read(client, "/de/hilfe/")
    form = QuestionForm(question=found, units=[], today=TODAY)
    assert form.initial["reviewed"] == TODAY, "whoever saves it has read it"


def test_checking_a_list_enters_nothing_and_finds_what_stands_in_it_twice():
    kept()
    text = "Wer darf mitmachen?\nAlle.\n\nNeu?\nJa.\n\nNeu?\nNein."
    outcomes = read_in(text, only_check=True)
    assert [o.refusal and o.refusal.code for o in outcomes] == [
        "QuestionKnown", None, "QuestionKnown",
    ]  # fmt: skip
    assert Question.objects.count() == 1


def test_list_of_too_many_or_without_a_topic_is_refused():
    with pytest.raises(TooManyPairs):
        read_in("\n\n".join(f"Frage {n}?\nJa." for n in range(MOST_PAIRS + 1)))
    with pytest.raises(TopicMissing):
        read_in(topic=" ")


@pytest.mark.parametrize(
    ("who", "refusal"), [(lambda: ANYONE, SignInNeeded), (f.citizen, RoleNeeded)]
)
def test_only_the_office_writes_answers(who, refusal):
    for act in (
        lambda: keep_question(question=None, says=SAYS, visitor=who(), at=NOW),
        lambda: read_in(visitor=who()),
    ):
        with pytest.raises(refusal):
            act()


def test_yes_counts_once_for_a_form_and_a_made_up_key_never():
    question, key = kept(), new_key(at=NOW)
    given = {"question": question, "address": "192.0.2.1", "at": NOW}
    assert say_whether_it_helped(helped=True, key=key, **given)
    assert not say_whether_it_helped(helped=True, key=key, **given)
    assert not say_whether_it_helped(helped=False, key="1.2:3", **given)
    question.refresh_from_db()
    assert (question.helped, question.helped_not) == (1, 0)


def test_old_form_counts_no_more_but_a_clock_set_back_makes_none_old():
    question = kept()
    given = {"question": question, "helped": True, "address": "192.0.2.1"}
    key = new_key(at=NOW)
    assert not say_whether_it_helped(key=key, at=NOW + timedelta(hours=25), **given)
    assert say_whether_it_helped(key=key, at=NOW - timedelta(hours=25), **given)


def read(client, address: str) -> str:
    return client.get(address).content.decode()


def test_page_tells_by_topic_and_when_each_was_checked(client):
    kept(replace(SAYS, unit=f.organisation("Beteiligungsamt")))
    kept(replace(SAYS, question="Geheim?", shown=False))
    words = read(client, "/de/hilfe/")
    assert "Zuletzt geprüft am 21. November 2026, Beteiligungsamt." in words
    assert "Geheim?" not in words and "Prüfung überfällig" not in words


def test_stale_answer_is_marked_for_everybody_and_at_the_desk(client, time_machine):
    kept()
    client.force_login(f.office().person)
    time_machine.move_to(NOW + 366 * f.DAY, tick=False)
    client.force_login(f.office().person)
    assert "1 Antwort hätte schon geprüft werden müssen." in read(client, "/de/buero/hilfe/")
    client.logout()
    assert "Prüfung überfällig" in read(client, "/de/hilfe/")


def test_search_finds_all_words_in_question_or_answer(client):
    kept()
    kept(replace(SAYS, question="Was kostet es?", answer="Nichts."))
    words = read(client, "/de/hilfe/?q=konto+mitmachen")
    assert "1 Frage gefunden" in words and "Was kostet es?" not in words
    nothing = read(client, '/de/hilfe/?q="%00<b>')
    assert "0 Fragen gefunden" in nothing and "&lt;b&gt;" in nothing


def test_click_is_counted_and_the_second_one_is_told(client):
    question = kept()
    address = f"/de/hilfe/{question.public_id}/"
    key = new_key(at=NOW)
    first = client.post(address, {"helped": "nein", "key": key}, follow=True)
    again = client.post(address, {"helped": "nein", "key": key}, follow=True)
    assert "gezählt" in first.content.decode() and "schon gezählt" in again.content.decode()
    question.refresh_from_db()
    assert question.helped_not == 1


def test_english_page_has_the_english_words(client):
    kept(replace(SAYS, question_en="Who may take part?", topic_en="Taking part"))
    words = read(client, "/en/hilfe/")
    assert "Who may take part?" in words and "Taking part" in words
    assert '<span lang="de" dir="ltr">Alle, auch ohne Konto.</span>' in words
    one = Question.objects.get()
    words = read(client, f"/en/hilfe/{one.public_id}/")
    assert "<title>Who may take part? –" in words
    kept(replace(SAYS, question="Darf man <fragen>?"), one)
    words = read(client, f"/en/hilfe/{one.public_id}/")
    assert "<title>Darf man &lt;fragen&gt;? –" in words


@pytest.mark.parametrize(("address", "queries"), [("/de/hilfe/", 1), ("/de/buero/hilfe/", 5)])
def test_lists_ask_the_same_for_one_and_for_three(
    client, django_assert_num_queries, address, queries
):
    if "buero" in address:
        client.force_login(f.office().person)
    for number in range(3):
        kept(replace(SAYS, question=f"Frage {number}?", unit=f.organisation(f"Amt {number}")))
        if number != 1:
            forget_pages()
            with django_assert_num_queries(queries):
                client.get(address)


def test_office_enters_and_changes_and_reads_in(client):
    client.force_login(f.office().person)
    given = {
        "topic": "Mitmachen", "question": "Wer?", "answer": "Alle.", "reviewed": "2026-11-21",
        "review_by": "2027-11-21", "shown": "on",
    }  # fmt: skip
    assert client.post("/de/buero/hilfe/neu/", given).status_code == 302
    question = Question.objects.get()
    bad = client.post(f"/de/buero/hilfe/{question.public_id}/", given | {"review_by": "2026-1-1"})
    assert bad.status_code == 400 and "Alle." in bad.content.decode()
    list_ = {"topic": "Neu", "text": LIST}
    checked = client.post("/de/buero/hilfe/einlesen/", list_).content.decode()
    assert "Diese Antwort hat keine Frage." in checked and Question.objects.count() == 1
    client.post("/de/buero/hilfe/einlesen/", list_ | {"enter": "1"})
    assert Question.objects.count() == 2
