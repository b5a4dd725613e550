"""`mitmachstadt migrate`: bring the database to the tables of this version."""

import argparse

from mitmachstadt.cli.output import set_up_django

HELP = "Bring the database to the tables of this version."
EXAMPLES = """\
  mitmachstadt migrate
  MITMACHSTADT_DATABASE=postgresql://city@db/city mitmachstadt migrate
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when it goes well")


def run(arguments: argparse.Namespace) -> int:
    set_up_django()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0 if arguments.quiet else 1)
    return 0
