"""How somebody signs in: factors, connected providers, devices."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import decrypt
from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from mitmachstadt.people.models import DeviceSession, Person

TOTP = Authenticator.Type.TOTP
PASSKEY = Authenticator.Type.WEBAUTHN
RECOVERY = Authenticator.Type.RECOVERY_CODES


@dataclass(frozen=True)
class Passkey:
    number: int
    name: str
    since: datetime


@dataclass(frozen=True)
class Factors:
    """The second factors of a person; recovery codes stand in for one that is not at hand."""

    app: datetime | None = None
    passkeys: list[Passkey] = field(default_factory=list)
    codes_left: int = 0

    @property
    def any(self) -> bool:
        return self.app is not None or bool(self.passkeys)


def factors_of(person: Person) -> Factors:
    """Everything that is set up, in one query."""
    app, left = None, 0
    passkeys: list[Passkey] = []
    for one in Authenticator.objects.filter(user=person).order_by("pk"):
        if one.type == TOTP:
            app = one.created_at
        elif one.type == RECOVERY:
            left = len(one.wrap().get_unused_codes()) if _is_readable(one) else 0
        else:
            passkeys.append(Passkey(one.pk, one.wrap().name, one.created_at))
    return Factors(app, passkeys, left)


def recovery_codes_left(person: Person) -> list[str]:
    """The recovery codes that have not been used."""
    codes = recovery_codes_of(person)
    return codes.get_unused_codes() if codes else []


def recovery_codes_of(person: Person) -> RecoveryCodes | None:
    """The recovery codes that somebody has, if they can be read with the city's present key."""
    found = Authenticator.objects.filter(user=person, type=RECOVERY).first()
    return found.wrap() if found and _is_readable(found) else None


def _is_readable(codes: Authenticator) -> bool:
    """Codes made of an empty seed would be the same for everybody, and known."""
    return bool(decrypt(codes.data["seed"]))


def has_second_factor(person: Person) -> bool:
    found = Authenticator.objects.filter(user=person, type__in=(TOTP, PASSKEY))
    return bool(found.exists())


@dataclass(frozen=True)
class Device:
    """A device on which somebody is signed in; `here` is the one that is asking."""

    number: int
    words: str
    since: datetime
    seen: date
    here: bool


def devices_of(person: Person, *, here: str | None, at: datetime) -> list[Device]:
    """Where somebody is signed in, last seen first.

    Args:
        here: the key of the session that asks.
    """
    live = DeviceSession.objects.filter(person=person, session__expire_date__gt=at)
    return [
        Device(one.pk, one.device, one.since, one.seen, one.session_id == here)
        for one in live.order_by("-seen", "-since")[:50]
    ]


@dataclass(frozen=True)
class Connection:
    """The provider's account that is connected, and what the provider said of its assurance."""

    since: datetime
    assurance: str
    assured: datetime | None


def connection_of(person: Person) -> Connection | None:
    """How somebody's account is connected to the provider; None if it is not, or there is none."""
    named = provider_issuer()
    found = SocialAccount.objects.filter(user=person, provider=named).first() if named else None
    if found is None:
        return None
    said: dict[str, Any] = found.extra_data
    moment = said.get("assured")
    assured = datetime.fromisoformat(moment) if moment else None
    return Connection(found.date_joined, said.get("assurance", ""), assured)


def provider_name() -> str:
    """The provider as people know it; "" if there is none."""
    return str(_app().get("name", ""))


def provider_issuer() -> str:
    return str(_app().get("provider_id", ""))


def _app() -> dict[str, Any]:
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return apps[0] if apps else {}
