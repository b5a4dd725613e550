"""`mitmachstadt rebuild-search`: make the search index anew."""

import argparse

from mitmachstadt.cli.output import set_up_django

HELP = "Make the search index anew; for a database that was copied together by other means."
EXAMPLES = """\
  mitmachstadt rebuild-search
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when it goes well")


def run(arguments: argparse.Namespace) -> int:
    set_up_django()
    from mitmachstadt.nodes.actions import rebuild_search

    count = rebuild_search()
    if not arguments.quiet:
        print(f"{count} texts can be found again.")
    return 0
