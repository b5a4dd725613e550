"""The demonstration city in the database of a test, loaded once for the whole run.

On SQLite the loaded city is kept as a file, which all workers share and copy page by page. On
PostgreSQL its tables are kept in a schema beside the real one, once for each worker's database.
"""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.utils import timezone

from mitmachstadt.cli.demonstration.load import load_city

SCHEMA = "demonstration"


def put_city(folder: Path) -> None:
    """Fill the empty test database with the city; `folder` is shared by all workers."""
    if connection.vendor == "sqlite":
        kept = folder / "demonstration.sqlite3"
        with _only_one(folder / "demonstration.lock"):
            if not kept.exists():
                load_city(at=timezone.now())
                _copy(_own(), sqlite3.connect(kept))
                return
        _copy(sqlite3.connect(kept), _own())
    elif _is_kept():
        _take_tables()
    else:
        load_city(at=timezone.now())
        _keep_tables()


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


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed})


def _is_kept() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", [SCHEMA])
        return bool(cursor.fetchone()[0])


def _keep_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for table in _tables():
            cursor.execute(f'CREATE TABLE {SCHEMA}."{table}" AS TABLE public."{table}"')


def _take_tables() -> None:
    with connection.cursor() as cursor:
        # Rows come back in any order: no trigger may look whether their neighbours are there.
        cursor.execute("SET session_replication_role = replica")
        for table in _tables():
            cursor.execute(f'TRUNCATE public."{table}" CASCADE')
        for table in _tables():
            cursor.execute(
                "SELECT string_agg(quote_ident(column_name), ', '),"
                " max(pg_get_serial_sequence(quote_ident(table_name), column_name)),"
                " bool_or(column_name = 'id') FROM information_schema.columns"
                " WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'",
                [table],
            )
            columns, sequence, has_id = cursor.fetchone()
            cursor.execute(
                f'INSERT INTO public."{table}" ({columns}) OVERRIDING SYSTEM VALUE'
                f' SELECT {columns} FROM {SCHEMA}."{table}"'
            )
            if sequence and has_id:
                highest = f'(SELECT coalesce(max(id), 0) + 1 FROM public."{table}")'
                cursor.execute(f"SELECT setval(%s, {highest}, false)", [sequence])
        cursor.execute("SET session_replication_role = origin")
