"""Second factors: an authenticator app (TOTP) and the recovery codes that stand in for it."""

import base64
import secrets
from datetime import datetime

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.db import transaction

from mitmachstadt.kernel.language import current
from mitmachstadt.kernel.rates import forgive_attempt
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.people.actions.accounts import (
    GUESS_MINUTES,
    GUESSES_PER_ACCOUNT,
    GUESSES_PER_ADDRESS,
    count_guess,
)
from mitmachstadt.people.actions.sessions import end_sessions
from mitmachstadt.people.errors import CodeUsed, CodeWrong, FactorExists
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import factors_of, has_second_factor, recovery_codes_of

# Only who knows the first factor comes so far: few are needed.
FACTOR_GUESSES_FROM_EVERYWHERE = 30


def set_up_app(*, person: Person, secret: str, code: str, address: str, at: datetime) -> None:
    """Take an authenticator app as second factor, once it has shown a right code.

    Raises:
        FactorExists, CodeWrong, TooManyAttempts: nothing was changed.
    """
    _count(person, "setup", address, at)
    counter = _counter_of(secret, code, at)
    if counter is None:
        raise CodeWrong()
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if factors_of(person).app is not None:
            raise FactorExists()
        app = TOTP.activate(person, secret).instance
        app.data["last"] = counter
        app.save(update_fields=["data"])
        have_recovery_codes(person)
        tell_of_change(person)
    _forgive(person, "setup", address, at)


def check_factor_code(*, person: Person, code: str, address: str, at: datetime) -> None:
    """Take a code of the app, or a recovery code, as second factor; each works once.

    Raises:
        CodeWrong, CodeUsed, TooManyAttempts: the factor is not given.
    """
    digits = "".join(letter for letter in code if letter.isalnum())
    kind = "app" if len(digits) == app_settings.TOTP_DIGITS else "recovery"
    # By themselves, so that who guesses at the app leaves the recovery codes open.
    _count(person, kind, address, at)
    if kind == "app":
        _check_app(person, digits, at)
    elif not _redeem_recovery_code(person, digits):
        raise CodeWrong()
    _forgive(person, kind, address, at)


def new_app_secret() -> str:
    return str(generate_totp_secret())


def app_link(*, person: Person, secret: str) -> tuple[str, str]:
    """What an authenticator app reads: as a link, and as an image in a `data:` address."""
    adapter = get_adapter()
    link = adapter.build_totp_url(person, secret)
    picture = base64.b64encode(adapter.build_totp_svg(link).encode()).decode()
    return link, f"data:image/svg+xml;base64,{picture}"


def _check_app(person: Person, digits: str, at: datetime) -> None:
    with transaction.atomic():
        found = Authenticator.objects.select_for_update()
        app = found.filter(user=person, type=Authenticator.Type.TOTP).first()
        counter = _counter_of(decrypt(app.data["secret"]), digits, at) if app else None
        if app is None or counter is None:
            raise CodeWrong()
        # Kept in the database: every process sees it, and a clock set back brings no code again.
        if counter <= app.data.get("last", 0):
            raise CodeUsed()
        app.data["last"], app.last_used_at = counter, at
        app.save(update_fields=["data", "last_used_at"])


def _counter_of(secret: str, code: str, at: datetime) -> int | None:
    """The period in which the app showed this code: the present one or a neighbour."""
    if not secret:
        return None
    now = int(at.timestamp()) // app_settings.TOTP_PERIOD
    tolerance = app_settings.TOTP_TOLERANCE
    for counter in range(now - tolerance, now + tolerance + 1):
        right = format_hotp_value(hotp_value(secret, counter))
        if secrets.compare_digest(code.encode(), right.encode()):
            return counter
    return None


def app_code(secret: str, *, at: datetime) -> str:
    """What an authenticator app with this secret shows at a moment."""
    return str(
        format_hotp_value(hotp_value(secret, int(at.timestamp()) // app_settings.TOTP_PERIOD))
    )


def _redeem_recovery_code(person: Person, digits: str) -> bool:
    codes = recovery_codes_of(person)
    return codes is not None and codes.validate_code(digits)


def have_recovery_codes(person: Person) -> None:
    """Make recovery codes, unless there are some that can be read with the city's present key."""
    if recovery_codes_of(person) is None:
        _drop_recovery_codes(person)
        RecoveryCodes.activate(person)


def renew_recovery_codes(*, person: Person) -> None:
    """Make new recovery codes; the former ones are worth nothing any more."""
    with transaction.atomic():
        if has_second_factor(person):
            _drop_recovery_codes(person)
            RecoveryCodes.activate(person)
            tell_of_change(person)


def remove_factor(*, person: Person, number: int | None, keep: str | None) -> bool:
    """Remove the app (number is None) or a passkey; recovery codes go with the last of them.

    Other devices are signed out: they may have been let in with it.

    Args:
        keep: the key of the session that goes on.

    Returns:
        Whether a second factor is left.
    """
    mine = Authenticator.objects.filter(user=person)
    with transaction.atomic():
        if number is None:
            gone, _ = mine.filter(type=Authenticator.Type.TOTP).delete()
        else:
            gone, _ = mine.filter(type=Authenticator.Type.WEBAUTHN, pk=number).delete()
        left = has_second_factor(person)
        if not left:
            _drop_recovery_codes(person)
        if gone:
            end_sessions(person=person, keep=keep)
            tell_of_change(person)
    return left


def forget_factors(*, person: Person) -> None:
    """Remove every second factor of somebody who has lost it, and sign them out everywhere."""
    with transaction.atomic():
        Authenticator.objects.filter(user=person).delete()
        end_sessions(person=person)
        tell_of_change(person)


def _drop_recovery_codes(person: Person) -> None:
    Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).delete()


def tell_of_change(person: Person) -> None:
    """Mail somebody that their way of signing in has changed: it may not have been them."""
    enqueue(
        "mitmachstadt.people.tasks.mail_factor_notice",
        public_id=person.public_id,
        language=current(),
    )


def _count(person: Person, kind: str, address: str, at: datetime) -> None:
    for limit, key in _limits(person, kind, address):
        count_guess(*key, limit=limit, at=at)


def _forgive(person: Person, kind: str, address: str, at: datetime) -> None:
    for _, key in _limits(person, kind, address):
        forgive_attempt(*key, at=at, minutes=GUESS_MINUTES)


def _limits(person: Person, kind: str, address: str) -> list[tuple[int, tuple[str, ...]]]:
    # In this order, so that one address alone cannot use up the tries for an account.
    mine = person.public_id
    return [
        (GUESSES_PER_ACCOUNT, ("factor", kind, "both", mine, address)),
        (GUESSES_PER_ADDRESS, ("factor", kind, "address", address)),
        (FACTOR_GUESSES_FROM_EVERYWHERE, ("factor", kind, "account", mine)),
    ]
