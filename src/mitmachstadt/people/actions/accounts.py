"""Accounts, passwords and signing in."""

from datetime import datetime

from django.contrib.auth import authenticate
from django.contrib.auth.tokens import default_token_generator
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from mitmachstadt.kernel.language import current
from mitmachstadt.kernel.rates import count_attempt, forgive_attempt, period_ends
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.actions.proving import prove_address
from mitmachstadt.people.actions.sessions import end_sessions
from mitmachstadt.people.actions.texts import agree_to_terms
from mitmachstadt.people.errors import (
    DistrictUnknown,
    EmailTaken,
    LinkHasExpired,
    PasswordWrong,
    TermsNotAccepted,
    TooManyAttempts,
)
from mitmachstadt.people.models import (
    Person,
)
from mitmachstadt.people.queries import districts

GUESSES_PER_ACCOUNT = 8  # from one address


GUESSES_PER_ADDRESS = 40


GUESSES_FROM_EVERYWHERE = 100  # for one account


GUESS_MINUTES = 15
LINKS_PER_ACCOUNT = 3  # asked for from one address


LINKS_FROM_EVERYWHERE = 12  # for one account


ACCOUNTS_PER_ADDRESS = 20


ACCOUNT_MINUTES = 60


def register_person(
    *, email: str, name: str, password: str | None, at: datetime, proven: bool = True
) -> Person:
    """Make an account. Without a password nobody can sign in to it.

    Args:
        proven: whether it is known that the address is theirs; not by the open door.

    Raises:
        EmailTaken: somebody has an account with this address.
    """
    person = Person(email=email.strip().lower(), name=clean_line(name)[:60], created=at)
    person.address_proven = at if proven else None
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            append(kind="person.registered", subject=person.public_id, content={}, at=at)
    except IntegrityError as error:
        raise EmailTaken() from error
    return person


def register_openly(
    *, email: str, name: str, password: str, terms: bool, address: str, at: datetime
) -> Person:
    """Make an account for somebody who came by the open door and accepted the terms.

    Raises:
        TermsNotAccepted, EmailTaken, TooManyAttempts: why there is no account.
    """
    if not terms:
        raise TermsNotAccepted()
    if count_attempt("register", address, at=at, minutes=ACCOUNT_MINUTES) > ACCOUNTS_PER_ADDRESS:
        raise TooManyAttempts(until=period_ends(at, ACCOUNT_MINUTES))
    with transaction.atomic():
        person = register_person(email=email, name=name, password=password, at=at, proven=False)
        agree_to_terms(person=person, at=at)
    return person


def change_password(*, person: Person, present: str, new: str, at: datetime) -> None:
    """Give oneself another password; the present one has to be known.

    Raises:
        PasswordWrong, TooManyAttempts: nothing was changed.
    """
    key = ("password", "account", person.public_id)
    count_guess(*key, limit=GUESSES_PER_ACCOUNT, at=at)
    if not person.check_password(present):
        raise PasswordWrong()
    with transaction.atomic():
        person.set_password(new)
        person.save(update_fields=["password"])
        append(kind="person.password_changed", subject=person.public_id, content={}, at=at)


def ask_for_new_password(*, email: str, address: str, site: str, at: datetime) -> None:
    """Have a link mailed with which a forgotten password is replaced.

    Nobody learns from it whether there is an account with this address.

    Args:
        site: the address of this site, as `https://host`.

    Raises:
        TooManyAttempts: for this account or from this network.
    """
    account = email.strip().lower()
    # In this order, so that one address alone cannot use up the links of an account.
    count_guess("reset", "both", account, address, limit=LINKS_PER_ACCOUNT, at=at)
    count_guess("reset", "address", address, limit=GUESSES_PER_ADDRESS, at=at)
    count_guess("reset", "account", account, limit=LINKS_FROM_EVERYWHERE, at=at)
    person = Person.objects.filter(email=account, is_active=True).first()
    known = person.public_id if person else ""
    enqueue(
        "mitmachstadt.people.tasks.mail_password_link",
        public_id=known,
        site=site,
        language=current(),
    )


def replace_password(*, public_id: str, token: str, new: str, at: datetime) -> Person:
    """Give the account that a mailed link belongs to another password; the link works once.

    Whoever has the link reads the account's mail: see `prove_address`.

    Raises:
        LinkHasExpired: the link is too old, was used, or belongs to nobody.
    """
    with transaction.atomic():
        found = Person.objects.select_for_update().filter(public_id=public_id, is_active=True)
        person = found.first()
        if person is None or not default_token_generator.check_token(person, token):
            raise LinkHasExpired()
        person.set_password(new)
        person.save(update_fields=["password"])
        prove_address(person, at=at, here=None)
        end_sessions(person=person)
        append(kind="person.password_changed", subject=person.public_id, content={}, at=at)
    return person


def choose_district(*, person: Person, number: int | None) -> None:
    """Keep which district is somebody's own, or none; it is nobody else's business.

    Raises:
        DistrictUnknown: the city has no such district.
    """
    if number is not None and number not in {each.number for each in districts()}:
        raise DistrictUnknown()
    Person.objects.filter(pk=person.pk).update(district=number)
    person.district_id = number


def sign_in(
    *, email: str, password: str, address: str, at: datetime, request: HttpRequest
) -> Person | None:
    """The person whose address and password these are, or None.

    Raises:
        TooManyAttempts: too many tries for this account or from this address.
    """
    account = email.strip().lower()
    # In this order, so that one address alone cannot use up the tries for an account.
    count_guess("sign-in", "both", account, address, limit=GUESSES_PER_ACCOUNT, at=at)
    count_guess("sign-in", "address", address, limit=GUESSES_PER_ADDRESS, at=at)
    count_guess("sign-in", "account", account, limit=GUESSES_FROM_EVERYWHERE, at=at)
    person = authenticate(request, username=account, password=password)
    if not isinstance(person, Person):
        return None
    # A school or a library signs many people in from one address.
    forgive_attempt("sign-in", "address", address, at=at, minutes=GUESS_MINUTES)
    return person


def count_guess(*key: str, limit: int, at: datetime) -> None:
    """Count before the password is looked at: guesses made at once see each other."""
    if count_attempt(*key, at=at, minutes=GUESS_MINUTES) > limit:
        raise TooManyAttempts(until=period_ends(at, GUESS_MINUTES))
