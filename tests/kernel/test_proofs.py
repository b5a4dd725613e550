"""Proof of work: accepted for one form, in its hour, unchanged, once."""

import base64
import json
from datetime import UTC, datetime, timedelta

import altcha
import pytest
from django.urls import reverse

from mitmachstadt.kernel import proofs
from mitmachstadt.kernel.models import UsedProof
from mitmachstadt.kernel.proofs import (
    FLOOD_MINUTES,
    GUESSES,
    LEAP,
    LIFETIME,
    challenge_for,
    form_key,
    proven,
    use_up,
)
from mitmachstadt.kernel.web.challenge import challenge

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 12, 7, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
FORM = "0" * 32


def solved(*, form=FORM, at=AT, **parameters):
    """A payload that a browser would send; `parameters` are changed before it is sent."""
    challenge = altcha.Challenge.from_dict(challenge_for(form_key(form), at=at))
    payload = altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_dict()
    payload["challenge"]["parameters"].update(parameters)
    return payload


def sent(payload):
    return base64.b64encode(json.dumps(payload).encode()).decode()


def is_proven(payload, *, form=FORM, at=AT):
    return bool(proven(sent(payload), submission=form, at=at))


def test_solution_is_accepted_for_its_form_within_the_hour():
    payload = solved()
    assert is_proven(payload)
    assert is_proven(payload, at=AT + LIFETIME - SECOND)
    assert proven(sent(payload), submission=FORM, at=AT) == payload["challenge"]["signature"]


def test_solution_is_worth_nothing_after_the_hour():
    assert not is_proven(solved(), at=AT + LIFETIME)


def test_solution_is_worth_nothing_for_another_form():
    assert not is_proven(solved(), form="1" * 32)


def test_clock_set_back_a_little_matters_not_and_a_day_does():
    payload = solved()
    assert is_proven(payload, at=AT - LEAP)
    assert not is_proven(payload, at=AT - LEAP - SECOND)
    assert not is_proven(payload, at=AT - timedelta(days=1))


@pytest.mark.parametrize(
    "forged",
    [
        {"algorithm": "SHA-256"},
        {"algorithm": "PBKDF2/SHA-512"},
        {"algorithm": None},
        {"cost": 1},
        {"keyPrefix": ""},
        {"keySignature": None},
        {"data": {"form": form_key(FORM), "until": 2**40}},
        {"data": None},
        {"nonce": "00"},
        {"expiresAt": 1},
    ],
)
def test_changed_challenge_is_worth_nothing(forged):
    assert not is_proven(solved(**forged))


def test_forged_signature_is_worth_nothing():
    payload = solved()
    for signature in ("0" * 64, "", None, 7, payload["challenge"]["signature"].upper()):
        payload["challenge"]["signature"] = signature
        assert not is_proven(payload)


def test_challenge_of_another_city_is_worth_nothing(settings):
    payload = solved()
    settings.SECRET_KEY = "another city"
    assert not is_proven(payload)


@pytest.mark.parametrize("key", ["", "00", "0" * 64, "z", None, 7, [], "0" * 65])
def test_wrong_solution_is_worth_nothing(key):
    payload = solved()
    payload["solution"]["derivedKey"] = key
    assert not is_proven(payload)


@pytest.mark.parametrize("number", [2**32, -1, 10**30])
def test_number_too_large_with_the_key_of_another_is_worth_nothing(number):
    payload = solved()
    payload["solution"] = {"counter": number, "derivedKey": "0" * 64}
    assert not is_proven(payload)


@pytest.mark.parametrize(
    "rubbish",
    ["", "x", "ä", "\x00", "e30=", "bnVsbA==", "W10=", "MQ==", "A" * 2001, "[" * 1500,
     base64.b64encode(b"[" * 1400).decode()],
)  # fmt: skip
def test_rubbish_is_worth_nothing(rubbish):
    assert proven(rubbish, submission=FORM, at=AT) == ""


def test_solution_is_used_up_once():
    assert [use_up("a" * 64, at=AT) for _ in range(2)] == [True, False]
    assert use_up("b" * 64, at=AT)


def cost(at=AT):
    """How many guesses a challenge may take now."""
    return GUESSES * proofs._dearness(at)


def test_challenges_grow_dearer_in_a_flood_and_cheap_again_afterwards(settings):
    settings.FLOOD = 3
    costs = []
    for number in range(30):
        costs.append(cost() // GUESSES)
        use_up(f"{number}", at=AT)
    assert costs == [1] * 3 + [2] * 3 + [4] * 6 + [8] * 18
    assert cost(AT + timedelta(minutes=FLOOD_MINUTES)) == GUESSES
    assert cost(AT - SECOND) == GUESSES  # the clock was set back


@pytest.mark.parametrize("flood", [0, -1])
def test_flood_that_is_set_to_nonsense_breaks_nothing(settings, flood):
    settings.FLOOD = flood
    use_up("a", at=AT)
    assert cost() == 2 * GUESSES


def test_10000_challenges_write_nothing(client, rf, monkeypatch, django_assert_num_queries):
    # The work itself is no matter here; what is asked of the database is.
    monkeypatch.setattr(proofs, "ITERATIONS", 1)
    address = f"{reverse('challenge')}?form={'a' * 64}"
    with django_assert_num_queries(1):
        client.get(address)
    before = _rows()
    asked = rf.get(address)
    assert len({challenge(asked).content for _ in range(10_000)}) == 10_000
    assert _rows() == before


def _rows():
    from django.apps import apps

    return {model.__name__: model.objects.count() for model in apps.get_models()}


def test_challenge_is_never_kept_and_sets_no_cookie(client):
    response = client.get(reverse("challenge"), {"form": form_key(FORM)})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies and "Cookie" not in response.get("Vary", "")
    parameters = response.json()["parameters"]
    assert parameters["data"]["form"] == form_key(FORM)
    assert parameters["algorithm"] == "PBKDF2/SHA-256"


@pytest.mark.parametrize("form", ["", "x", "A" * 64, "a" * 65, "a" * 64 + "\n", "<script>"])
def test_challenge_without_a_form_is_refused(client, form):
    response = client.get(reverse("challenge"), {"form": form})
    assert response.status_code == 400
    assert response["Cache-Control"] == "no-store"


def test_challenge_takes_no_post(client):
    assert client.post(reverse("challenge")).status_code == 405
    assert not UsedProof.objects.exists()
