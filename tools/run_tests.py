"""Every check of the project, part by part, with a table and a count at the end.

    python -m tools.run_tests                       everything
    python -m tools.run_tests --part unit-sqlite    one part (may be given several times)
    python -m tools.run_tests --part list           the names of the parts

A part whose program is missing does not run, which is said; with --strict, or CI=true in the
environment, that is a failure.
"""

import argparse
import contextlib
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tools import postgres
from tools.parts import PARTS, Outcome, Part, migrate, run


@dataclass(frozen=True)
class Line:
    """One line of the table; `outcome` is None for a part that did not run."""

    part: Part
    outcome: Outcome | None
    seconds: float
    words: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts that were asked for; 0 when nothing failed."""
    chosen, strict, workers = _arguments(arguments)
    if not chosen:
        print("\n".join(f"{part.name:<20} {part.what}" for part in PARTS))
        return 0
    signal.signal(signal.SIGTERM, _end)
    started = time.monotonic()
    lines = _run_all(chosen, workers)
    passed, failed, skipped = table(lines, strict, time.monotonic() - started)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


def _arguments(arguments: Sequence[str] | None) -> tuple[list[Part], bool, int]:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [part.name for part in PARTS]
    parser.add_argument("--part", action="append", choices=[*names, "list"], metavar="NAME")
    parser.add_argument("--strict", action="store_true", help="a part that did not run fails")
    parser.add_argument("--workers", default=min(os.cpu_count() or 1, 2), type=int)
    given = parser.parse_args(arguments)
    strict = given.strict or os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    wanted = given.part or names
    if "list" in wanted:
        return [], strict, given.workers
    return [part for part in PARTS if part.name in wanted], strict, given.workers


def _end(number: int, frame: FrameType | None) -> None:
    # As an exception, so that the cluster is stopped and folders are removed on the way out.
    sys.exit(128 + number)


def _run_all(chosen: list[Part], workers: int) -> list[Line]:
    """Checks first, two at a time; then tests, one part after the other on all cores."""
    checks = [part for part in chosen if not part.pytest]
    with ThreadPoolExecutor(workers) as pool:
        lines = list(pool.map(lambda part: _timed(part, None, workers), checks))
    for line in lines:
        if line.outcome and line.outcome.failed:
            print(f"--- {line.part.name}\n{line.outcome.output}", flush=True)
    with contextlib.ExitStack() as stack:
        databases = Databases(stack, workers)
        for part in chosen:
            if part.pytest:
                print(f"--- {part.name}: {part.what}", flush=True)
                asked = databases.postgresql if part.postgresql else databases.sqlite
                lines.append(_timed(part, asked, workers))
    return lines


class Databases:
    """Migrated databases for tests and journeys to copy, made when the first part asks."""

    def __init__(self, stack: contextlib.ExitStack, workers: int) -> None:
        self._stack, self._workers = stack, workers
        self._file = ""
        self._clusters: list[str] = []

    def sqlite(self) -> list[str]:
        """One file, which all workers copy."""
        if not self._file:
            made = tempfile.TemporaryDirectory(prefix="mitmachstadt-migrated-")
            folder = Path(self._stack.enter_context(made))
            self._file = migrate(f"sqlite:///{folder / 'migrated.sqlite3'}")
        return [self._file]

    def postgresql(self) -> list[str]:
        """A cluster for each worker: a PostgreSQL snapshot tells of every database of its own."""
        if not self._clusters:
            first = migrate(self._stack.enter_context(postgres.cluster()))
            self._clusters = [
                first,
                *(
                    self._stack.enter_context(postgres.cluster(like=first))
                    for _ in range(self._workers - 1)
                ),
            ]
        return self._clusters


def _timed(part: Part, addresses: Callable[[], list[str]] | None, workers: int) -> Line:
    started = time.monotonic()
    missing = "; ".join(filter(None, (need() for need in part.needs)))
    if missing:
        print(f"{part.name} did not run. {missing}", flush=True)
        return Line(part, None, 0.0, missing)
    try:
        outcome = run(part, addresses() if addresses else [], workers)
    except (RuntimeError, OSError) as error:
        outcome = Outcome(failed=1, words=str(error))
    return Line(part, outcome, time.monotonic() - started, outcome.words)


def table(lines: list[Line], strict: bool, seconds: float) -> tuple[int, int, int]:
    """Print one line a part; returns how many passed, failed and were skipped."""
    columns = "{:<20} {:<12} {:>6} {:>6} {:>7} {:>7}"
    print("\n" + columns.format("part", "result", "passed", "failed", "skipped", "seconds"))
    total = [0, 0, 0]
    for line in lines:
        outcome = line.outcome or Outcome(failed=int(strict))
        counts = (outcome.passed, outcome.failed, outcome.skipped)
        total = [a + b for a, b in zip(total, counts, strict=True)]
        result = "FAILED" if outcome.failed else "passed"
        if line.outcome is None:
            result = "DID NOT RUN"
        row = columns.format(line.part.name, result, *counts, f"{line.seconds:.1f}")
        print(f"{row}  {line.words}".rstrip())
    print(columns.format("", "", *total, f"{seconds:.1f}") + "\n")
    return total[0], total[1], total[2]


if __name__ == "__main__":
    sys.exit(main())
