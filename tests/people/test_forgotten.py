"""A forgotten password: a link by mail that works once, for a day, and tells nobody anything."""

import re
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from mitmachstadt.ledger.models import Entry
from mitmachstadt.people.actions import (
    GUESSES_PER_ADDRESS,
    LINKS_FROM_EVERYWHERE,
    LINKS_PER_ACCOUNT,
    ask_for_new_password,
    close_account,
)
from mitmachstadt.people.errors import TooManyAttempts
from mitmachstadt.people.models import Person
from mitmachstadt.people.tasks import mail_password_link
from tests import factories as f

pytestmark = pytest.mark.django_db
NEW = "laterne-und-kaffeekanne"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def ask(client, email):
    return client.post(reverse("password-forgotten"), {"email": email})


def work():
    """What the worker would do with the tasks that wait."""
    for row in DBTaskResult.objects.filter(task_path__endswith="mail_password_link"):
        mail_password_link.func(**row.args_kwargs["kwargs"])


def link_for(client, person):
    ask(client, person.email)
    work()
    return re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]


def set_to(client, link, password=NEW, again=NEW):
    return client.post(link, {"password": password, "password_again": again})


def test_the_link_sets_a_new_password_once(client):
    person = f.person("Ada", password="altes-passwort-bleibt-nicht")
    link = link_for(client, person)
    assert mail.outbox[0].to == [person.email]
    assert client.get(link).status_code == 200
    assert set_to(client, link)["Location"] == reverse("sign-in")
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert Entry.objects.filter(kind="person.password_changed").count() == 1
    again = set_to(client, link, "noch-ein-anderes-passwort", "noch-ein-anderes-passwort")
    assert again.status_code == 410 and "Neuen Link schicken lassen" in again.content.decode()
    person.refresh_from_db()
    assert person.check_password(NEW)


@pytest.mark.parametrize(
    ("after", "works"), [(timedelta(days=1), True), (f.DAY + f.TICK * 2_000_000, False)]
)
def test_the_link_works_for_a_day(client, time_machine, after, works):
    person = f.person("Ada", password="altes-passwort-bleibt-nicht")
    link = link_for(client, person)
    time_machine.move_to(f.NOW + after, tick=False)
    assert set_to(client, link).status_code == (302 if works else 410)


def test_nobody_learns_whether_there_is_an_account(client):
    known = f.person("Ada")
    pages = [ask(client, known.email), ask(client, "niemand@example.org")]
    words = [page.content.decode().replace(known.email, "x") for page in pages]
    assert words[0] == words[1].replace("niemand@example.org", "x")
    assert DBTaskResult.objects.count() == 2
    work()
    assert len(mail.outbox) == 1


def test_a_closed_account_gets_no_link_and_its_link_no_longer_works(client):
    person = f.person("Ada")
    link = link_for(client, person)
    close_account(person=person, visitor=f.administrator(), at=f.NOW)
    assert set_to(client, link).status_code == 410
    mail.outbox.clear()
    DBTaskResult.objects.all().delete()
    ask(client, person.email)
    work()
    assert mail.outbox == []


def test_a_link_of_somebody_else_sets_nothing(client):
    ada, ben = f.person("Ada"), f.person("Ben")
    link = link_for(client, ada).replace(ada.public_id, ben.public_id)
    assert set_to(client, link).status_code == 410
    assert set_to(client, "/de/passwort-neu/nichts/abc-def/").status_code == 410
    assert not Person.objects.get(pk=ben.pk).check_password(NEW)


def test_links_for_one_account_are_few(client):
    person = f.person("Ada")
    for _ in range(LINKS_PER_ACCOUNT):
        assert ask(client, person.email).status_code == 200
    refused = ask(client, person.email)
    assert refused.status_code == 429 and "warten Sie bis" in refused.content.decode()


def test_links_asked_for_from_one_network_leave_some_to_the_honest_person():
    person, site = f.person("Ada"), "https://stadt.example"

    def link(address):
        ask_for_new_password(email=person.email, address=address, site=site, at=f.NOW)

    for _ in range(1_000):
        with suppress(TooManyAttempts):
            link("203.0.113.9")
    link("192.0.2.1")
    assert DBTaskResult.objects.count() == LINKS_PER_ACCOUNT + 1


def test_links_asked_for_by_one_network_for_many_accounts_are_few():
    """Also for addresses without an account, so that nobody learns which ones there are."""
    for number in range(GUESSES_PER_ADDRESS + 20):
        with suppress(TooManyAttempts):
            ask_for_new_password(
                email=f"p{number}@example.org", address="203.0.113.9", at=f.NOW,
                site="https://stadt.example",
            )  # fmt: skip
    assert DBTaskResult.objects.count() == GUESSES_PER_ADDRESS


def test_links_asked_for_from_everywhere_are_few():
    person, site = f.person("Ada"), "https://stadt.example"
    for number in range(200):
        with suppress(TooManyAttempts):
            ask_for_new_password(
                email=person.email, address=f"network {number}", site=site, at=f.NOW
            )
    assert DBTaskResult.objects.count() == LINKS_FROM_EVERYWHERE


def test_passwords_that_differ_or_are_weak_are_told_beside_the_field(client):
    link = link_for(client, f.person("Ada"))
    assert "verschieden" in set_to(client, link, NEW, "etwas-ganz-anderes").content.decode()
    weak = set_to(client, link, "1234567890", "1234567890")
    assert weak.status_code == 400
    assert "1234567890" not in weak.content.decode()


@pytest.mark.parametrize("email", ["", "kein-at", "a@b"])
def test_what_is_no_address_is_told(client, email):
    response = ask(client, email)
    assert response.status_code == 400
    assert DBTaskResult.objects.count() == 0
