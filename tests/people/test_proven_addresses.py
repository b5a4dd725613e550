"""An account belongs to whoever reads the mail at its address, not to who made it first."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse

from mitmachstadt.people import actions
from mitmachstadt.people.enums import MembershipRole
from mitmachstadt.people.errors import AddressNotProven
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import organisations_of, visitor
from tests import factories as f
from tests.people.signing_in import (
    PASSWORD,
    SECRET,
    ask_code,
    code,
    enter_code,
    in_words,
    mailed_code,
    somebody,
    type_password,
    who_is_in,
)

pytestmark = pytest.mark.django_db
EMAIL = "opfer@example.org"
NEW = "laterne-und-kaffeekanne"
SAID = "gilt nichts mehr, womit man bisher hereinkam"


@pytest.fixture(autouse=True)
def _at_once(time_machine, settings):
    time_machine.move_to(f.NOW, tick=False)
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}


def registered(client, email=EMAIL):
    """An account that whoever sits at this browser has made, with an app and a connection."""
    form = {"email": email, "name": "Ada", "password": PASSWORD, "terms": "on"}
    assert client.post(reverse("register"), form).status_code == 302
    person = Person.objects.get(email=email)
    before = f.NOW - f.DAY
    actions.set_up_app(person=person, secret=SECRET, code=code(before), address="a", at=before)
    SocialAccount.objects.create(user=person, provider="https://id.example", uid="1")
    return person


def ways_in(person):
    found = Authenticator.objects.filter(user=person), SocialAccount.objects.filter(user=person)
    return [each.count() for each in found]


def by_code(client, email=EMAIL):
    ask_code(client, email)
    return enter_code(client, mailed_code())


def by_link(client, email=EMAIL):
    client.post(reverse("password-forgotten"), {"email": email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]
    return client.post(link, {"password": NEW, "password_again": NEW})


def new_address(client, email="neu@example.org"):
    client.post(reverse("my-address"), {"email": email, "password": PASSWORD})
    text = next(each.body for each in mail.outbox if each.to == [email])
    return re.search(r"https?://[^/]+(/\S+/konto/adresse/\S+)", text)[1]


def test_code_by_mail_takes_an_account_from_who_made_it_with_somebody_elses_address(client):
    attacker = Client()
    person = registered(attacker)
    assert who_is_in(attacker) == person
    response = by_code(client)
    assert response.status_code == 302
    assert SAID in in_words(client.get(reverse("account")))
    assert who_is_in(client) == person and who_is_in(attacker) is None
    assert ways_in(person) == [0, 0]
    person.refresh_from_db()
    assert not person.has_usable_password() and person.address_proven == f.NOW
    assert type_password(Client(), person).status_code == 400


def test_link_for_a_new_password_takes_it_too_and_the_new_password_works(client):
    attacker = Client()
    person = registered(attacker)
    assert by_link(client).status_code == 302
    assert who_is_in(attacker) is None and ways_in(person) == [0, 0]
    assert SAID in in_words(client.get(reverse("sign-in")))
    person.refresh_from_db()
    assert person.check_password(NEW) and person.address_proven == f.NOW


def test_session_that_made_the_account_loses_nothing_by_showing_that_the_address_is_its_own(client):
    person, elsewhere = registered(client), Client()
    elsewhere.force_login(person)
    assert by_code(client)["Location"] == reverse("second-factor")
    assert ways_in(person) == [2, 1]
    person.refresh_from_db()
    assert person.check_password(PASSWORD) and person.address_proven == f.NOW
    assert SAID not in in_words(client.get(reverse("account")))


def test_address_that_was_shown_before_leaves_every_way_in(client):
    person = registered(client)
    by_code(client)
    before = ways_in(person)
    assert before == [2, 1]
    assert by_code(Client())["Location"] == reverse("second-factor")
    by_link(Client())
    assert ways_in(person) == before
    assert Person.objects.get(pk=person.pk).address_proven == f.NOW


def test_somebody_with_a_role_keeps_the_second_factor(client):
    office = somebody(f.BuiltInGroup.OFFICE, app=True)
    assert by_code(client, office.email)["Location"] == reverse("second-factor")
    assert ways_in(office) == [2, 0]


def test_new_address_confirmed_elsewhere_drops_what_was_set_up_before(client):
    person = registered(client)
    link = new_address(client)
    assert Client().post(link).status_code == 302
    person.refresh_from_db()
    assert (person.email, person.address_proven) == ("neu@example.org", f.NOW)
    assert ways_in(person) == [0, 0] and who_is_in(client) is None


def test_new_address_confirmed_where_the_account_was_made_keeps_everything(client):
    person = registered(client)
    assert client.post(new_address(client)).status_code == 302
    assert ways_in(person) == [2, 1] and who_is_in(client) == person


def test_address_asked_for_before_the_account_was_shown_to_be_anothers_no_longer_counts(client):
    attacker = Client()
    person = registered(attacker)
    link = new_address(attacker)
    by_code(client)
    assert attacker.post(link).status_code == 410
    person.refresh_from_db()
    assert person.email == EMAIL


def test_account_with_an_unproven_address_gets_no_role_and_no_organisation(client):
    person, boss = registered(client), f.administrator()
    club = f.organisation("Verein")
    with pytest.raises(AddressNotProven):
        actions.give_role(person=person, role="office", visitor=boss, at=f.NOW)
    with pytest.raises(AddressNotProven):
        actions.let_speak_for(
            person=person, organisation=club, role=MembershipRole.WORKS, visitor=boss, at=f.NOW
        )
    assert not visitor(person, at=f.NOW).is_office
    assert organisations_of(person, at=f.NOW) == []
    by_code(client)
    person.refresh_from_db()
    actions.give_role(person=person, role="office", visitor=boss, at=f.NOW)
    actions.let_speak_for(person=person, organisation=club, visitor=boss, at=f.NOW)
    assert organisations_of(person, at=f.NOW) == [club]


def test_desk_says_whose_address_is_not_proven_and_what_to_do():
    person, boss = registered(Client()), Client()
    boss.force_login(f.administrator().person)
    for address in (reverse("directory"), reverse("directory-person", args=[person.public_id])):
        assert "Adresse nicht bestätigt" in in_words(boss.get(address))
    mine = reverse("directory-person", args=[person.public_id])
    refused = boss.post(mine, {"act": "give office"})
    assert refused.status_code == 409
    assert "mit einem Code per E-Mail anzumelden" in in_words(refused)
