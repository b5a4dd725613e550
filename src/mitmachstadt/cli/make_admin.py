"""`mitmachstadt make-admin`: the first account of a new city, or a further administrator."""

import argparse
import getpass
import sys

from mitmachstadt.cli.output import Failure, set_up_django

HELP = "Make an account with the role administrator, or give the role to an account that exists."
EXAMPLES = """\
  mitmachstadt make-admin anna@example.org --name "Anna Amt"
  mitmachstadt make-admin anna@example.org --also office --also moderator
  mitmachstadt make-admin anna@example.org --password-stdin < password.txt
  mitmachstadt make-admin anna@example.org --new-second-factor  # app and passkeys were lost
"""
SECOND_FACTOR = (
    "After signing in the site leads to setting up a second factor (authenticator app or passkey); "
    "the role can be used from then on."
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
        help="forget app, passkeys and recovery codes of an account, and sign it out everywhere",
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
        if person is None:
            raise Failure(f"{email} has no account: without --new-second-factor it gets one.")
        actions.forget_factors(person=person)
    elif person is None:
        name = arguments.name or email.partition("@")[0]
        password = _password(arguments, Person(email=email, name=name))
        person = actions.register_person(email=email, name=name, password=password, at=now)
    roles = [ROLE, *arguments.also]
    for role in roles:
        actions.grant_role(person=person, role=role, by=None, at=now)
    print(f"{email} has the role {' and '.join(roles)}.")
    if not has_second_factor(person):
        print(SECOND_FACTOR)
    return 0


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
