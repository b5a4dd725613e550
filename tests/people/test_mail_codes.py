"""Signing in with a code by mail."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from mitmachstadt.kernel.rates import period_ends
from mitmachstadt.people import actions
from mitmachstadt.people.actions import GUESS_MINUTES, mail_codes
from mitmachstadt.people.errors import CodeHasExpired, CodeWrong, TooManyAttempts
from tests import factories as f
from tests.people.signing_in import (
    ask_code,
    cookie,
    enter_code,
    in_words,
    mailed_code,
    somebody,
    type_password,
    who_is_in,
)

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _at_once(time_machine, settings):
    time_machine.move_to(f.NOW, tick=False)
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}


def test_code_from_the_mail_signs_in_and_leads_back(client):
    ada = somebody()
    assert ask_code(client, f" {ada.email.upper()} ", next="/de/code/").status_code == 302
    before = cookie(client)
    response = enter_code(client, f" {mailed_code().lower()} ")
    assert (response.status_code, response["Location"]) == (302, "/de/code/")
    assert who_is_in(client) == ada
    assert cookie(client) != before


def test_mail_says_how_long_the_code_lives_and_is_in_the_language_of_the_page(client):
    ada = somebody()
    ask_code(client, ada.email)
    assert mail.outbox[0].to == [ada.email]
    assert "10 Minuten" in mail.outbox[0].body


def test_page_is_the_same_whether_there_is_an_account_or_not(client):
    known, unknown = somebody(), "niemand@example.org"
    pages = []
    for email in (known.email, unknown):
        browser = Client()
        ask_code(browser, email)
        shown = in_words(browser.get(reverse("sign-in-code-enter")))
        pages.append((shown.replace(email, ""), enter_code(browser, "2222-2222").status_code))
    assert pages[0][1] == pages[1][1] == 400
    assert len(mail.outbox) == 1
    assert len(pages[0][0]) == len(pages[1][0])


def test_code_used_twice_is_refused(client):
    ada = somebody()
    ask_code(client, ada.email)
    code = mailed_code()
    enter_code(client, code)
    assert enter_code(client, code)["Location"] == reverse("sign-in-code")
    other = Client()
    ask_code(other, ada.email)
    assert enter_code(other, code).status_code == 400


def test_code_typed_in_another_browser_or_by_another_person_is_refused(client):
    ada, bob = somebody(), somebody()
    ask_code(client, ada.email)
    code = mailed_code()
    stranger = Client()
    assert enter_code(stranger, code)["Location"] == reverse("sign-in-code")
    ask_code(stranger, bob.email)
    assert enter_code(stranger, code).status_code == 400
    assert who_is_in(stranger) is None


@pytest.mark.parametrize(
    ("later", "status"),
    [(10 * MINUTE - f.TICK, 302), (10 * MINUTE, 410), (-MINUTE, 410)],
    ids=["just in time", "expired", "clock moved back"],
)
def test_code_lives_ten_minutes(client, time_machine, later, status):
    ask_code(client, somebody().email)
    code = mailed_code()
    time_machine.move_to(f.NOW + later, tick=False)
    response = enter_code(client, code)
    assert response.status_code == status
    if status == 410:
        assert reverse("sign-in-code") in in_words(response)


def test_code_of_a_closed_account_is_refused(client):
    ada = somebody()
    ask_code(client, ada.email)
    ada.is_active = False
    ada.save(update_fields=["is_active"])
    assert enter_code(client, mailed_code()).status_code == 410


def test_wrong_code_can_be_tried_five_times_and_then_not_even_the_right_one(client):
    ask_code(client, somebody().email)
    code = mailed_code()
    for _ in range(actions.TRIES_PER_CODE):
        response = enter_code(client, "2222-2222")
        assert response.status_code == 400
        assert "nicht der richtige Code" in in_words(response)
    assert enter_code(client, code).status_code == 410
    assert who_is_in(client) is None


@pytest.mark.parametrize("typed", ["", "ü" * 8, "x" * 41, "\x00", "🂡"])
def test_anything_typed_is_told_in_words(client, typed):
    ask_code(client, somebody().email)
    assert enter_code(client, typed).status_code == 400


def test_queue_of_tasks_holds_no_code(client, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    ada = somebody()
    ask_code(client, ada.email)
    task = DBTaskResult.objects.get()
    number = client.session["mail-code"]["number"]
    code = actions.sign_in_code(ada.public_id, number)
    assert number in str(task.args_kwargs)
    assert code not in str(task.args_kwargs) + str(dict(client.session))


def guess(asked, typed="22222222", at=f.NOW):
    return actions.redeem_code(asked, typed=typed, at=at)


@pytest.mark.slow
def test_ten_thousand_guesses_at_one_code_reach_the_comparison_five_times(monkeypatch):
    asked = actions.ask_for_code(email=somebody().email, address="a", at=f.NOW)
    compared = []
    right = actions.sign_in_code
    monkeypatch.setattr(mail_codes, "sign_in_code", lambda *a: compared.append(a) or right(*a))
    for number in range(10_000):
        with suppress(CodeWrong, CodeHasExpired):
            guess(asked, f"{number:08}")
    assert len(compared) == actions.TRIES_PER_CODE


def test_a_thousand_codes_asked_for_send_a_handful_of_mails_and_the_honest_one_gets_in():
    ada, sent = somebody(), 0
    for _ in range(1_000):
        with suppress(TooManyAttempts):
            actions.ask_for_code(email=ada.email, address="203.0.113.9", at=f.NOW)
            sent += 1
    assert sent == len(mail.outbox) == actions.CODES_PER_ACCOUNT
    actions.ask_for_code(email=ada.email, address="192.0.2.1", at=f.NOW)
    assert guess_right(ada) == ada


def test_codes_asked_for_from_everywhere_are_few_and_come_again_in_the_next_period():
    ada, sent = somebody(), 0
    for number in range(1_000):
        with suppress(TooManyAttempts):
            actions.ask_for_code(email=ada.email, address=f"network {number}", at=f.NOW)
            sent += 1
    assert sent == actions.CODES_FROM_EVERYWHERE
    later = period_ends(f.NOW, GUESS_MINUTES)
    actions.ask_for_code(email=ada.email, address="192.0.2.1", at=later)


def guess_right(ada):
    asked = actions.ask_for_code(email=ada.email, address="192.0.2.1", at=f.NOW)
    return guess(asked, mailed_code())


@pytest.mark.slow
def test_code_lets_the_honest_person_in_while_their_password_is_guessed_at(client):
    ada = somebody()
    for number in range(10_000):
        with suppress(TooManyAttempts):
            actions.sign_in(
                email=ada.email, password="x", address=f"net {number % 50}", at=f.NOW, request=None
            )
    assert type_password(client, ada).status_code == 429
    ask_code(client, ada.email)
    enter_code(client, mailed_code())
    assert who_is_in(client) == ada


def test_forgotten_password_works_while_the_password_is_guessed_at(client):
    ada = somebody()
    for number in range(200):
        with suppress(TooManyAttempts):
            actions.sign_in(
                email=ada.email, password="x", address=f"net {number}", at=f.NOW, request=None
            )
    client.post(reverse("password-forgotten"), {"email": ada.email})
    assert "/de/passwort-neu/" in mail.outbox[-1].body


@pytest.mark.parametrize("name", ["sign-in-code", "sign-in-passkey"])
def test_pages_are_kept_nowhere(client, name):
    assert client.get(reverse(name))["Cache-Control"] == "no-store"


def test_sign_in_page_makes_no_session(client):
    client.get(reverse("sign-in"))
    client.get(reverse("sign-in-code"))
    assert cookie(client) == ""
