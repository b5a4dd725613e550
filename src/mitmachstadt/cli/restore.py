"""`mitmachstadt restore`: a city from its backup, on either database."""

import argparse
from pathlib import Path

from mitmachstadt.cli.output import Progress, set_up_django

HELP = "Make the city of a backup, also an older version's, in an empty database."
EXAMPLES = """\
  mitmachstadt restore city.backup
  mitmachstadt restore city.backup --replace      # the city in the database goes first
  mitmachstadt restore old.backup --newer broken.backup   # and knows what was deleted since
  MITMACHSTADT_DATABASE=postgresql://city@db/city mitmachstadt restore city.backup
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="what `backup` wrote")
    parser.add_argument(
        "--replace", action="store_true", help="remove what the database holds before"
    )
    parser.add_argument(
        "--newer",
        metavar="FILE",
        type=Path,
        help="a newer backup, of which only is read what was deleted since",
    )


def run(arguments: argparse.Namespace) -> int:
    set_up_django()
    from django.conf import settings

    from mitmachstadt.cli.archive import forgetting, reading
    from mitmachstadt.cli.archive.manifest import fingerprint
    from mitmachstadt.kernel.city import tell_processes

    progress = Progress()
    with reading.opened(arguments.file) as (archive, whole):
        reading.require_known(whole)
        reading.verify(archive, whole, progress)
        keys = forgetting.kept_here() + forgetting.kept_in(arguments.newer)
        forward = reading.load(
            archive, whole, replace=arguments.replace, forgotten=keys, progress=progress
        )
    tell_processes()
    make_derived()
    again = forgetting.forget_again()
    older = f", brought forward by {forward} migrations" if forward else ""
    print(f"{whole.rows} rows and {len(whole.files)} files are restored{older}.")
    print("The search index is made anew.")
    if again:
        print(f"{again} accounts and contributions that had been deleted since are deleted again.")
    elif not keys:
        print(
            f"What people deleted after {whole.created[:16]} is back: nothing here knows of it. If "
            "there is a newer backup, even of a broken city, restore once more with --newer FILE."
        )
    if whole.key != fingerprint(settings.SECRET_KEY):
        print(
            "The secret key is another one than when the backup was written: receipt codes and "
            "sessions of then are not valid here. Bring MITMACHSTADT_SECRET_KEY, or the file "
            "secret_key from the old data folder, and they are."
        )
    return 0


def make_derived() -> None:
    """Make anew what is only derived from the tables."""
    from mitmachstadt.nodes.actions import rebuild_search

    rebuild_search()
