"""The demonstration city in the database of a test, loaded once for the whole run.

On SQLite the loaded city is kept as a file, which all workers share and copy page by page. On
PostgreSQL, where only a few journeys run, it is loaded anew each time.
"""

import fcntl
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.utils import timezone

from mitmachstadt.cli.demonstration.crowd.people import STORY
from mitmachstadt.cli.demonstration.load import SEED, load_city


def put_city(folder: Path) -> None:
    """Fill the empty test database with the city; `folder` is shared by all workers."""
    if connection.vendor != "sqlite":
        load_city(at=timezone.now(), rng=random.Random(SEED), scale=STORY)
        return
    kept = folder / "demonstration.sqlite3"
    with _only_one(folder / "demonstration.lock"):
        if not kept.exists():
            load_city(at=timezone.now(), rng=random.Random(SEED), scale=STORY)
            _copy(_own(), sqlite3.connect(kept))
            return
    _copy(sqlite3.connect(kept), _own())


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _own() -> sqlite3.Connection:
    # A connection of our own: a copy cannot be made through one that is inside Django.
    connection.close()
    return sqlite3.connect(str(connection.settings_dict["NAME"]))


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    source.backup(target)
    source.close()
    target.close()
