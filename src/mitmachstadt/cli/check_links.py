"""`mitmachstadt check-links`: are the sources that texts cite, and the code of measures, there?"""

import argparse
import sys

from mitmachstadt.cli.output import set_up_django

HELP = "Ask every address that a text cites whether it is still there, and keep the answer."
EXAMPLES = """\
  mitmachstadt check-links
  Nothing asks by itself: have cron call it, for example once a week.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--verbose", action="store_true", help="one line for each address on standard error"
    )


def run(arguments: argparse.Namespace) -> int:
    set_up_django()
    from django.utils import timezone

    from mitmachstadt.kernel.outward import Reached, ask
    from mitmachstadt.measures.actions import check_repositories
    from mitmachstadt.strategy.actions import check_links
    from mitmachstadt.strategy.models import Source

    def tell(source: Source, answer: Reached) -> None:
        if arguments.verbose:
            words = "there" if answer.there else f"gone ({answer.status or answer.why})"
            print(f"{source.url}: {words}", file=sys.stderr)

    def tell_code(address: str, answer: Reached) -> None:
        if arguments.verbose:
            words = "there" if answer.there else f"gone ({answer.status or answer.why})"
            print(f"{address}: {words}", file=sys.stderr)

    there, gone = check_links(ask=ask, at=timezone.now(), told=tell)
    code, lost = check_repositories(ask=ask, at=timezone.now(), told=tell_code)
    there, gone = there + code, gone + lost
    print(f"{there} addresses answered, {gone} did not.")
    return 0
