"""Signing in at a provider that others wrote: nothing of it is made for us."""

from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from oidc_provider_mock import User, run_server_in_thread

from mitmachstadt.people.models import Person
from tests import factories as f
from tests.people.openid import settings_for
from tests.people.signing_in import who_is_in

pytestmark = pytest.mark.django_db
EVA = User(sub="eva", claims={"email": "eva@example.org", "email_verified": True})
UNPROVEN = User(sub="udo", claims={"email": "udo@example.org", "email_verified": False})


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def provider(settings):
    with run_server_in_thread(require_nonce=True, user_claims=[EVA, UNPROVEN]) as server:
        address = f"http://localhost:{server.server_port}"
        settings.SOCIALACCOUNT_PROVIDERS = settings_for(address)
        yield address


def come_back(client, as_whom):
    """Leave for the provider, sign in on its own page, and come back from it."""
    way = client.get(reverse("provider")).context["way"]
    assert requests.get(way, timeout=5).status_code == 200
    there = requests.post(way, data={"sub": as_whom}, allow_redirects=False, timeout=5)
    back = urlsplit(there.headers["Location"])
    assert back.path == reverse("provider-back")
    return client.get(back.path, dict(parse_qsl(back.query)))


def test_somebody_new_gets_an_account_and_is_known_the_next_time(client, provider):
    assert come_back(client, "eva")["Location"] == reverse("provider-new")
    client.post(reverse("provider-new"), {"name": "Kranich", "terms": "on"})
    assert who_is_in(client).name == "Kranich"
    assert SocialAccount.objects.get().uid == "eva"
    client.post(reverse("sign-out"))
    assert come_back(client, "eva").status_code == 302
    assert who_is_in(client).name == "Kranich"
    assert Person.objects.count() == 1


def test_address_that_it_does_not_vouch_for_makes_no_account(client, provider):
    assert come_back(client, "udo").status_code == 409
    assert not Person.objects.exists()
