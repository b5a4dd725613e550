"""What a code opens: the state, the words, the answers; and that it is not guessed."""

import pytest
from django.test import Client
from django.urls import reverse

from mitmachstadt.contributions.actions import hide, release
from mitmachstadt.contributions.enums import CODE_TRIES
from mitmachstadt.contributions.models import Mail
from mitmachstadt.contributions.views import code as code_views
from mitmachstadt.kernel.codes import code_in_groups
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from tests import factories as f

pytestmark = pytest.mark.django_db
WRONG = "2222-2222-2222"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def look(client, code):
    return client.post(reverse("code"), {"code": code})


def in_words(response):
    return response.content.decode()


def test_form_is_shown(client):
    page = client.get(reverse("code"))
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"


def test_waiting_contribution_says_so_and_code_is_read_as_people_type(client):
    said = f.submitted(f.open_passage("Die Stadt baut Wege."))
    for typed in (said.code, code_in_groups(said.code), f"  {code_in_groups(said.code).lower()} "):
        page = look(client, typed)
        assert page.status_code == 200
        assert "wartet auf Freigabe" in in_words(page)
        assert said.node.text in in_words(page)
        assert "Die Stadt baut Wege." in in_words(page)


def test_hidden_contribution_shows_the_reason_and_its_words(client):
    said = f.submitted(f.open_passage())
    hide(node=said.node, visitor=f.moderator(), reason="Nennt eine Privatadresse.", at=f.NOW)
    html = in_words(look(client, said.code))
    assert "ausgeblendet" in html
    assert "Nennt eine Privatadresse." in html
    assert said.node.text in html


def test_answer_is_shown_with_its_reason(client):
    said = f.submitted(f.open_passage(), by=f.citizen())
    f.answer(said.node)
    html = in_words(look(client, said.code))
    assert "beantwortet" in html
    assert f.REASON in html
    assert "Zu dieser Anmerkung gibt es schon eine Rückmeldung" in html


def test_overdue_is_said(client, time_machine):
    said = f.submitted(f.open_passage(), by=f.citizen())
    assert "Rückmeldung bis" in in_words(look(client, said.code))
    time_machine.move_to(f.NOW + 15 * f.DAY, tick=False)
    assert "Frist überschritten" in in_words(look(client, said.code))


@pytest.mark.parametrize("code", ["", "x", WRONG, "ABCD-EFGH", "u" * 12, "1" * 5000, "\u0000" * 12])
def test_wrong_code_is_told_in_words(client, code):
    page = look(client, code)
    assert page.status_code == 404
    assert "alert" in in_words(page)


def test_wrong_codes_are_limited_even_for_a_right_one_after_them(client):
    said = f.submitted(f.open_passage())
    for _ in range(CODE_TRIES):
        assert look(client, WRONG).status_code == 404
    page = look(client, said.code)
    assert page.status_code == 429
    assert "Bitte warten Sie bis 21. November 2026, 13:15 Uhr" in in_words(page)
    assert said.node.text not in in_words(page)


def test_wrong_codes_are_counted_on_every_form(client):
    for name in ("code", "correct", "withdraw") * (CODE_TRIES // 3 + 1):
        page = client.post(reverse(name), {"code": WRONG, "text": "Neu"})
    assert page.status_code == 429


def test_try_is_counted_before_the_code_is_looked_at(client, monkeypatch):
    said, seen = f.submitted(f.open_passage()), []
    monkeypatch.setattr(code_views, "count_attempt", lambda *_, **__: seen.append(1) or 99)
    monkeypatch.setattr(code_views, "node_by_code", lambda _: pytest.fail("looked too early"))
    assert look(client, said.code).status_code == 429
    assert seen == [1]


@pytest.mark.parametrize(
    ("state", "veil"),
    [
        (Visibility.HIDDEN, "Ausgeblendeter Beitrag"),
        (Visibility.WAITING, "Beitrag, der auf Freigabe wartet"),
        (Visibility.WITHDRAWN, "Zurückgezogene Anmerkung"),
    ],
)
def test_words_of_what_it_is_about_are_not_told_while_they_are_not_public(client, state, veil):
    me = f.citizen()
    first = f.remark(f.open_passage(), "Geheime Ackerstraße")
    said = f.submitted(first, by=me)
    Node.objects.filter(pk=first.pk).update(visibility=state)
    html = in_words(look(client, said.code))
    client.force_login(me.person)
    for shown in (html, in_words(client.get(reverse("account")))):
        assert veil in shown
        assert "Ackerstraße" not in shown
    assert Node.objects.get(pk=first.pk).text == "Geheime Ackerstraße"


def test_change_after_the_end_is_refused_and_withdrawing_is_not(client, time_machine):
    said = f.submitted(f.open_passage(), by=f.citizen())
    time_machine.move_to(f.NOW + 8 * f.DAY, tick=False)
    page = client.post(reverse("correct"), {"code": said.code, "text": "Ganz andere Worte."})
    assert page.status_code == 409
    assert "Ganz andere Worte." in in_words(page)
    assert "Die Beteiligung endete am 28. November 2026" in in_words(page)
    client.post(reverse("withdraw"), {"code": said.code, "sure": "ja"})
    assert f.state_of(said.node) == Visibility.WITHDRAWN


def test_limit_is_for_each_address(client):
    said = f.submitted(f.open_passage())
    for _ in range(CODE_TRIES):
        look(client, WRONG)
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert look(other, said.code).status_code == 200


def test_words_are_changed_and_wait_again(client):
    said = f.submitted(f.open_passage())
    release(node=said.node, visitor=f.moderator(), at=f.NOW)
    page = client.post(reverse("correct"), {"code": said.code, "text": "Neue Worte."})
    assert page.status_code == 200
    assert "Neue Worte." in in_words(page)
    assert "wartet auf Freigabe" in in_words(page)
    assert f.state_of(said.node) == Visibility.WAITING


@pytest.mark.parametrize(("text", "words"), [("", "leer"), ("ö" * 6000, "6.000 Zeichen")])
def test_change_is_refused_in_words_and_the_words_stay(client, text, words):
    said = f.submitted(f.open_passage())
    page = client.post(reverse("correct"), {"code": said.code, "text": text})
    assert page.status_code == 400
    assert words in in_words(page)
    assert text in in_words(page)
    assert f.fresh(said.node).text == said.node.text


def test_change_after_an_answer_is_refused_and_the_words_stay(client):
    said = f.submitted(f.open_passage(), by=f.citizen())
    f.answer(said.node)
    page = client.post(reverse("correct"), {"code": said.code, "text": "Ganz andere Worte."})
    assert page.status_code == 409
    assert "Ganz andere Worte." in in_words(page)


def test_change_with_a_wrong_code_gives_the_words_back(client):
    page = client.post(reverse("correct"), {"code": WRONG, "text": "Meine neuen Worte."})
    assert page.status_code == 404
    assert "Meine neuen Worte." in in_words(page)


def test_withdrawing_asks_once_and_then_deletes_the_words(client):
    said = f.submitted(f.open_passage(), "Das nehme ich zurück.")
    page = client.post(reverse("withdraw"), {"code": said.code})
    assert "wirklich zurückziehen?" in in_words(page)
    assert f.state_of(said.node) == Visibility.WAITING
    page = client.post(reverse("withdraw"), {"code": said.code, "sure": "ja"})
    assert f.state_of(said.node) == Visibility.WITHDRAWN
    assert "Das nehme ich zurück." not in in_words(page)
    again = client.post(reverse("withdraw"), {"code": said.code, "sure": "ja"})
    assert again.status_code == 409


@pytest.mark.parametrize("name", ["correct", "withdraw"])
def test_address_of_an_act_leads_to_the_form(client, name):
    assert client.get(reverse(name))["Location"] == reverse("code")


@pytest.mark.usefixtures("kept_salt")
def test_page_takes_as_many_queries_with_three_answers(client, django_assert_num_queries):
    said = f.submitted(f.open_passage(), by=f.citizen())
    f.answer(said.node)
    with django_assert_num_queries(6):
        look(client, said.code)
    f.answer(said.node)
    f.answer(said.node)
    with django_assert_num_queries(6):
        look(client, said.code)


def test_codes_cannot_be_tried_where_an_address_is_left(client):
    for _ in range(CODE_TRIES):
        client.post(reverse("answer-by-mail"), {"code": WRONG, "email": "rita@example.org"})
    done = f.submitted(f.open_passage())
    answer = client.post(
        reverse("answer-by-mail"), {"code": done.code, "email": "rita@example.org"}
    )
    assert answer.status_code == 429 and "rita@example.org" in in_words(answer)
    assert not Mail.objects.exists()
    assert client.post(reverse("code"), {"code": done.code}).status_code == 429
