"""What counts as passed: a part that ran nothing does not."""

import os
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tools.parts import Outcome, Part, count
from tools.run_tests import Line

from tools import parts, postgres, run_tests

PART = Part("p", "a part", ("true",))


def record(folder: Path, **numbers: int) -> Path:
    file = folder / "junit.xml"
    attributes = " ".join(f'{name}="{number}"' for name, number in numbers.items())
    file.write_text(f"<testsuites><testsuite {attributes}/></testsuites>")
    return file


def test_passed_failed_and_skipped_are_counted(tmp_path: Path) -> None:
    file = record(tmp_path, tests=10, failures=1, errors=1, skipped=2)
    assert count(file, 1) == Outcome(6, 2, 2)


@pytest.mark.parametrize("code", [0, 5])
def test_a_run_without_a_test_is_a_failure(tmp_path: Path, code: int) -> None:
    assert count(record(tmp_path, tests=0), code) == Outcome(0, 1, 0, "ran no test")


def test_a_run_that_skipped_everything_is_a_failure(tmp_path: Path) -> None:
    assert count(record(tmp_path, tests=3, skipped=3), 0).failed == 1


@pytest.mark.parametrize("code", [1, 2, 3, 4, -9])
def test_a_run_that_broke_off_is_a_failure(tmp_path: Path, code: int) -> None:
    assert count(tmp_path / "missing.xml", code).failed == 1
    assert count(record(tmp_path, tests=5), code).failed == 1


@pytest.mark.parametrize(("strict", "failed"), [(False, 0), (True, 1)])
def test_a_part_that_did_not_run_is_said_and_fails_when_strict(
    strict: bool, failed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [Line(PART, Outcome(passed=3), 1.0), Line(PART, None, 0.0, "Chromium is missing: how")]
    assert run_tests.table(lines, strict, 1.0) == (3, failed, 0)
    told = capsys.readouterr().out
    assert "DID NOT RUN" in told
    assert "Chromium is missing: how" in told


def test_ci_is_strict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert run_tests._arguments([])[1] is True
    monkeypatch.setenv("CI", "")
    assert run_tests._arguments([])[1] is False
    assert run_tests._arguments(["--strict"])[1] is True


def test_a_failing_check_ends_with_1_and_the_count_alone_on_the_last_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = Part("bad", "fails", ("python", "-c", "print('why'); raise SystemExit(3)"))
    fine = Part("fine", "passes", ("python", "-c", ""))
    monkeypatch.setattr(run_tests, "PARTS", (fine, failing))
    monkeypatch.setattr(run_tests.signal, "signal", lambda number, handler: None)
    assert run_tests.main([]) == 1
    told = capsys.readouterr().out
    assert "why" in told
    assert told.splitlines()[-1] == "1 passed, 1 failed"


def test_tests_see_nothing_of_the_developers_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITMACHSTADT_DATABASE", "postgresql://real/city")
    monkeypatch.setenv("MITMACHSTADT_REAL_DATA", "kept")
    seen = parts.environment(tmp_path)
    assert "MITMACHSTADT_DATABASE" not in seen
    assert seen["MITMACHSTADT_REAL_DATA"] == "kept"
    assert seen["MITMACHSTADT_VAR"] == str(tmp_path)


@pytest.mark.skipif(postgres.programs() is None, reason=f"PostgreSQL is missing: {postgres.HOW}")
def test_a_cluster_is_its_own_and_gone_afterwards() -> None:
    import psycopg

    with postgres.cluster() as first, postgres.cluster() as second:
        assert first != second
        for address in (first, second):
            with psycopg.connect(address) as connection:
                row = connection.execute("SHOW fsync").fetchone()
                assert row == ("off",)
        home = Path(first.split("@")[1].split("/")[0].replace("%2F", "/"))
        assert home.is_dir()
    assert not home.exists()


@pytest.mark.skipif(postgres.programs() is None, reason=f"PostgreSQL is missing: {postgres.HOW}")
def test_a_copy_of_a_cluster_holds_the_same_and_is_its_own() -> None:
    import psycopg

    with postgres.cluster() as first:
        with psycopg.connect(first, autocommit=True) as connection:
            connection.execute("CREATE TABLE tree (id integer)")
        with postgres.cluster(like=first) as second:
            with psycopg.connect(second, autocommit=True) as connection:
                connection.execute("INSERT INTO tree VALUES (1)")
            with psycopg.connect(first) as connection:
                assert connection.execute("SELECT id FROM tree").fetchall() == []


def test_migrations_that_fail_fail_the_part(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="the migrations failed"):
        parts.migrate(f"sqlite:///{tmp_path}")


def test_a_part_on_sqlite_copies_a_database_and_never_works_in_it(tmp_path: Path) -> None:
    seen = parts.environment(tmp_path, ["sqlite:///migrated.sqlite3"])
    assert seen["MITMACHSTADT_TEST_DATABASES"] == "sqlite:///migrated.sqlite3"
    assert "MITMACHSTADT_DATABASE" not in seen


@pytest.mark.skipif(postgres.programs() is None, reason=f"PostgreSQL is missing: {postgres.HOW}")
def test_a_cluster_ends_when_its_run_is_killed() -> None:
    program = (
        "import signal; from tools import postgres\n"
        "with postgres.cluster() as address: print(address, flush=True); signal.pause()"
    )
    root = Path(parts.__file__).resolve().parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=root, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline()
        home = Path(address.split("@")[1].split("/")[0].replace("%2F", "/"))
        server = int((home / "data" / "postmaster.pid").read_text().split()[0])
        descriptor = os.pidfd_open(server)
        process.kill()
    # A pid file descriptor becomes readable when the process ends: no sleeping, no guessing.
    assert select.select([descriptor], [], [], 20)[0]
    os.close(descriptor)
    shutil.rmtree(home)
