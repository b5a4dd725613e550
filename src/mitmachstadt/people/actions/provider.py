"""Signing in at an OpenID provider, by allauth; BundID and others stand behind a broker.

Of what the provider tells, its name for the person is kept, and how sure it is of them; nothing
else of their identity.
"""

import logging
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse
from requests import RequestException

from mitmachstadt.kernel.language import in_language
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.people.actions.accounts import GUESSES_PER_ADDRESS, count_guess, register_person
from mitmachstadt.people.actions.factors import tell_of_change
from mitmachstadt.people.actions.texts import agree_to_terms
from mitmachstadt.people.errors import (
    AccountClosed,
    LastWayIn,
    ProviderAddressTaken,
    ProviderAnswerUnusable,
    ProviderIsTaken,
    ProviderUnreachable,
    ProviderWithoutAddress,
    TermsNotAccepted,
)
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import person_by_email, provider_issuer, provider_name

log = logging.getLogger(__name__)
LONGEST_ASSURANCE = 200
_NONCE = "nonce"
_CLOCKS_DIFFER = 60  # seconds
# An answer can be any JSON, or none: then reading it fails in one of these ways.
_UNREADABLE = (
    OAuth2Error,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    OSError,
    ValidationError,
    jwt.PyJWTError,
)
# Never with a shared key or none: whoever reads the public key could sign with it.
_SIGNED_BY = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}


@dataclass(frozen=True)
class Told:
    """What we take from the provider's answer; `email` is "" unless it says that it is verified."""

    subject: str
    email: str
    assurance: str
    assured: str

    def as_kept(self) -> dict[str, str]:
        return asdict(self)


class _Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself; it has to be the one that the settings name."""
        found: dict[str, Any] = super().openid_config
        if found["issuer"].rstrip("/") != provider_issuer():
            raise ValueError("another issuer")
        return found

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """What the provider signed, once the signature is shown to be by a key of its own.

        allauth trusts the connection alone, as OpenID Connect Core 3.1.3.7 lets it; a proxy in
        between would be enough to be anybody.
        """
        header = jwt.get_unverified_header(id_token)
        if header["alg"] not in _SIGNED_BY:
            raise ValueError("not signed with a key pair")
        with get_adapter().get_requests_session() as session:
            response = session.get(self.openid_config["jwks_uri"])
            response.raise_for_status()
        found: dict[str, Any] = jwt.decode(
            id_token,
            _key(response.json()["keys"], header),
            algorithms=[header["alg"]],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            leeway=_CLOCKS_DIFFER,
            options={"require": ["exp", "iat", "sub"]},
        )
        return found

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """The one address that is registered at the provider, whatever the page's language."""
        with in_language("de"):
            return request.build_absolute_uri(reverse("provider-back"))


def _key(published: list[dict[str, Any]], header: dict[str, Any]) -> jwt.PyJWK:
    """The key that a token names; one that names none is signed with the only key there is."""
    signing = [key for key in published if key.get("use", "sig") == "sig"]
    name = header.get("kid")
    named = [key for key in signing if name is None or key.get("kid") == name]
    if len(named) != 1:
        raise ValueError("no such key, or more than one")
    return jwt.PyJWK(named[0], named[0].get("alg") or header["alg"])


def way_to_provider(
    request: HttpRequest, *, keep: dict[str, str], address: str, at: datetime
) -> str:
    """The provider's address where somebody signs in, and comes back from.

    Args:
        keep: what is remembered in the session until then.

    Raises:
        ProviderUnreachable, TooManyAttempts: there is no way at the moment.
    """
    count_guess("provider", "address", address, limit=GUESSES_PER_ADDRESS, at=at)
    adapter = _Adapter(request, provider_issuer())
    provider = adapter.get_provider()
    provider.get_oauth2_adapter = lambda _: adapter
    # What the provider signs has to name this request, or it was signed for another.
    nonce = secrets.token_urlsafe(24)
    try:
        asked = {**provider.get_auth_params(), "nonce": nonce}
        back = provider.redirect(
            request, process="login", data={**keep, _NONCE: nonce}, auth_params=asked
        )
        return str(back.url)
    except (RequestException, *_UNREADABLE) as error:
        log.warning("the OpenID provider does not answer: %s", type(error).__name__)
        raise ProviderUnreachable(name=provider_name()) from error


def answer_of_provider(request: HttpRequest, *, at: datetime) -> tuple[Told, dict[str, str]]:
    """What the provider tells of somebody who has come back, and what was kept meanwhile.

    Raises:
        ProviderUnreachable, ProviderAnswerUnusable: nobody is signed in by it.
    """
    wrong = ProviderAnswerUnusable(name=provider_name())
    state = statekit.unstash_state(
        request, state_id=request.GET.get("state", ""), provider_id=provider_issuer()
    )
    if state is None or not request.GET.get("code"):
        raise wrong
    adapter = _Adapter(request, provider_issuer())
    try:
        claims = _claims(adapter, request, state)
        if not secrets.compare_digest(str(claims[0].get("nonce", "")), state["data"][_NONCE]):
            raise ValueError("signed for another request")
        return _told(claims, at), state["data"]
    except RequestException as error:
        log.warning("the OpenID provider does not answer: %s", type(error).__name__)
        raise ProviderUnreachable(name=provider_name()) from error
    except _UNREADABLE as error:
        log.warning("the OpenID provider's answer is unusable: %s", type(error).__name__)
        raise wrong from error


def _claims(
    adapter: _Adapter, request: HttpRequest, state: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the provider says at its two addresses: in the signed-in token, and when asked."""
    app = adapter.get_provider().app
    client = adapter.get_client(request, app)
    response = adapter.get_access_token_data(
        request, app, client, pkce_code_verifier=state["pkce_code_verifier"]
    )
    if "id_token" not in response:
        raise KeyError("id_token")
    token = adapter.parse_token(response)
    login = adapter.complete_login(request, app, token, response=response)
    said = login.account.extra_data
    return said["id_token"], said["userinfo"]


def _told(claims: tuple[dict[str, Any], dict[str, Any]], at: datetime) -> Told:
    token, info = claims
    subject = token["sub"]
    if not subject or not subject.isprintable() or subject != info["sub"]:
        raise ValueError("nobody, or two different people")
    said = info if "email" in info else token
    email = str(said.get("email") or "").strip().lower()
    if said.get("email_verified") is True and email:
        validate_email(email)
    else:
        email = ""
    assurance = clean_line(str(token.get("acr") or ""))[:LONGEST_ASSURANCE]
    assured = datetime.fromtimestamp(int(token.get("auth_time") or at.timestamp()), UTC)
    return Told(subject, email, assurance, assured.isoformat() if assurance else "")


def person_at_provider(*, told: Told, at: datetime) -> Person | None:
    """The person whose account is connected; None if it can be made anew.

    Raises:
        ProviderWithoutAddress, ProviderAddressTaken, AccountClosed: there is no way in by it.
    """
    account = SocialAccount.objects.filter(provider=provider_issuer(), uid=told.subject).first()
    if account is not None:
        person = Person.objects.get(pk=account.user_id)
        if not person.is_active:
            raise AccountClosed()
        account.extra_data, account.last_login = _kept_of(told), at
        account.save(update_fields=["extra_data", "last_login"])
        return person
    if not told.email:
        raise ProviderWithoutAddress(name=provider_name())
    # Never joined by itself: the address may have been another's when it was verified.
    if person_by_email(told.email) is not None:
        raise ProviderAddressTaken(name=provider_name())
    return None


def register_from_provider(*, told: Told, name: str, terms: bool, at: datetime) -> Person:
    """Make an account for somebody whom the provider knows; they choose the name others see.

    Raises:
        TermsNotAccepted, EmailTaken, ProviderIsTaken: there is no account.
    """
    if not terms:
        raise TermsNotAccepted()
    with transaction.atomic():
        person = register_person(email=told.email, name=name, password=None, at=at)
        agree_to_terms(person=person, at=at)
        connect_provider(person=person, told=told)
    return person


def connect_provider(*, person: Person, told: Told) -> None:
    """Let somebody sign in at the provider from now on.

    Raises:
        ProviderIsTaken: by another account.
    """
    named = {"provider": provider_issuer(), "uid": told.subject}
    try:
        with transaction.atomic():
            SocialAccount.objects.filter(user=person, provider=provider_issuer()).delete()
            SocialAccount.objects.create(user=person, extra_data=_kept_of(told), **named)
    except IntegrityError as error:
        raise ProviderIsTaken(name=provider_name()) from error
    tell_of_change(person)


def disconnect_provider(*, person: Person) -> None:
    """Let somebody sign in at the provider no longer.

    Raises:
        LastWayIn: they have no password.
    """
    if not person.has_usable_password():
        raise LastWayIn()
    SocialAccount.objects.filter(user=person, provider=provider_issuer()).delete()
    tell_of_change(person)


def _kept_of(told: Told) -> dict[str, str]:
    return {"assurance": told.assurance, "assured": told.assured}
