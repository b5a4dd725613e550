"""The forms to the office, the code, and the desk."""

import re

import pytest

from mitmachstadt.concerns.actions import answer_concern
from mitmachstadt.concerns.models import Concern
from tests import factories as f
from tests.concerns.test_writing import REASON, sent
from tests.factories import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


REPORT = "/de/barrierefreiheit/melden/"
CONTACT = "/de/kontakt/"


def code_in(html: str) -> str:
    found = re.search(r'class="m-code" dir="ltr">(.*?)</p>', html)
    assert found
    return re.sub(r"<[^>]*>|\s", "", found[1])


def test_report_without_javascript_is_answered_with_a_code_that_opens_it(client):
    given = {"text": "Der Knopf hat keinen Namen.", "page": "/de/texte/", "submission": "a" * 32}
    words = client.post(REPORT, given).content.decode()
    concern = Concern.objects.get()
    assert concern.unproven and concern.page == "/de/texte/"
    told = client.post("/de/anliegen/", {"code": code_in(words)}).content.decode()
    assert "Der Knopf hat keinen Namen." in told and "Wir antworten bis spätestens" in told


def test_page_it_is_about_is_filled_in_from_the_link_in_the_foot_of_every_page(client):
    start = client.get("/de/").content.decode()
    assert f'href="{REPORT}?von=/de/"' in start
    assert 'value="/de/orte/"' in client.get(REPORT, {"von": "/de/orte/"}).content.decode()


@pytest.mark.parametrize("named", ["https://evil.example/", "//evil.example", "javascript:x", "/x"])
def test_page_of_somebody_else_is_not_filled_in(client, named):
    assert "evil" not in client.get(REPORT, {"von": named}).content.decode().split("<form", 2)[2]
    assert f'value="{named}"' not in client.get(REPORT, {"von": named}).content.decode()


def test_search_words_are_not_carried_into_a_report(client):
    html = client.get(REPORT, {"von": "/de/suche/?q=Geheimnis"}).content.decode()
    assert 'name="page" value="/de/suche/"' in html and "Geheimnis" not in html.split("<main")[1]


@pytest.mark.parametrize("bad", ["ada@example.org\nBcc: b@example.org", "ada@", "a b@example.org"])
def test_reply_address_with_a_line_break_or_none_at_all_is_refused_and_words_stay(client, bad):
    response = client.post(CONTACT, {"topic": "use", "text": "Wie geht das?", "email": bad})
    assert response.status_code == 400
    assert "Wie geht das?" in response.content.decode() and not Concern.objects.exists()


def test_question_needs_a_topic_of_the_list(client):
    response = client.post(CONTACT, {"topic": "nonsense", "text": "Wie geht das?"})
    assert response.status_code == 400 and "Wie geht das?" in response.content.decode()
    client.post(CONTACT, {"topic": "data", "text": "Wie geht das?"})
    assert Concern.objects.get().get_topic_display() == "Datenschutz"


def test_flood_is_told_other_ways_and_loses_no_words(client, settings):
    settings.UNPROVEN_PER_DAY = 0
    response = client.post(REPORT, {"text": "Der Knopf hat keinen Namen."})
    words = response.content.decode()
    assert response.status_code == 429
    assert "alle Wege stehen auf der" in words and "Der Knopf hat keinen Namen." in words


def test_unknown_code_is_refused_and_tries_are_counted(client, monkeypatch):
    monkeypatch.setattr("mitmachstadt.concerns.views.following.CODE_TRIES", 1)
    first = client.post("/de/anliegen/", {"code": "abcd-efgh-jkmn"})
    assert first.status_code == 404
    assert client.post("/de/anliegen/", {"code": "abcd-efgh-jkmn"}).status_code == 429


def test_answer_is_read_with_the_code_and_says_when_the_address_was_deleted(client):
    done = sent(email="ada@example.org")
    answer_concern(concern=done.concern, text=REASON, visitor=f.office(), at=f.NOW + DAY)
    words = client.post("/de/anliegen/", {"code": done.code}).content.decode()
    assert REASON in words and "E-Mail-Adresse haben wir am 22. November 2026 gelöscht" in words
    assert "ada@example.org" not in words


def desk(client) -> None:
    client.force_login(f.office().person)


def test_officer_answers_at_the_desk_and_the_second_one_loses_no_words(client):
    desk(client)
    concern = sent().concern
    address = f"/de/buero/anliegen/{concern.public_id}/"
    assert client.post(address, {"text": REASON}).status_code == 302
    second = client.post(address, {"text": "Das sehe ich aber ganz anders."})
    words = second.content.decode()
    assert second.status_code == 409
    assert "Das sehe ich aber ganz anders." in words and REASON in words


def test_spam_is_put_away_by_the_handful(client):
    desk(client)
    ids = [sent(n, proven=False).concern.public_id for n in range(3)]
    assert "ungeprüft eingegangen (3)" in client.get("/de/buero/anliegen/").content.decode()
    client.post("/de/buero/anliegen/spam/", {"chosen": ids[:2]})
    assert Concern.objects.filter(discarded__isnull=False).count() == 2
    client.post(f"/de/buero/anliegen/{ids[2]}/kein-spam/")
    assert not Concern.objects.get(public_id=ids[2]).unproven


def test_spam_with_a_proof_is_put_away_by_the_handful_too(client):
    desk(client)
    ids = [sent(n).concern.public_id for n in range(3)]
    words = client.get("/de/buero/anliegen/").content.decode()
    assert words.count('name="chosen"') == 3 and "als Spam löschen" in words
    client.post("/de/buero/anliegen/spam/", {"chosen": ids[:2]})
    assert Concern.objects.filter(discarded__isnull=False).count() == 2


@pytest.mark.parametrize("before", [0, 7])
def test_office_sees_on_its_start_what_comes_due_and_what_is_overdue(client, time_machine, before):
    concern = sent(1, proven=False).concern
    last = f.NOW + (concern.due - f.NOW.date())

    def told() -> str:
        client.force_login(office)  # the session of last week has ended
        return client.get("/de/").content.decode()

    office = f.office().person
    time_machine.move_to(last - 8 * f.DAY, tick=False)
    assert "sieben Tagen fällig" not in told()
    time_machine.move_to(last - before * f.DAY, tick=False)
    assert "In den nächsten sieben Tagen fällig: 1" in told()
    open_desk = client.get("/de/buero/anliegen/", {"stand": "unproven"}).content.decode()
    assert "bald fällig" in open_desk and "sieben Tagen fällig: 1" in open_desk
    time_machine.move_to(last + f.DAY, tick=False)
    words = told()
    assert "Frist überschritten: 1" in words and "sieben Tagen fällig" not in words
    client.logout()
    assert "Frist überschritten: 1" not in client.get("/de/").content.decode()


@pytest.mark.parametrize("shelf", ["open", "unproven", "done", "nonsense"])
def test_desk_asks_the_same_for_one_and_for_three(client, django_assert_num_queries, shelf):
    desk(client)
    for number in (1, 2, 3):
        concern = sent(number, proven=shelf != "unproven").concern
        if shelf == "done":
            answer_concern(concern=concern, text=REASON, visitor=f.office(), at=f.NOW)
        if number != 2:
            with django_assert_num_queries(5):
                client.get("/de/buero/anliegen/", {"stand": shelf})


@pytest.mark.parametrize("who", [f.citizen, f.moderator])
def test_desk_is_for_the_office_alone(client, who):
    client.force_login(who().person)
    for address in ("/de/buero/anliegen/", "/de/buero/barrieren/", "/de/buero/hilfe/"):
        assert client.get(address).status_code == 403
