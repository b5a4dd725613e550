"""`mitmachstadt init`: another city, without touching code."""

import argparse
import sys
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from mitmachstadt.cli.output import Failure, set_up_django
from mitmachstadt.cli.own_city import asking, reading
from mitmachstadt.cli.own_city.reading import OwnCity

HELP = "Make a city of one's own: name, imprint, districts, bodies, words, logo, administrator."
EXAMPLES = """\
  mitmachstadt init --example > city.toml     # a commented file to fill in
  mitmachstadt init city.toml --dry-run       # what would be done; writes nothing
  mitmachstadt init city.toml
  mitmachstadt init city.toml --update        # change what the file names; deletes nothing
  mitmachstadt init                           # asks for the few things that have to be there
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="the city as TOML")
    parser.add_argument("--example", action="store_true", help="print a commented file and end")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.add_argument(
        "--update", action="store_true", help="change a city that exists; shows what changes"
    )
    parser.add_argument(
        "--grant-roles",
        action="store_true",
        help="in an update: make the administrator of the file one, though they have an account",
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.example:
        print(example(), end="")
        return 0
    if arguments.file is not None:
        own = reading.read(arguments.file, update=arguments.update)
    elif sys.stdin.isatty():
        own = asking.ask()
    else:
        raise Failure("Name a file: 'mitmachstadt init --example > city.toml' makes one.")
    set_up_django()
    from django.core.management import call_command
    from django.utils import timezone

    from mitmachstadt.cli.own_city import entering

    _require_room(holds=entering.holds_a_city(), update=arguments.update)
    if not arguments.update and not arguments.dry_run:
        call_command("migrate", interactive=False, verbosity=0)
    at = timezone.now()
    if arguments.dry_run:
        _print_changes(_planned(own, at))
        print("Nothing was written.")
        return 0
    entered = entering.enter(own, at=at, grant_roles=arguments.grant_roles)
    _print_changes(entered.changes)
    if entered.password:
        print(f"\nSign in as {entered.email} with the password\n\n    {entered.password}\n")
        print("It is shown this once. Change it after signing in ('Mein Konto').")
        print("The site then leads to setting up a second factor: app or passkey.")
    return 0


def example() -> str:
    """The commented file."""
    source = files("mitmachstadt.cli.own_city").joinpath("example.toml")
    return source.read_text(encoding="utf-8")


def _require_room(*, holds: bool, update: bool) -> None:
    if holds and not update:
        raise Failure(
            "This database holds a city already, and stays as it is. 'mitmachstadt init FILE "
            "--update' changes what the file names; for another city name an empty database with "
            "MITMACHSTADT_DATABASE and a data folder with MITMACHSTADT_VAR."
        )
    if update and not holds:
        raise Failure("There is no city here to update: run 'mitmachstadt init FILE' first.")


def _planned(own: OwnCity, at: datetime) -> list[str]:
    from django.db import connection

    from mitmachstadt.cli.own_city import entering

    if "kernel_city" in connection.introspection.table_names():
        return entering.changes(own, at=at)
    return ["a new database, with everything that the file names"]


def _print_changes(changes: list[str]) -> None:
    for change in changes:
        print(f"  {change}")
    if not changes:
        print("  nothing changes")
