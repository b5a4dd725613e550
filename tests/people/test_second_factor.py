"""An app as second factor at sign-in, recovery codes, and guessing at both."""

import hmac
from contextlib import suppress
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from mitmachstadt.kernel.rates import period_ends
from mitmachstadt.people import actions
from mitmachstadt.people.actions import (
    FACTOR_GUESSES_FROM_EVERYWHERE,
    GUESS_MINUTES,
    GUESSES_PER_ACCOUNT,
    factors,
)
from mitmachstadt.people.errors import CodeUsed, CodeWrong, TooManyAttempts
from mitmachstadt.people.queries import factors_of, recovery_codes_left
from tests import factories as f
from tests.people.signing_in import (
    SECRET,
    code,
    cookie,
    in_words,
    somebody,
    type_code,
    type_password,
    who_is_in,
    wrong,
)

pytestmark = pytest.mark.django_db
STEP = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def check(person, typed, address="a", at=f.NOW):
    actions.check_factor_code(person=person, code=typed, address=address, at=at)


def test_password_alone_does_not_let_in_who_has_an_app(client):
    ada = somebody(app=True)
    response = type_password(client, ada, next="/de/code/")
    assert response["Location"] == reverse("second-factor")
    assert who_is_in(client) is None
    assert client.get(reverse("second-factor")).status_code == 200
    response = type_code(client, code())
    assert response["Location"] == "/de/code/"
    assert who_is_in(client) == ada


def test_each_step_gives_the_session_another_key(client):
    ada = somebody(app=True)
    client.get(reverse("sign-in-passkey"))  # begins a session, as an attacker could have
    keys = [cookie(client)]
    type_password(client, ada)
    keys.append(cookie(client))
    type_code(client, code())
    keys.append(cookie(client))
    assert len(set(keys)) == 3 and all(keys)


def test_code_page_without_a_first_factor_leads_to_the_sign_in(client):
    assert client.get(reverse("second-factor"))["Location"] == reverse("sign-in")
    assert type_code(client, code())["Location"] == reverse("sign-in")


def test_first_factor_is_forgotten_after_a_while(client, time_machine):
    ada = somebody(app=True)
    type_password(client, ada)
    later = f.NOW + timedelta(minutes=15)
    time_machine.move_to(later, tick=False)
    assert type_code(client, code(later))["Location"] == reverse("sign-in")


def test_wrong_code_is_told_in_words_and_nobody_is_in(client):
    type_password(client, somebody(app=True))
    response = type_code(client, wrong(code()))
    assert response.status_code == 400
    assert "nicht der richtige Code" in in_words(response)
    assert who_is_in(client) is None


def test_code_of_another_persons_app_is_refused():
    ada = somebody(app=True)
    bob = f.person("Bob")
    other = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"
    first = actions.app_code(other, at=f.NOW)
    actions.set_up_app(person=bob, secret=other, code=first, address="a", at=f.NOW)
    with pytest.raises(CodeWrong):
        check(ada, actions.app_code(other, at=f.NOW))


def test_code_works_once():
    ada = somebody(app=True)
    check(ada, code())
    with pytest.raises(CodeUsed):
        check(ada, code())


def test_code_that_set_the_app_up_does_not_let_in():
    ada = f.person("Ada")
    secret = actions.new_app_secret()
    shown = actions.app_code(secret, at=f.NOW)
    actions.set_up_app(person=ada, secret=secret, code=shown, address="a", at=f.NOW)
    with pytest.raises(CodeUsed):
        check(ada, shown)


@pytest.mark.parametrize(
    ("apart", "accepted"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_app_may_be_half_a_minute_off(apart, accepted):
    ada = somebody(app=True)
    if accepted:
        check(ada, code(f.NOW + apart * STEP))
    else:
        with pytest.raises(CodeWrong):
            check(ada, code(f.NOW + apart * STEP))


def test_clock_moved_back_brings_no_used_code_again():
    ada = somebody(app=True)
    check(ada, code())
    for back in (f.NOW - STEP, f.NOW - 2 * STEP):
        with pytest.raises((CodeUsed, CodeWrong)):
            check(ada, code(), at=back)
    # An earlier code neither, though it was never typed: only the next one counts.
    with pytest.raises(CodeUsed):
        check(ada, code(f.NOW - STEP), at=f.NOW - STEP)
    check(ada, code(f.NOW + STEP), at=f.NOW + STEP)


def test_recovery_code_works_once_and_in_any_spelling(client):
    ada = somebody(app=True)
    spare = recovery_codes_left(ada)[0]
    check(ada, f" {spare[:4]}-{spare[4:]} ")
    assert len(recovery_codes_left(ada)) == 9
    with pytest.raises(CodeWrong):
        check(ada, spare)


def test_recovery_code_of_somebody_else_is_refused():
    ada, bob = somebody(app=True), somebody(app=True)
    with pytest.raises(CodeWrong):
        check(ada, recovery_codes_left(bob)[0])


@pytest.mark.parametrize("typed", ["", "ü", "１２３４５６", "0" * 40, "\u0661" * 6, "🂡"])
def test_anything_typed_is_no_code(typed):
    ada = somebody(app=True)
    with pytest.raises(CodeWrong):
        check(ada, typed)


def test_secret_stands_encrypted_and_with_another_key_of_the_city_opens_nothing(settings):
    ada = somebody(app=True)
    kept = str(Authenticator.objects.get(user=ada, type="totp").data)
    assert "JBSWY3DP" not in kept
    settings.SECRET_KEY = "another" * 10
    with pytest.raises(CodeWrong):
        check(ada, code())


def codes_of_an_empty_seed():
    """What everybody can work out."""
    made, sha = [], hmac.new(b"", None, "sha1")
    for number in range(10):
        sha.update(f"{number:3},".encode())
        made.append(str(int.from_bytes(sha.digest()[:4], "big") % 10**8).zfill(8))
    return made


def test_recovery_codes_under_another_key_of_the_city_are_worth_nothing(settings):
    ada = somebody(app=True)
    before = recovery_codes_left(ada)
    settings.SECRET_KEY = "another" * 10
    assert recovery_codes_left(ada) == [] and factors_of(ada).codes_left == 0
    for number, typed in enumerate([*codes_of_an_empty_seed(), *before]):
        with pytest.raises(CodeWrong):
            check(ada, typed, address=f"network {number}")


@pytest.mark.parametrize("how", ["new codes", "new app"])
def test_recovery_codes_made_after_the_key_changed_are_new_ones_that_work(settings, how):
    ada = somebody(app=True)
    settings.SECRET_KEY = "another" * 10
    if how == "new codes":
        actions.renew_recovery_codes(person=ada)
    else:
        Authenticator.objects.filter(user=ada, type="totp").delete()
        actions.set_up_app(person=ada, secret=SECRET, code=code(), address="a", at=f.NOW)
    left = recovery_codes_left(ada)
    assert len(left) == 10 and not set(left) & set(codes_of_an_empty_seed())
    check(ada, left[0])


@pytest.mark.slow
def test_ten_thousand_guesses_reach_the_check_a_handful_of_times_and_lock_nobody_out(monkeypatch):
    ada, looked = somebody(app=True), []
    real = factors._check_app
    monkeypatch.setattr(factors, "_check_app", lambda *a: looked.append(a) or real(*a))
    right = code()
    for number in range(10_000):
        if f"{number:06}" != right:
            with suppress(CodeWrong, TooManyAttempts):
                check(ada, f"{number:06}", address="203.0.113.9")
    assert len(looked) == GUESSES_PER_ACCOUNT
    with pytest.raises(TooManyAttempts):
        check(ada, right, address="203.0.113.9")
    check(ada, right, address="192.0.2.1")


def test_guesses_from_everywhere_are_few_and_leave_the_recovery_codes_open():
    ada, let = somebody(app=True), 0
    right = code()
    for number in range(200):
        with suppress(CodeWrong, TooManyAttempts):
            try:
                check(ada, wrong(right), address=f"network {number}")
            except CodeWrong:
                let += 1
    assert let == FACTOR_GUESSES_FROM_EVERYWHERE
    with pytest.raises(TooManyAttempts):
        check(ada, right, address="192.0.2.1")
    check(ada, recovery_codes_left(ada)[0], address="192.0.2.1")
    later = period_ends(f.NOW, GUESS_MINUTES)
    check(ada, code(later), address="192.0.2.1", at=later)


def test_right_codes_use_up_no_tries():
    ada = somebody(app=True)
    for number in range(GUESSES_PER_ACCOUNT + 2):
        moment = f.NOW + number * STEP
        check(ada, code(moment), at=moment)


def test_guess_is_counted_before_it_is_looked_at(monkeypatch):
    ada = somebody(app=True)
    monkeypatch.setattr(factors, "_check_app", lambda *_: pytest.fail("looked too early"))
    monkeypatch.setattr(
        "mitmachstadt.people.actions.accounts.count_attempt", lambda *_, **__: 1_000
    )
    with pytest.raises(TooManyAttempts):
        check(ada, code())


def test_other_browser_does_not_share_the_first_factor(client):
    type_password(client, somebody(app=True))
    assert type_code(Client(), code())["Location"] == reverse("sign-in")
