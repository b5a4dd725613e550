"""Signing in, signing out, registering, changing the password."""

import pytest
from django.test import Client
from django.urls import reverse

from mitmachstadt.people.actions import (
    ACCOUNTS_PER_ADDRESS,
    GUESSES_PER_ACCOUNT,
)
from mitmachstadt.people.models import Person
from tests import factories as f

pytestmark = pytest.mark.django_db
GOOD = "fahrrad-und-regenschirm"
FORM = {"email": "neu@example.org", "name": "Kim", "password": GOOD, "terms": "on"}


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def in_words(response):
    return response.content.decode()


def sign_in(client, person, password=GOOD, **more):
    return client.post(reverse("sign-in"), {"email": person.email, "password": password, **more})


def test_sign_in_leads_back_to_where_somebody_was(client):
    response = sign_in(client, f.person(password=GOOD), next="/de/code/")
    assert (response.status_code, response["Location"]) == (302, "/de/code/")


@pytest.mark.parametrize(
    "address", ["https://example.com/", "//example.com", "javascript:alert(1)"]
)
def test_sign_in_never_leads_to_another_site(client, address):
    response = sign_in(client, f.person(password=GOOD), next=address)
    assert response["Location"] == reverse("start")
    page = client.get(reverse("sign-in"), {"next": address})
    assert address not in in_words(page)


def test_wrong_password_and_unknown_address_are_told_alike(client):
    known = sign_in(client, f.person(password=GOOD), "falsch")
    unknown = client.post(reverse("sign-in"), {"email": "x@example.org", "password": "falsch"})
    assert known.status_code == unknown.status_code == 400
    assert known.context["form"].errors == unknown.context["form"].errors
    assert "falsch" not in in_words(known)


def test_too_many_wrong_passwords_name_the_moment_to_come_back(client):
    somebody = f.person(password=GOOD)
    for _ in range(GUESSES_PER_ACCOUNT):
        sign_in(client, somebody, "falsch")
    response = sign_in(client, somebody)
    assert response.status_code == 429
    assert "Bitte warten Sie bis 21. November 2026, 13:15 Uhr" in in_words(response)


def test_nothing_typed_is_told_in_words(client):
    response = client.post(reverse("sign-in"), {})
    assert response.status_code == 400
    assert "Bitte füllen Sie dieses Feld aus." in in_words(response)


def test_sign_out_needs_a_post(client):
    client.force_login(f.person())
    assert client.get(reverse("sign-out")).status_code == 405
    left = client.post(reverse("sign-out"))
    assert left.status_code == 302
    assert left["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get(reverse("account")).status_code == 302


def test_registering_makes_an_account_and_signs_in(client):
    response = client.post(reverse("register"), {**FORM, "next": "/de/code/"})
    assert (response.status_code, response["Location"]) == (302, "/de/code/")
    person = Person.objects.get(email="neu@example.org")
    assert person.check_password(GOOD)
    assert client.get(reverse("account")).context["person"].person == person


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"terms": ""}, "Ohne Ihre Zustimmung"),
        ({"password": "kurz"}, "kurz"),
        ({"password": "password123"}, "zu üblich"),
        ({"email": "keine"}, "vollständige E-Mail-Adresse"),
        ({"email": "a" * 300 + "@example.org"}, "höchstens 254 Zeichen"),
        ({"name": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"name": "\u202e\u200b"}, "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_registering_is_refused_in_words_and_keeps_what_was_typed(client, change, words):
    response = client.post(reverse("register"), {**FORM, **change})
    assert response.status_code == 400
    assert words in in_words(response)
    assert not Person.objects.exists()
    if "name" not in change:
        assert 'value="Kim"' in in_words(response)


def test_taken_address_is_refused_in_words(client):
    taken = f.person()
    response = client.post(reverse("register"), {**FORM, "email": taken.email.upper()})
    assert response.status_code == 409
    assert "gibt es schon ein Konto" in in_words(response)


def test_many_accounts_from_one_address_have_to_wait(client):
    for number in range(ACCOUNTS_PER_ADDRESS):
        Client().post(reverse("register"), {**FORM, "email": f"n{number}@example.org"})
    response = client.post(reverse("register"), FORM)
    assert response.status_code == 429
    assert "Zu viele Versuche" in in_words(response)


def test_password_is_changed_and_the_session_stays(client):
    somebody = f.person(password=GOOD)
    sign_in(client, somebody)
    new = "regenschirm-und-fahrrad"
    form = {"present_password": GOOD, "password": new, "password_again": new}
    assert client.post(reverse("password"), form).status_code == 302
    assert client.get(reverse("account")).status_code == 200
    somebody.refresh_from_db()
    assert somebody.check_password(new)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (
            {"present_password": "falsch", "password": GOOD, "password_again": GOOD},
            "nicht Ihr bisheriges",
        ),
        ({"present_password": GOOD, "password": GOOD + "2", "password_again": GOOD}, "verschieden"),
        ({"present_password": GOOD, "password": "kurz", "password_again": "kurz"}, "kurz"),
    ],
)
def test_password_stays_when_something_is_wrong(client, form, words):
    somebody = f.person(password=GOOD)
    client.force_login(somebody)
    response = client.post(reverse("password"), form)
    assert response.status_code == 400
    assert words in in_words(response)
    somebody.refresh_from_db()
    assert somebody.check_password(GOOD)


def test_password_of_nobody_leads_to_the_sign_in(client):
    response = client.get(reverse("password"))
    assert response["Location"] == "/de/anmelden/?next=%2Fde%2Fkonto%2Fpasswort%2F"


@pytest.mark.parametrize("name", ["sign-in", "register"])
def test_forms_are_kept_nowhere(client, name):
    assert client.get(reverse(name))["Cache-Control"] == "no-store"
