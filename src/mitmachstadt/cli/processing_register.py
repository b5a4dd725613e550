"""`mitmachstadt processing-register`: what is kept about people, from the tables themselves."""

import argparse
import sys

from mitmachstadt.cli.output import set_up_django

HELP = "Print the register of processing (Art. 30 GDPR), made from what the tables declare."
EXAMPLES = """\
  mitmachstadt processing-register > verzeichnis.md
  mitmachstadt processing-register --csv > verzeichnis.csv
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--csv", action="store_true", help="for a spreadsheet, else Markdown")


def run(arguments: argparse.Namespace) -> int:
    set_up_django()
    from mitmachstadt.data_protection.cards import LABELS, register_csv, register_markdown
    from mitmachstadt.data_protection.queries import activities

    write = register_csv if arguments.csv else register_markdown
    sys.stdout.write(write(activities(), LABELS))
    return 0
