"""`mitmachstadt backup`: the whole city in one file, while it is running."""

import argparse
import json
from datetime import datetime
from pathlib import Path

from mitmachstadt.cli.output import Failure, Progress, set_up_django

HELP = "Write the whole city, database and files, into one file; the city goes on meanwhile."
EXAMPLES = """\
  mitmachstadt backup city.backup
  mitmachstadt backup /backups/               # a file named after the moment
  mitmachstadt backup /backups/ --keep 14     # and only the newest 14 of these stay
  mitmachstadt backup --check city.backup
"""
PATTERN = "mitmachstadt-*.backup"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the file, or a folder for it")
    parser.add_argument("--check", action="store_true", help="only look whether FILE is whole")
    parser.add_argument(
        "--keep", type=int, metavar="N", help="in a folder: remove all but the newest N backups"
    )


def run(arguments: argparse.Namespace) -> int:
    if arguments.keep is not None and arguments.keep < 1:
        raise Failure("--keep needs a number from 1 up: at least the new backup stays.")
    set_up_django()
    if arguments.check:
        return check(arguments.file)
    from django.utils import timezone

    file = back_up(arguments.file, at=timezone.now())
    if arguments.keep is not None and arguments.file.is_dir():
        for old in sorted(arguments.file.glob(PATTERN))[: -arguments.keep]:
            old.unlink()
    print(file)
    return 0


def back_up(target: Path, *, at: datetime) -> Path:
    """Write a backup and remember when; returns its file."""
    from django.conf import settings

    from mitmachstadt.cli.archive.tables import unknown_migrations
    from mitmachstadt.cli.archive.writing import write_archive

    if unknown := unknown_migrations():
        raise Failure(
            f"The database belongs to a newer version of Mitmachstadt ({unknown[0]}), which this "
            "one cannot read as a whole: back up with that version."
        )
    file = target / f"mitmachstadt-{at:%Y%m%d-%H%M%S}.backup" if target.is_dir() else target
    written = write_archive(file, at=at, progress=Progress())
    note = {"at": at.isoformat(), "file": str(file.resolve()), "rows": written.rows}
    (settings.VAR / "last_backup.json").write_text(json.dumps(note))
    return file


def check(file: Path) -> int:
    """Read a backup through; says what it holds."""
    from mitmachstadt.cli.archive.reading import opened, require_known, verify

    with opened(file) as (archive, whole):
        verify(archive, whole, Progress())
        require_known(whole)
    print(
        f"{file} is whole: {whole.rows} rows in {len(whole.tables)} tables and "
        f"{len(whole.files)} files, written {whole.created[:16]} by Mitmachstadt {whole.version} "
        f"on {whole.database}."
    )
    return 0
