"""The parts of `make test`: what each runs, what it needs, and how its result is counted."""

import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import postgres

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
LONGEST = 20 * 60


@dataclass(frozen=True)
class Outcome:
    """How a part ended. `words` is empty when all is well."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    words: str = ""
    output: str = ""


@dataclass(frozen=True)
class Part:
    """One part: `needs` returns what is missing, in words; `pytest` tells how it is counted."""

    name: str
    what: str
    command: tuple[str, ...]
    needs: tuple[Callable[[], str], ...] = ()
    pytest: bool = False
    postgresql: bool = False


def no_postgresql() -> str:
    """What is missing for tests on PostgreSQL, or nothing."""
    return "" if postgres.programs() else f"PostgreSQL is missing: {postgres.HOW}"


def chromium() -> str | None:
    """The browser for journeys: MITMACHSTADT_CHROMIUM, or the machine's own."""
    if named := os.environ.get("MITMACHSTADT_CHROMIUM"):
        return named
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


def no_chromium() -> str:
    """What is missing for journeys, or nothing."""
    how = "apt-get install chromium (Debian), or name one in MITMACHSTADT_CHROMIUM"
    return "" if chromium() else f"Chromium is missing: {how}"


UNIT = ("-m", "not journey", "--ignore=tests/journeys")
# Nothing in these asks the database of the run; the killed city brings its own.
WITHOUT_DATABASE = (
    "--ignore=tests/methods",
    "--ignore=tests/tools",
    "--ignore=tests/concurrency/test_killed_city.py",
)

PARTS = (
    Part("ruff", "style", ("ruff", "check", ".")),
    Part("format", "layout of the code", ("ruff", "format", "--check", ".")),
    Part("imports", "import contracts", ("lint-imports",)),
    Part("licences", "REUSE", ("reuse", "lint", "--lines")),
    Part(
        "migrations",
        "models and migrations agree",
        ("python", "-m", "django", "makemigrations", "--check", "--dry-run"),
    ),
    Part("types", "mypy strict", ("mypy", "-p", "mitmachstadt", "-p", "tools")),
    Part("unit-sqlite", "unit and property tests on SQLite", UNIT, pytest=True),
    Part(
        "unit-postgresql",
        "the same on PostgreSQL, but for what asks no database",
        (*UNIT, *WITHOUT_DATABASE),
        needs=(no_postgresql,),
        pytest=True,
        postgresql=True,
    ),
    Part(
        "journeys-sqlite",
        "journeys in Chromium on SQLite",
        ("tests/journeys",),
        needs=(no_chromium,),
        pytest=True,
    ),
    Part(
        "journeys-postgresql",
        "journeys marked both_databases, on PostgreSQL",
        ("tests/journeys", "-m", "both_databases"),
        needs=(no_chromium, no_postgresql),
        pytest=True,
        postgresql=True,
    ),
)


def environment(var: Path, databases: Sequence[str] = ()) -> dict[str, str]:
    """What a part sees: its own data folder, never the developer's database or settings.

    Args:
        databases: addresses of migrated databases that the tests copy: a file of SQLite for all
            workers, or one of PostgreSQL for each.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("MITMACHSTADT_")
        or name in {"MITMACHSTADT_REAL_DATA", "MITMACHSTADT_CHROMIUM"}
    }
    (var / "static").mkdir(exist_ok=True)  # WhiteNoise warns of a folder that is not there
    kept["MITMACHSTADT_VAR"] = str(var)
    kept["DJANGO_SETTINGS_MODULE"] = "mitmachstadt.config.settings"
    kept["PYTHONDONTWRITEBYTECODE"] = ""
    if databases:
        kept["MITMACHSTADT_TEST_DATABASES"] = " ".join(databases)
        if not databases[0].startswith("sqlite:"):
            kept["MITMACHSTADT_DATABASE"] = databases[0]
    return kept


def migrate(address: str) -> str:
    """Make the tables of an empty database, once for all workers and parts; returns its address."""
    with tempfile.TemporaryDirectory(prefix="mitmachstadt-test-") as folder:
        done = subprocess.run(
            [str(PROGRAMS / "python"), "-m", "django", "migrate", "--verbosity=0"],
            cwd=ROOT, env={**environment(Path(folder)), "MITMACHSTADT_DATABASE": address},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=LONGEST, check=False,
        )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"the migrations failed:\n{done.stdout.decode('utf-8', 'replace')}")
    return address


def run(part: Part, databases: Sequence[str], workers: int) -> Outcome:
    """Run one part in a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="mitmachstadt-test-") as folder:
        var = Path(folder)
        try:
            if part.pytest:
                return _run_pytest(part, var, databases, workers)
            return _run_command(part, var, databases)
        except subprocess.TimeoutExpired:
            return Outcome(failed=1, words=f"not done after {LONGEST // 60} minutes")


def _run_command(part: Part, var: Path, databases: Sequence[str]) -> Outcome:
    done = subprocess.run(
        [str(PROGRAMS / part.command[0]), *part.command[1:]],
        cwd=ROOT, env=environment(var, databases), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LONGEST, check=False,
    )  # fmt: skip
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        return Outcome(failed=1, words=f"exit code {done.returncode}", output=text)
    return Outcome(passed=1, output=text)


def _run_pytest(part: Part, var: Path, databases: Sequence[str], workers: int) -> Outcome:
    record = var / "junit.xml"
    command = [
        *(str(PROGRAMS / "python"), "-m", "pytest", "-q", "-p", "no:cacheprovider"),
        *("-n", str(workers), "--dist", "worksteal", "-o", "faulthandler_timeout=300"),
        *(f"--junit-xml={record}", "--durations=5", *part.command),
    ]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(var, databases), stdin=subprocess.DEVNULL,
        timeout=LONGEST, check=False,
    )  # fmt: skip
    return count(record, done.returncode)


def count(record: Path, code: int) -> Outcome:
    """The result of a pytest run from its JUnit record and its exit code."""
    passed = failed = skipped = 0
    if record.is_file():
        for suite in ElementTree.parse(record).getroot().iter("testsuite"):
            bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            left = int(suite.get("skipped", 0))
            failed, skipped = failed + bad, skipped + left
            passed += max(int(suite.get("tests", 0)) - bad - left, 0)
    if code and not failed:
        words = "ran no test" if code == 5 else f"pytest ended with code {code}"
        return Outcome(passed, 1, skipped, words)
    if not passed and not failed:
        return Outcome(0, 1, skipped, "ran no test")
    return Outcome(passed, failed, skipped)
