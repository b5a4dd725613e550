"""Signing in at an OpenID provider that really answers, does not, or lies."""

import threading

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from mitmachstadt.config.sign_in import provider as from_environment
from mitmachstadt.kernel.environment import problems
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Person
from tests import factories as f
from tests.people import openid
from tests.people.signing_in import (
    code,
    cookie,
    in_words,
    somebody,
    type_code,
    type_password,
    who_is_in,
)

pytestmark = pytest.mark.django_db
NAME = {"name": "Kranich", "terms": "on"}


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def provider(settings):
    with openid.serving() as running:
        settings.SOCIALACCOUNT_PROVIDERS = openid.settings_for(running.issuer)
        yield running


def leave(client, **query):
    return client.get(reverse("provider"), query)


def come_back(client, provider, **query):
    """To the provider and back again."""
    brought = provider.authorize(leave(client, **query).context["way"])
    return client.get(reverse("provider-back"), brought)


def connected(provider, person):
    client = Client()
    type_password(client, person)
    response = come_back(client, provider, verbinden="")
    assert response["Location"] == reverse("security")
    return client


def test_somebody_new_chooses_a_name_and_gets_an_account(client, provider):
    response = come_back(client, provider, next="/de/code/")
    assert response["Location"] == reverse("provider-new")
    shown = in_words(client.get(reverse("provider-new")))
    assert "eva@example.org" in shown and "Pseudonym" in shown
    before = cookie(client)
    response = client.post(reverse("provider-new"), NAME)
    assert response["Location"] == "/de/code/"
    eva = Person.objects.get()
    assert (eva.name, eva.email) == ("Kranich", "eva@example.org")
    assert not eva.has_usable_password()
    assert who_is_in(client) == eva and cookie(client) != before


def test_somebody_known_is_in_at_once(client, provider):
    come_back(Client(), provider)
    first = Client()
    come_back(first, provider)
    first.post(reverse("provider-new"), NAME)
    assert come_back(client, provider)["Location"] == reverse("start")
    assert who_is_in(client) == Person.objects.get()


def test_without_the_terms_there_is_no_account(client, provider):
    come_back(client, provider)
    assert client.post(reverse("provider-new"), {"name": "Kranich"}).status_code == 400
    assert not Person.objects.exists()


def test_only_assurance_and_its_time_are_kept(client, provider):
    provider.token = {"acr": "substanziell", "auth_time": int(f.NOW.timestamp()) - 60}
    provider.info = {"family_name": "Müller", "birthdate": "1980-01-01", "address": "Hauptstr. 1"}
    come_back(client, provider)
    client.post(reverse("provider-new"), NAME)
    kept = SocialAccount.objects.get()
    assert kept.extra_data == {"assurance": "substanziell", "assured": "2026-11-21T11:59:00+00:00"}
    assert "substanziell" in in_words(client.get(reverse("security")))
    assert "Müller" not in str(vars(kept)) + str(dict(client.session))


@pytest.mark.parametrize("verified", [False, None, "true", 1, "yes"])
def test_address_that_is_not_said_to_be_verified_makes_and_opens_no_account(
    client, provider, verified
):
    eva = f.person("Eva")
    Person.objects.filter(pk=eva.pk).update(email="eva@example.org")
    provider.info = {"email_verified": verified}
    response = come_back(client, provider)
    assert response.status_code == 409
    assert "keine bestätigte E-Mail-Adresse" in in_words(response)
    assert who_is_in(client) is None and not SocialAccount.objects.exists()


@pytest.mark.parametrize("email", [None, "", "eva", "a@b@c", "eva@example.org\nBcc: x@y.z", 7, []])
def test_address_that_is_none_makes_no_account(client, provider, email):
    provider.info = {"email": email}
    assert come_back(client, provider).status_code in {400, 409}
    assert not Person.objects.exists()


def test_verified_address_of_an_account_never_joins_it_by_itself(client, provider):
    eva = f.person("Eva")
    Person.objects.filter(pk=eva.pk).update(email="eva@example.org")
    provider.info = {"email": "EVA@example.org"}
    response = come_back(client, provider)
    assert response.status_code == 409
    assert "schon ein Konto" in in_words(response)
    assert who_is_in(client) is None and not SocialAccount.objects.exists()


def test_account_is_connected_by_who_is_signed_in_and_opens_without_password(client, provider):
    ada = somebody()
    connected(provider, ada)
    come_back(client, provider)
    assert who_is_in(client) == ada


def test_connecting_needs_a_sign_in_within_minutes(client, provider, time_machine):
    type_password(client, somebody())
    time_machine.shift(15 * 60)
    assert leave(client, verbinden="")["Location"].startswith(reverse("sign-in"))
    assert not provider.asked


def test_answer_for_one_account_is_not_taken_for_another(client, provider):
    ada, bob = somebody(), somebody()
    type_password(client, ada)
    brought = provider.authorize(leave(client, verbinden="").context["way"])
    type_password(client, bob)
    client.get(reverse("provider-back"), brought)
    assert not SocialAccount.objects.exists()


def test_identity_of_another_account_is_not_taken_over(provider):
    connected(provider, somebody())
    bob, client = somebody(), Client()
    type_password(client, bob)
    response = come_back(client, provider, verbinden="")
    assert response.status_code == 409
    assert "gehört schon zu einem anderen Konto" in in_words(response)


def test_second_factor_is_asked_for_after_the_provider(client, provider):
    ada = somebody(BuiltInGroup.OFFICE, app=True)
    own = Client()
    type_password(own, ada)
    type_code(own, code())
    come_back(own, provider, verbinden="")
    assert come_back(client, provider)["Location"] == reverse("second-factor")
    assert who_is_in(client) is None


def test_closed_account_stays_closed(client, provider):
    ada = somebody()
    connected(provider, ada)
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    assert come_back(client, provider).status_code == 403


def test_connection_is_undone_unless_it_is_the_only_way_in(client, provider):
    ada = somebody()
    own = connected(provider, ada)
    own.post(reverse("factor-remove"), {"factor": "provider"})
    assert not SocialAccount.objects.exists()
    come_back(client, provider)
    client.post(reverse("provider-new"), NAME)
    assert client.post(reverse("factor-remove"), {"factor": "provider"}).status_code == 409
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another client"},
        {"sub": "u-2"},
        {"sub": ""},
        {"sub": 7},
        {"sub": "u\x001"},
        {"sub": "x" * 300},
        {"exp": 1},
        {"nonce": "of another request"},
        {"nonce": None},
        {"exp": ...},
        {"iat": ...},
        {"iat": 9_999_999_999},
        {"auth_time": "yesterday"},
        {"auth_time": 10**18},
    ],
    ids=str,
)
def test_token_that_contradicts_signs_nobody_in(client, provider, lie):
    provider.token = lie
    response = come_back(client, provider)
    assert response.status_code == 400
    assert "nicht zu Ende gekommen" in in_words(response)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        (openid.STRANGE_KEY, "RS256"),
        (None, "none"),
        ("k" * 32, "HS256"),
        (openid.SHARED.ljust(32), "HS256"),
    ],
    ids=["another's key", "no signature", "a shared key", "the client's secret"],
)
def test_token_that_the_provider_did_not_sign_signs_nobody_in(client, provider, key, algorithm):
    provider.key, provider.algorithm = key, algorithm
    assert come_back(client, provider).status_code == 400
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "published",
    [[], [{}], [openid.public(openid.KEY, kid="two")], [openid.public(openid.KEY)] * 2],
    ids=["none", "empty", "another", "twice"],
)
def test_token_signed_with_a_key_that_is_not_published_signs_nobody_in(client, provider, published):
    provider.published = published
    assert come_back(client, provider).status_code == 400


@pytest.mark.parametrize(
    ("key", "algorithm", "header", "published"),
    [
        (openid.KEY, "RS256", {}, [openid.public(openid.KEY, use="sig")]),
        (openid.CURVE_KEY, "ES256", {}, [openid.public(openid.CURVE_KEY, crv="P-256")]),
        (openid.KEY, "PS256", {"kid": "b"}, [
            openid.public(openid.STRANGE_KEY, use="enc"),
            openid.public(openid.STRANGE_KEY, kid="a"), openid.public(openid.KEY, kid="b"),
        ]),
    ],
    ids=["one key without a name", "a curve without alg", "another key before it"],
)  # fmt: skip
def test_key_is_found_however_it_is_published(client, provider, key, algorithm, header, published):
    provider.key, provider.algorithm, provider.header = key, algorithm, header
    provider.published = published
    assert come_back(client, provider)["Location"] == reverse("provider-new")


def test_clock_of_the_provider_may_be_a_little_ahead(client, provider):
    provider.token = {"iat": int(f.NOW.timestamp()) + 50}
    assert come_back(client, provider)["Location"] == reverse("provider-new")


def test_keys_may_change_between_two_visits(client, provider):
    come_back(client, provider)
    client.post(reverse("provider-new"), NAME)
    client.post(reverse("sign-out"))
    provider.key = openid.STRANGE_KEY
    provider.published = [openid.public(openid.STRANGE_KEY)]
    come_back(client, provider)
    assert who_is_in(client).name == "Kranich"


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/userinfo"])
@pytest.mark.parametrize(
    "answer", [(500, b"{}"), (200, b"<html>"), (200, b"[]"), (200, b"{}"), (200, b"null")], ids=str
)
def test_broken_answer_is_told_in_words_with_other_ways(client, provider, path, answer):
    provider.broken = {path: answer}
    response = leave(client)
    if path != "/.well-known/openid-configuration":
        brought = provider.authorize(response.context["way"])
        response = client.get(reverse("provider-back"), brought)
    assert response.status_code in {400, 503}
    assert reverse("sign-in") in in_words(response)
    assert who_is_in(client) is None


def test_provider_that_is_down_is_told_in_words(client, settings):
    with openid.serving() as gone:
        settings.SOCIALACCOUNT_PROVIDERS = openid.settings_for(gone.issuer)
    response = leave(client)
    assert response.status_code == 503
    assert "Stadtkonto antwortet gerade nicht" in in_words(response)
    assert client.get(reverse("sign-in")).status_code == 200


def test_provider_that_is_slow_is_given_up(client, provider, settings):
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.1
    provider.slow = threading.Event()
    response = leave(client)
    assert response.status_code == 503


def test_provider_that_is_slow_is_not_waited_for_longer_than_seconds(settings):
    assert settings.SOCIALACCOUNT_REQUESTS_TIMEOUT <= 5


def test_configuration_of_another_issuer_is_refused(client, provider):
    other = (
        b'{"issuer": "https://evil.example", "authorization_endpoint": "https://evil.example/a"}'
    )
    provider.broken = {"/.well-known/openid-configuration": (200, other)}
    assert leave(client).status_code == 503


@pytest.mark.parametrize(
    "query", [{}, {"code": "x"}, {"code": "x", "state": "forged"}, {"state": "\x00"}], ids=str
)
def test_coming_back_without_having_left_signs_nobody_in(client, provider, query):
    response = client.get(reverse("provider-back"), query)
    assert response.status_code == 400
    assert not provider.asked


def test_coming_back_twice_or_in_another_browser_signs_nobody_in(client, provider):
    brought = provider.authorize(leave(client).context["way"])
    assert Client().get(reverse("provider-back"), brought).status_code == 400
    assert client.get(reverse("provider-back"), brought).status_code == 302
    assert client.get(reverse("provider-back"), brought).status_code == 400


def test_who_stops_there_comes_back_to_the_other_ways(client, provider):
    state = provider.authorize(leave(client).context["way"])["state"]
    response = client.get(reverse("provider-back"), {"error": "access_denied", "state": state})
    assert response["Location"] == reverse("sign-in")


def test_way_back_is_one_address_and_the_pages_keep_their_language(client, provider):
    page = client.get("/en/anmelden/mit/")
    assert "%2Fde%2Fanmelden%2Fmit%2Fzurueck%2F" in page.context["way"]
    response = client.get(reverse("provider-back"), provider.authorize(page.context["way"]))
    assert response["Location"] == "/en/anmelden/mit/neu/"


def test_without_a_provider_there_is_no_such_page(client):
    for name in ("provider", "provider-back"):
        assert client.get(reverse(name)).status_code == 404
    assert reverse("provider") not in in_words(client.get(reverse("sign-in")))


def test_environment_names_the_provider(monkeypatch):
    for part, value in {
        "ISSUER": "https://login.example.org/realms/city/",
        "CLIENT": openid.CLIENT,
        "SECRET": openid.SHARED,
        "NAME": "Stadtkonto",
    }.items():
        monkeypatch.setenv(f"MITMACHSTADT_OIDC_{part}", value)
    assert from_environment() == openid.settings_for("https://login.example.org/realms/city")


WHOLE = {
    "MITMACHSTADT_OIDC_ISSUER": "https://login.example.org",
    "MITMACHSTADT_OIDC_CLIENT": "city",
    "MITMACHSTADT_OIDC_SECRET": "shared",
}


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({}, []),
        ({"MITMACHSTADT_OIDC_SECRET": ""}, ["MITMACHSTADT_OIDC_SECRET"]),
        ({"MITMACHSTADT_OIDC_ISSUER": "login.example.org"}, ["MITMACHSTADT_OIDC_ISSUER"]),
        ({"MITMACHSTADT_OIDC_ISSUER": "http://login.example.org"}, ["MITMACHSTADT_OIDC_ISSUER"]),
        ({"MITMACHSTADT_OIDC_ISSUER": "https://x.example/?a"}, ["MITMACHSTADT_OIDC_ISSUER"]),
        ({"MITMACHSTADT_OIDC_ISSUER": "http://localhost:8080"}, []),
        ({"MITMACHSTADT_SECOND_FACTOR": "none"}, []),
        ({"MITMACHSTADT_SECOND_FACTOR": "office, king"}, ["MITMACHSTADT_SECOND_FACTOR"]),
        ({"MITMACHSTADT_SECOND_FACTOR": "none,office"}, ["MITMACHSTADT_SECOND_FACTOR"]),
    ],
    ids=str,
)
def test_check_names_the_setting_that_is_wrong(change, names):
    assert [problem.name for problem in problems({**WHOLE, **change})] == names


def test_secret_of_the_provider_is_never_repeated():
    found = problems({**WHOLE, "MITMACHSTADT_OIDC_CLIENT": ""})
    assert "shared" not in "".join(str(problem) for problem in found)


def test_nothing_is_asked_of_a_host_of_its_own(provider):
    assert requests.get(f"{provider.issuer}/nothing", timeout=5).status_code == 404
