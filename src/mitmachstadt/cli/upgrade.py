"""`mitmachstadt upgrade`: everything that new code needs, in one command."""

import argparse
import os
import shutil
from pathlib import Path

from mitmachstadt.cli import backup, check, collect_static, migrate
from mitmachstadt.cli.output import Failure, set_up_django
from mitmachstadt.kernel.environment import problems

HELP = "Bring a city to the installed version: backup, migrate, static files, check."
EXAMPLES = """\
  mitmachstadt upgrade
  mitmachstadt upgrade --backup /backups/
"""
SPARE = 200_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--backup",
        metavar="FOLDER",
        type=Path,
        help="where the backup goes (default: 'backups' in the data folder)",
    )


def run(arguments: argparse.Namespace) -> int:
    for problem in problems(os.environ):
        if problem.fatal:
            raise Failure(f"{problem.name} {problem.says}. {problem.mend} Nothing was changed.")
    set_up_django()
    from django.conf import settings
    from django.utils import timezone

    folder = arguments.backup or settings.VAR / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    _require_room(folder)
    file = backup.back_up(folder, at=timezone.now())
    print(f"Backup: {file}", flush=True)
    backup.check(file)
    try:
        migrate.run(argparse.Namespace(quiet=True))
        collect_static.run(arguments)
    except Exception:
        print(_way_back(file), flush=True)
        raise
    print("Tables and static files are those of this version.\n", flush=True)
    wrong = check.run(argparse.Namespace(json=False))
    print(f"\nRestart the service now: systemctl restart mitmachstadt\n{_way_back(file)}")
    return wrong


def _way_back(file: Path) -> str:
    return (
        "The way back: install the earlier version, stop the service, "
        f"'mitmachstadt restore {file} --replace', start it."
    )


def _require_room(folder: Path) -> None:
    """A migration may write every table anew, and the backup comes before it."""
    from django.conf import settings

    from mitmachstadt.opendata.queries import database_bytes

    data, files = database_bytes(), settings.VAR / "files"
    stored = sum(path.stat().st_size for path in files.rglob("*") if path.is_file())
    needs = {folder: data + stored + SPARE, settings.VAR: data + SPARE}
    if os.stat(folder).st_dev == os.stat(settings.VAR).st_dev:
        needs = {folder: sum(needs.values()) - SPARE}
    for place, bytes_needed in needs.items():
        free = shutil.disk_usage(place).free
        if free < bytes_needed:
            raise Failure(
                f"{place} has {free // 1_000_000} MB free, and the upgrade may need "
                f"{bytes_needed // 1_000_000} MB: make space, or name another folder with "
                "--backup. Nothing was changed."
            )
