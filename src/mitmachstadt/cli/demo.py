"""`mitmachstadt demo`: a whole city with invented people, to look around in."""

import argparse
import os
import random
from typing import NamedTuple

from mitmachstadt.cli import serve
from mitmachstadt.cli.output import Failure, Progress, set_up_django

HELP = "Fill a database with a demonstration city and serve it; a second call keeps the data."
EXAMPLES = """\
  mitmachstadt demo
  mitmachstadt demo --port 8001
  mitmachstadt demo --no-serve
  mitmachstadt demo --code      # in another window: the second factor of office and others
"""


class Account(NamedTuple):
    """What somebody needs to sign in and look around."""

    email: str
    password: str
    role: str
    app: bool = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    serve.add_address(parser)
    parser.add_argument("--no-serve", action="store_true", help="only prepare the data")
    parser.add_argument(
        "--code",
        action="store_true",
        help="only print what an authenticator app shows now",
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.code:
        print(_code())
        return 0
    if arguments.no_serve:
        _prepare(arguments)
        return 0
    with serve.reserved(arguments.host, arguments.port):
        _prepare(arguments)
        return serve.serve(arguments.host, arguments.port, workers=2)


def _prepare(arguments: argparse.Namespace) -> None:
    os.environ["MITMACHSTADT_DEMONSTRATION"] = "1"
    set_up_django()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    _introduce(load_once(), serve.address(arguments.host, arguments.port))


def load_once() -> list[Account]:
    """The accounts of the demonstration city, which is loaded if the database lacks it."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from mitmachstadt.cli.demonstration.load import SEED, city_is_loaded, load_city

    if not city_is_loaded() and get_user_model().objects.exists():
        raise Failure(
            "This database holds people who are not the demonstration's, and stays as it is: "
            "name another one with MITMACHSTADT_DATABASE."
        )
    rng = random.Random(SEED)  # noqa: S311 - invents words, guards nothing
    city = load_city(at=timezone.now(), rng=rng, progress=Progress())
    return [Account(*account, app=_has_app(account[0])) for account in city.accounts]


def _has_app(email: str) -> bool:
    from mitmachstadt.people.queries import has_second_factor, person_by_email

    person = person_by_email(email)
    return person is not None and has_second_factor(person)


def _introduce(accounts: list[Account], address: str) -> None:
    width = max((len(account.email) for account in accounts), default=0)
    other = max((len(account.password) for account in accounts), default=0)
    print(f"\n  {address}\n\n  The city, its people and what they say are invented. Sign in as")
    for account in accounts:
        mark = "*" if account.app else " "
        print(f"  {mark} {account.email:<{width}}  {account.password:<{other}}  {account.role}")
    from django.conf import settings

    from mitmachstadt.cli.demonstration.second_factors import SECRET

    print(f"\n  * The site then asks for the code of an app. Its key is {SECRET}")
    print(f"  Without an app 'mitmachstadt demo --code' prints the code; just now it is {_code()}")

    if "filebased" in settings.MAILERS["default"]["BACKEND"]:
        print(f"\n  No mail leaves this machine: it is written to {settings.VAR / 'mails'}")
    print(flush=True)


def _code() -> str:
    """What an app with the demonstration's key shows now."""
    set_up_django()
    from django.utils import timezone

    from mitmachstadt.cli.demonstration.second_factors import SECRET
    from mitmachstadt.people.actions import app_code

    return app_code(SECRET, at=timezone.now())
