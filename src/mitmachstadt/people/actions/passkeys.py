"""Passkeys (WebAuthn), by allauth and fido2. The challenge stands in the session."""

import json
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.db import transaction
from fido2.utils import websafe_encode

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.people.actions.accounts import GUESSES_PER_ADDRESS, count_guess
from mitmachstadt.people.actions.factors import have_recovery_codes, tell_of_change
from mitmachstadt.people.errors import PasskeyRefused, PasskeyUnusable, TooManyPasskeys
from mitmachstadt.people.models import Person

MOST_PASSKEYS = 10
LONGEST_NAME = 60
# Whatever a browser, or somebody who plays one, can make of an answer.
_UNUSABLE = (
    ValidationError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    InvalidSignature,
    RecursionError,
)


def passkey_to_add(*, person: Person) -> str:
    """What the browser needs to make a passkey, as JSON.

    Raises:
        TooManyPasskeys: there are enough.
    """
    found = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    if found.count() >= MOST_PASSKEYS:
        raise TooManyPasskeys(most=MOST_PASSKEYS)
    return json.dumps(auth.begin_registration(person, passwordless=True)["publicKey"])


def add_passkey(*, person: Person, name: str, answer: str) -> None:
    """Take a passkey that the browser has made for the challenge in the session.

    Raises:
        PasskeyUnusable: nothing was changed.
    """
    try:
        credential = _read(answer)
        auth.parse_registration_response(credential)
        made = auth.complete_registration(credential)
        if not made.is_user_verified() or made.credential_data is None:
            raise PasskeyUnusable()
        kept = _kept_of(credential, made.credential_data.credential_id)
    except _UNUSABLE as error:
        raise PasskeyUnusable() from error
    with transaction.atomic():
        auth.WebAuthn.add(person, clean_line(name)[:LONGEST_NAME] or "Passkey", kept)
        have_recovery_codes(person)
        tell_of_change(person)


def passkey_to_use(*, person: Person | None, address: str, at: datetime) -> str:
    """What the browser needs to use a passkey, as JSON: of this person, or of whoever it is.

    Raises:
        TooManyAttempts: from this network.
    """
    count_guess("passkey", "ask", address, limit=GUESSES_PER_ADDRESS, at=at)
    return json.dumps(auth.begin_authentication(person)["publicKey"])


def use_passkey(*, person: Person | None, answer: str, address: str, at: datetime) -> Person:
    """The person whose passkey has signed the challenge in the session.

    Args:
        person: who has given the first factor; another one's passkey is refused then.

    Raises:
        PasskeyRefused, TooManyAttempts: nobody is signed in by it.
    """
    count_guess("passkey", "use", address, limit=GUESSES_PER_ADDRESS, at=at)
    try:
        credential = _read(answer)
        auth.parse_authentication_response(credential)
        owner = person or auth.extract_user_from_response(credential)
        used = auth.complete_authentication(owner, credential)
    except _UNUSABLE as error:
        # One answer to one challenge.
        auth.clear_state()
        raise PasskeyRefused() from error
    if not isinstance(owner, Person) or not owner.is_active:
        raise PasskeyRefused()
    Authenticator.objects.filter(pk=used.pk).update(last_used_at=at)
    return owner


def _read(answer: str) -> dict[str, Any]:
    credential = json.loads(answer)
    if not isinstance(credential, dict):
        raise TypeError("no credential")
    return credential


def _kept_of(credential: dict[str, Any], identity: bytes) -> dict[str, Any]:
    """What is needed of it later; what else a browser sent is not kept."""
    sent, name = credential["response"], websafe_encode(identity)
    return {
        "id": name,
        "rawId": name,
        "type": "public-key",
        "response": {key: sent[key] for key in ("clientDataJSON", "attestationObject")},
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
