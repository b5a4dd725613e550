from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from mitmachstadt.kernel.rates import period_ends
from mitmachstadt.ledger.models import Entry
from mitmachstadt.people.actions import (
    GUESS_MINUTES,
    GUESSES_FROM_EVERYWHERE,
    GUESSES_PER_ACCOUNT,
    GUESSES_PER_ADDRESS,
    accounts,
    register_person,
    sign_in,
)
from mitmachstadt.people.errors import EmailTaken, TooManyAttempts
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import person_by_email
from tests.factories import NOW

pytestmark = pytest.mark.django_db
PASSWORD = "ein langes Kennwort"


def register(email: str = "ada@example.org", password: str | None = PASSWORD) -> Person:
    return register_person(email=email, name="Ada", password=password, at=NOW)


def attempt(email="ada@example.org", password=PASSWORD, address="192.0.2.1", at=NOW):
    request = RequestFactory().post("/de/anmelden/")
    return sign_in(email=email, password=password, address=address, at=at, request=request)


def test_register_person_keeps_the_address_in_lower_case():
    assert register(" Ada.Lovelace@Example.ORG ").email == "ada.lovelace@example.org"
    assert person_by_email("ADA.LOVELACE@example.org ") is not None


def test_register_person_with_a_known_address_in_other_letters_is_refused():
    register()
    with pytest.raises(EmailTaken):
        register("ADA@example.org")
    assert Person.objects.count() == 1
    assert Entry.objects.filter(kind="person.registered").count() == 1


def test_register_person_writes_no_name_and_no_address_into_the_register():
    made = register()
    line = Entry.objects.get(subject=made.public_id)
    assert line.payload.content == {}


def test_register_person_cleans_and_shortens_the_name():
    made = register_person(
        email="x@example.org", name="A\u202ed\na " + "x" * 90, password=None, at=NOW
    )
    assert made.name == ("Ad a " + "x" * 90)[:60]


def test_person_with_an_address_in_upper_case_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="ADA@example.org", name="Ada", created=NOW)


def test_sign_in_does_not_mind_the_case_of_the_address():
    made = register()
    assert attempt(" ADA@Example.org ") == made


def test_sign_in_with_a_wrong_password_or_an_unknown_address_gives_nobody():
    register()
    assert attempt(password="falsch") is None
    assert attempt("niemand@example.org") is None


def test_sign_in_without_a_password_of_its_own_gives_nobody():
    register(password=None)
    assert attempt(password="") is None


def test_sign_in_of_somebody_inactive_gives_nobody():
    made = register()
    made.is_active = False
    made.save(update_fields=["is_active"])
    assert attempt() is None


def test_sign_in_after_too_many_guesses_is_refused_even_with_the_right_password():
    register()
    for _ in range(GUESSES_PER_ACCOUNT):
        assert attempt(password="falsch") is None
    with pytest.raises(TooManyAttempts) as refusal:
        attempt()
    assert refusal.value.data == {"until": period_ends(NOW, GUESS_MINUTES)}
    assert refusal.value.status == 429


def test_sign_in_after_the_period_lets_the_honest_person_in():
    made = register()
    for _ in range(GUESSES_PER_ACCOUNT):
        attempt(password="falsch")
    ends = period_ends(NOW, GUESS_MINUTES)
    with pytest.raises(TooManyAttempts):
        attempt(at=ends - timedelta(microseconds=1))
    assert attempt(at=ends) == made


def test_sign_in_one_guess_before_the_limit_still_works():
    made = register()
    for _ in range(GUESSES_PER_ACCOUNT - 1):
        attempt(password="falsch")
    assert attempt() == made


def test_sign_in_guessed_from_one_address_still_works_from_another():
    made = register()
    for _ in range(GUESSES_FROM_EVERYWHERE):
        with suppress(TooManyAttempts):
            attempt(password="falsch", address="203.0.113.9")
    assert attempt(address="192.0.2.1") == made


def test_sign_in_guessed_from_many_addresses_is_refused_from_everywhere():
    register(password=None)
    for number in range(GUESSES_FROM_EVERYWHERE):
        assert attempt("ada@example.org", address=f"192.0.2.{number}") is None
    with pytest.raises(TooManyAttempts):
        attempt(address="198.51.100.1")


def test_sign_in_is_counted_before_the_password_is_looked_at(monkeypatch):
    monkeypatch.setattr(accounts, "count_attempt", lambda *_, **__: GUESSES_PER_ACCOUNT + 1)
    monkeypatch.setattr(accounts, "authenticate", lambda *_, **__: pytest.fail("looked too early"))
    with pytest.raises(TooManyAttempts):
        attempt()


def test_sign_in_guessing_one_account_leaves_others_alone():
    register()
    other = register("grace@example.org")
    for _ in range(GUESSES_PER_ACCOUNT):
        attempt(password="falsch", address="203.0.113.9")
    assert attempt("grace@example.org", address="192.0.2.1") == other


def test_sign_in_trying_many_accounts_from_one_address_is_refused_there_only():
    made = register()
    for number in range(GUESSES_PER_ADDRESS):
        attempt(f"x{number}@example.org", address="203.0.113.9")
    with pytest.raises(TooManyAttempts):
        attempt(address="203.0.113.9")
    assert attempt(address="192.0.2.1") == made


def test_sign_in_in_other_letters_counts_for_the_same_account():
    register()
    for number in range(GUESSES_PER_ACCOUNT):
        attempt("ADA@example.org" if number % 2 else " ada@EXAMPLE.org", password="falsch")
    with pytest.raises(TooManyAttempts):
        attempt()


def test_sign_in_of_many_honest_people_from_one_address_is_not_refused():
    for number in range(GUESSES_PER_ADDRESS + 3):
        register(f"person{number}@example.org")
        assert attempt(f"person{number}@example.org") is not None
