from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from mitmachstadt.kernel.rates import count_attempt, forgive_attempt, period_ends
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.errors import EmailTaken, PasswordWrong, TermsNotAccepted, TooManyAttempts
from mitmachstadt.people.models import (
    District,
    GroupMembership,
    Organisation,
    OrganisationMembership,
    Person,
)
from mitmachstadt.people.rules import may_end_role

GUESSES_PER_ACCOUNT = 8  # from one address
GUESSES_PER_ADDRESS = 40
GUESSES_FROM_EVERYWHERE = 100  # for one account
GUESS_MINUTES = 15
ACCOUNTS_PER_ADDRESS = 20
ACCOUNT_MINUTES = 60


def register_person(*, email: str, name: str, password: str | None, at: datetime) -> Person:
    """Make an account. Without a password nobody can sign in to it.

    Raises:
        EmailTaken: somebody has an account with this address.
    """
    person = Person(email=email.strip().lower(), name=clean_line(name)[:60], created=at)
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
    return register_person(email=email, name=name, password=password, at=at)


def change_password(*, person: Person, present: str, new: str, at: datetime) -> None:
    """Give oneself another password; the present one has to be known.

    Raises:
        PasswordWrong, TooManyAttempts: nothing was changed.
    """
    key = ("password", "account", person.public_id)
    _count_guess(*key, limit=GUESSES_PER_ACCOUNT, at=at)
    if not person.check_password(present):
        raise PasswordWrong()
    with transaction.atomic():
        person.set_password(new)
        person.save(update_fields=["password"])
        append(kind="person.password_changed", subject=person.public_id, content={}, at=at)


def sign_in(
    *, email: str, password: str, address: str, at: datetime, request: HttpRequest
) -> Person | None:
    """The person whose address and password these are, or None.

    Raises:
        TooManyAttempts: too many tries for this account or from this address.
    """
    account = email.strip().lower()
    # In this order, so that one address alone cannot use up the tries for an account.
    _count_guess("sign-in", "both", account, address, limit=GUESSES_PER_ACCOUNT, at=at)
    _count_guess("sign-in", "address", address, limit=GUESSES_PER_ADDRESS, at=at)
    _count_guess("sign-in", "account", account, limit=GUESSES_FROM_EVERYWHERE, at=at)
    person = authenticate(request, username=account, password=password)
    if not isinstance(person, Person):
        return None
    # A school or a library signs many people in from one address.
    forgive_attempt("sign-in", "address", address, at=at, minutes=GUESS_MINUTES)
    return person


def _count_guess(*key: str, limit: int, at: datetime) -> None:
    """Count before the password is looked at: guesses made at once see each other."""
    if count_attempt(*key, at=at, minutes=GUESS_MINUTES) > limit:
        raise TooManyAttempts(until=period_ends(at, GUESS_MINUTES))


def grant_role(*, person: Person, role: str, by: Person | None, at: datetime) -> None:
    """Give somebody a role; giving it twice changes nothing."""
    group = BuiltInGroup(role)
    with transaction.atomic():
        _, made = GroupMembership.objects.get_or_create(
            person=person, group_id=group, until=None, defaults={"since": at}
        )
        if made:
            content = {"role": group.value, "by": by.public_id if by else ""}
            append(kind="role.granted", subject=person.public_id, content=content, at=at)


def end_role(*, person: Person, role: str, by: Person, at: datetime) -> None:
    """Take a role from somebody, unless the city would be left without an administrator."""
    group = BuiltInGroup(role)
    with transaction.atomic():
        # Two administrators ending each other's role at once: the second has to see the first.
        list(GroupMembership.objects.select_for_update().filter(group_id=group, until=None))
        may_end_role(person, group, at=at).require()
        open_membership = GroupMembership.objects.filter(person=person, group_id=group, until=None)
        # A role granted and ended within one clock tick still has a length.
        earliest = open_membership.values_list("since", flat=True).first()
        if earliest is not None:
            open_membership.update(until=max(at, earliest + timedelta(microseconds=1)))
            content = {"role": group.value, "by": by.public_id}
            append(kind="role.ended", subject=person.public_id, content=content, at=at)


def found_organisation(
    *, name: str, kind: OrganisationKind | str, district: District | None = None
) -> Organisation:
    """Enter an organisation into the directory; a known name gives the known organisation."""
    organisation, _ = Organisation.objects.get_or_create(
        name=clean_line(name), defaults={"kind": OrganisationKind(kind), "district": district}
    )
    return organisation


def join_organisation(*, person: Person, organisation: Organisation, at: datetime) -> None:
    """Let somebody speak for an organisation from now on."""
    OrganisationMembership.objects.get_or_create(
        person=person, organisation=organisation, until=None, defaults={"since": at}
    )


def enter_districts(names: list[str]) -> list[District]:
    """Enter the city's districts in their official order, counted from 1."""
    return [
        District.objects.update_or_create(number=number, defaults={"name": name})[0]
        for number, name in enumerate(names, start=1)
    ]
