"""Supervisor, web processes and worker are killed while people write; nothing is lost.

Twice here; `python -m benchmarks.killing` does it ten times on both databases.
"""

import pytest
from benchmarks import killing
from benchmarks.serve import City

from tests.migrated import lay_down

ROUNDS = 2


@pytest.mark.slow
def test_what_was_acknowledged_is_there_after_everything_was_killed(tmp_path):
    file = tmp_path / "city.sqlite3"
    lay_down(file)
    city = City("SQLite", 120, f"sqlite:///{file}", tmp_path / "var")
    assert killing.check(killing.prepared(city), ROUNDS) == []
