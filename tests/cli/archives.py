"""What the tests of backup and restore share: a small city, and all of its rows."""

import contextlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import connection

from mitmachstadt.cli.archive import tables
from mitmachstadt.kernel.models import DailySalt, RateCount, UsedProof
from mitmachstadt.people.actions import note_session
from tests import factories

Rows = dict[str, list[str]]


def small_city() -> None:
    """Many kinds of rows in a few steps, with words that break careless code."""
    ada = factories.person("Ada")
    factories.organisation("Radverein", ada)
    factories.district("Mitte")
    passage = factories.passage()
    factories.opened_process(passage)
    said = factories.remark(passage, 'Ein "Satz"; \\ mit\nUmbruch, 🚲 und NULL')
    factories.remark(said, "Eine Antwort darauf.")
    factories.answer(said)
    factories.strategy_document()


def what_is_forgotten() -> None:
    """A row in each table that a backup leaves empty."""
    RateCount.objects.create(key="k" * 64, period=factories.NOW, count=3)
    DailySalt.objects.create(day=factories.NOW.date(), salt="s" * 64)
    UsedProof.objects.create(signature="p" * 64, at=factories.NOW)
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=factories.NOW)
    note_session(
        person=factories.person(), key="a" * 32, device="", since=factories.NOW, at=factories.NOW
    )


def keep_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """A restore empties tables where making them anew takes longer than all the rest.

    Other tests of restoring see how they are dropped and made.
    """

    def emptied() -> None:
        names = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
        call = connection.ops.sql_flush(no_style(), names, reset_sequences=True)
        connection.ops.execute_sql_flush(call)

    monkeypatch.setattr(tables, "drop_everything", emptied)
    monkeypatch.setattr(tables, "migrate_to", lambda migrations: None)


# Tables that the database makes anew from the others, and those that hold nothing for long.
DERIVED = ("nodes_search", "nodes_tally")
FORGOTTEN = (
    "django_session",
    "people_devicesession",
    "kernel_dailysalt",
    "kernel_ratecount",
    "kernel_usedproof",
)


def everything() -> Rows:
    """All rows of all tables by plain SQL, each as a text, in an order of their own."""
    with connection.cursor() as cursor:
        found: Rows = {}
        for table in connection.introspection.table_names(cursor):
            if table == "django_migrations" or table.startswith(DERIVED + FORGOTTEN):
                continue  # the moment of each; an index in whatever order it was made
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            read = [[_value(value) for value in row] for row in cursor.fetchall()]
            rows = [dict(zip(names, row, strict=True)) for row in read]
            found[table] = sorted(json.dumps(row, default=str, sort_keys=True) for row in rows)
    return found


def _value(value: Any) -> Any:
    """JSON by its meaning: Django leaves out the spaces that a row written by hand has."""
    if isinstance(value, str) and value[:1] in {"{", "["}:
        with contextlib.suppress(ValueError):
            return json.loads(value)
    return value


def lines(file: Path) -> Rows:
    """The same of an archive: what two databases can be compared by."""
    with zipfile.ZipFile(file) as archive:
        return {
            name: sorted(
                json.dumps(json.loads(line), sort_keys=True)
                for line in archive.read(name).splitlines()
            )
            for name in archive.namelist()
            if name.startswith("tables/")
        }


def rewrite(file: Path, change: dict[str, Any]) -> None:
    """The same archive with other entries under some names; None leaves one out."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts.update(change)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)


def elsewhere(folder: Path, *arguments: str) -> str:
    """Run a command on another city: SQLite, with a data folder of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MITMACHSTADT_")}
    environment |= {"MITMACHSTADT_VAR": str(folder), "MITMACHSTADT_SECRET_KEY": "k" * 50}
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "mitmachstadt.cli.main", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
