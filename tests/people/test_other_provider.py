"""Signing in at a provider that others wrote."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from mitmachstadt.people.models import Person
from tests import factories as f
from tests.people.openid import settings_for
from tests.people.other_provider import running, way_back
from tests.people.signing_in import who_is_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture(autouse=True)
def _provider(settings):
    with running() as address:
        settings.SOCIALACCOUNT_PROVIDERS = settings_for(address)
        yield


def come_back(client, as_whom):
    """Leave for the provider and come back from it."""
    back = urlsplit(way_back(client.get(reverse("provider")).context["way"], as_whom))
    assert back.path == reverse("provider-back")
    return client.get(back.path, dict(parse_qsl(back.query)))


def test_somebody_new_gets_an_account_and_is_known_the_next_time(client):
    assert come_back(client, "eva")["Location"] == reverse("provider-new")
    client.post(reverse("provider-new"), {"name": "Kranich", "terms": "on"})
    assert who_is_in(client).name == "Kranich"
    assert SocialAccount.objects.get().uid == "eva"
    client.post(reverse("sign-out"))
    assert come_back(client, "eva").status_code == 302
    assert who_is_in(client).name == "Kranich"
    assert Person.objects.count() == 1


def test_address_that_it_does_not_vouch_for_makes_no_account(client):
    assert come_back(client, "udo").status_code == 409
    assert not Person.objects.exists()
