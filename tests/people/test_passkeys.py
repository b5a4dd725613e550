"""Passkeys: made, used alone and as second factor, and all the ways in which one does not fit."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from mitmachstadt.people.actions.passkeys import MOST_PASSKEYS
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import factors_of
from tests import factories as f
from tests.people.authenticator import SoftAuthenticator
from tests.people.signing_in import cookie, in_words, somebody, type_password, who_is_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def options(client, name):
    return client.get(reverse(name)).context["options"]


def add(client, device, name="Telefon"):
    answer = device.make(options(client, "passkey"))
    return client.post(reverse("passkey"), {"credential": answer, "name": name})


def use(client, answer, **more):
    return client.post(reverse("sign-in-passkey"), {"credential": answer, **more})


def with_passkey(*roles, device=None):
    """Somebody with a passkey, and the device it is on."""
    ada, client = somebody(*roles), Client()
    device = device or SoftAuthenticator()
    type_password(client, ada)
    assert add(client, device)["Location"] == reverse("recovery-codes")
    return ada, device


def test_passkey_signs_in_alone_and_opens_the_desks(client):
    ada, device = with_passkey(BuiltInGroup.OFFICE)
    before_key = options(client, "sign-in-passkey")
    before = cookie(client)
    response = use(client, device.use(before_key), next="/de/buero/")
    assert response["Location"] == "/de/buero/"
    assert who_is_in(client) == ada
    assert cookie(client) != before
    assert client.get("/de/buero/").status_code == 200


def test_passkey_never_leads_to_another_site(client):
    _, device = with_passkey()
    answer = device.use(options(client, "sign-in-passkey"))
    assert use(client, answer, next="//example.com")["Location"] == reverse("start")


def test_passkey_is_the_second_factor_after_the_password(client):
    ada, device = with_passkey()
    assert type_password(client, ada, next="/de/code/")["Location"] == reverse("second-factor")
    asked = options(client, "sign-in-passkey")
    assert len(json.loads(asked)["allowCredentials"]) == 1
    assert use(client, device.use(asked))["Location"] == "/de/code/"
    assert who_is_in(client) == ada


def test_passkey_of_another_account_is_no_second_factor(client):
    ada, _ = with_passkey()
    _, other = with_passkey()
    type_password(client, ada)
    response = use(client, other.use(options(client, "sign-in-passkey")))
    assert response.status_code == 400
    assert "passt nicht" in in_words(response)
    assert who_is_in(client) is None


def test_passkey_that_names_another_account_signs_nobody_in(client):
    ada, _ = with_passkey()
    _, other = with_passkey()
    asked = options(client, "sign-in-passkey")
    from allauth.account.utils import user_pk_to_url_str

    answer = other.use(asked, user=user_pk_to_url_str(ada).encode())
    assert use(client, answer).status_code == 400
    assert who_is_in(client) is None


def test_answer_works_once_and_only_in_the_browser_that_asked(client):
    _, device = with_passkey()
    answer = device.use(options(client, "sign-in-passkey"))
    stranger = Client()
    assert use(stranger, answer).status_code == 400
    options(stranger, "sign-in-passkey")
    assert use(stranger, answer).status_code == 400
    assert use(client, answer).status_code == 302
    client.post(reverse("sign-out"))
    assert use(client, answer).status_code == 400


def test_challenge_is_used_up_by_a_wrong_answer(client):
    _, device = with_passkey()
    asked = options(client, "sign-in-passkey")
    assert use(client, SoftAuthenticator().use(asked)).status_code == 400
    assert use(client, device.use(asked)).status_code == 400


@pytest.mark.parametrize(
    "change",
    [{"verifies": False}, {"origin": "https://evil.example"}, {"origin": "http://testserver"}],
    ids=["without PIN or finger", "on another site", "not encrypted"],
)
def test_passkey_made_elsewhere_or_without_verification_is_refused(client, change):
    type_password(client, somebody())
    response = add(client, SoftAuthenticator(**change))
    assert response.status_code == 400
    assert "lässt sich nicht einrichten" in in_words(response)


def test_passkey_used_without_verification_is_refused(client):
    _, device = with_passkey()
    device.flags = 0x01
    assert use(client, device.use(options(client, "sign-in-passkey"))).status_code == 400


def test_passkey_of_a_closed_account_is_refused(client):
    ada, device = with_passkey()
    ada.is_active = False
    ada.save(update_fields=["is_active"])
    assert use(client, device.use(options(client, "sign-in-passkey"))).status_code == 400
    assert who_is_in(client) is None


@pytest.mark.parametrize(
    "answer",
    [
        "{",
        "[]",
        "null",
        "{}",
        '{"response": 1}',
        '{"response": {"userHandle": "____"}}',
        '{"response": {"userHandle": "enp6enp6enp6enp6enp6enp6enp6eg"}}',
        "9" * 400,
        "[" * 19_000,
    ],
)
def test_any_answer_is_refused_in_words(client, answer):
    options(client, "sign-in-passkey")
    assert use(client, answer).status_code == 400
    type_password(client, somebody())
    options(client, "passkey")
    response = client.post(reverse("passkey"), {"credential": answer, "name": ""})
    assert response.status_code == 400


def test_empty_form_shows_the_page_again(client):
    assert use(client, "").status_code in {200, 400}
    type_password(client, somebody())
    assert client.post(reverse("passkey"), {}).status_code == 400


def test_answer_to_make_a_passkey_works_once(client):
    type_password(client, somebody())
    device = SoftAuthenticator()
    answer = device.make(options(client, "passkey"))
    assert client.post(reverse("passkey"), {"credential": answer}).status_code == 302
    assert client.post(reverse("passkey"), {"credential": answer}).status_code == 400


def test_passkeys_are_listed_by_their_names_and_removed_one_by_one(client):
    ada, device = with_passkey()
    use(client, device.use(options(client, "sign-in-passkey")))
    add(client, SoftAuthenticator(), name="Schlüssel\u202e am Bund")
    shown = in_words(client.get(reverse("security")))
    assert "Telefon" in shown and "Schlüssel am Bund" in shown
    first = factors_of(ada).passkeys[0]
    client.post(reverse("factor-remove"), {"factor": str(first.number)})
    assert [one.name for one in factors_of(ada).passkeys] == ["Schlüssel am Bund"]
    other, _ = with_passkey()
    theirs = factors_of(other).passkeys[0]
    client.post(reverse("factor-remove"), {"factor": str(theirs.number)})
    assert factors_of(other).passkeys == [theirs]


def test_more_passkeys_than_there_is_room_for_are_refused(client):
    ada, device = with_passkey()
    use(client, device.use(options(client, "sign-in-passkey")))
    for _ in range(MOST_PASSKEYS - 1):
        add(client, SoftAuthenticator())
    assert client.get(reverse("passkey")).status_code == 409
    assert len(factors_of(ada).passkeys) == MOST_PASSKEYS


@pytest.mark.parametrize("times", [1, 3])
def test_security_page_takes_the_same_statements_for_one_and_three(
    times, client, django_assert_num_queries
):
    _, device = with_passkey()
    use(client, device.use(options(client, "sign-in-passkey")))
    for _ in range(times - 1):
        add(client, SoftAuthenticator())
    with django_assert_num_queries(4):
        client.get(reverse("security"))
