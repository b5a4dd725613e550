"""The migrated SQLite file of the run (tools/run_tests.py), for whoever begins with all tables."""

import os
import shutil
from pathlib import Path

import dj_database_url

MIGRATED = os.environ.get("MITMACHSTADT_TEST_DATABASES", "").split()


def lay_down(file: Path | str) -> bool:
    """Copy it there; without one the migrations have to make the tables, as with `pytest` alone."""
    if not MIGRATED or not MIGRATED[0].startswith("sqlite:"):
        return False
    shutil.copyfile(dj_database_url.parse(MIGRATED[0])["NAME"], file)
    return True
