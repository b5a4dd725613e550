"""`mitmachstadt make-admin`: the first account of a new city, or a further administrator."""

import argparse
import getpass
import sys
from datetime import datetime
from typing import Any

from mitmachstadt.cli.output import Failure, set_up_django

HELP = "Make an account with the role administrator, or give the role to an account that exists."
EXAMPLES = """\
  mitmachstadt make-admin anna@example.org --name "Anna Amt"
  mitmachstadt make-admin anna@example.org --also office --also moderator
  mitmachstadt make-admin anna@example.org --password-stdin < password.txt
  mitmachstadt make-admin anna@example.org --new-second-factor  # lost; roles stay
"""
SECOND_FACTOR = (
    "After signing in the site leads to setting up a second factor (authenticator app or passkey); "
    "a powerful role can be used from then on."
)
ROLE = "administrator"
OTHERS = ("office", "moderator", "helper", "auditor")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="the address to sign in with")
    parser.add_argument("--name", help="what others see (default: the part before the @)")
    parser.add_argument(
        "--also", action="append", choices=OTHERS, default=[], help="a further role to give"
    )
    parser.add_argument(
        "--new-second-factor",
        action="store_true",
        help="only forget app, passkeys and recovery codes of an account, whatever its roles, and "
        "sign it out everywhere",
    )
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="read the password from standard input instead of asking for it",
    )


def run(arguments: argparse.Namespace) -> int:
    set_up_django()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.utils import timezone

    from mitmachstadt.people import actions
    from mitmachstadt.people.models import Person
    from mitmachstadt.people.queries import has_second_factor

    email = arguments.email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Failure(f"{arguments.email} is not an e-mail address.") from error
    now = timezone.now()
    person = Person.objects.filter(email=email).first()
    if arguments.new_second_factor:
        return _forget_factors(person, arguments, at=now)
    if person is None:
        name = arguments.name or email.partition("@")[0]
        password = _password(arguments, Person(email=email, name=name))
        person = actions.register_person(email=email, name=name, password=password, at=now)
    _grant(person, [ROLE, *arguments.also], at=now)
    if not has_second_factor(person):
        print(SECOND_FACTOR)
    return 0


def _forget_factors(person: Any, arguments: argparse.Namespace, *, at: datetime) -> int:
    """Forget what somebody has lost; roles stay as they are, unless further ones are named."""
    from mitmachstadt.people import actions

    if person is None:
        raise Failure(f"{arguments.email} has no account: without --new-second-factor it gets one.")
    _require_proven(person)
    actions.forget_factors(person=person)
    print(f"{person.email} has no second factor any more and is signed out everywhere.")
    if arguments.also:
        _grant(person, arguments.also, at=at)
    print(SECOND_FACTOR)
    return 0


def _grant(person: Any, roles: list[str], *, at: datetime) -> None:
    from mitmachstadt.people import actions

    _require_proven(person)
    for role in roles:
        actions.grant_role(person=person, role=role, by=None, at=at)
    print(f"{person.email} has the role {' and '.join(roles)}.")


def _require_proven(person: Any) -> None:
    """Somebody else may have made the account and wait for its role."""
    if person.address_proven is None:
        raise Failure(
            f"Nobody has shown yet that {person.email} is theirs: sign in once with a code by "
            "mail, then call this again."
        )


def _password(arguments: argparse.Namespace, person: object) -> str:
    """The password, asked for twice or read from standard input; weak ones are refused."""
    if arguments.password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != password:
            raise Failure("The two passwords differ; nothing was changed.")
    else:
        raise Failure("Nobody is there to type a password: use --password-stdin.")
    _require_strong(password, person)
    return password


def _require_strong(password: str, person: object) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import translation

    try:
        with translation.override("en"):
            validate_password(password, person)  # type: ignore[arg-type]  # an unsaved Person will do
    except ValidationError as error:
        raise Failure(" ".join(error.messages)) from error
