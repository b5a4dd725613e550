"""Measure the search over 200,000 generated texts on both databases.

    python -m benchmarks.search                     both, and the table in docs/performance.md anew
    python -m benchmarks.search --texts 20000       a quicker look
    python -m benchmarks.search --at sqlite:////tmp/city.sqlite3      only there; filled if empty

Whole pages, asked for one at a time by somebody without an account: the time until the answer is
there, and the CPU of web and database processes as a multiple of the trivial view. Every question
is another one, so that nothing is kept. Ends with 1 when the p95 of all questions together, each
kind asked as often as the others, is above the target.
"""

import argparse
import contextlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.client import Connection, close_all, get, one_to_each_worker
from benchmarks.serve import (
    City,
    another_database,
    cluster,
    cpu_nanoseconds,
    database_processes,
    served,
)
from benchmarks.vocabulary import COMMON_WORDS, TOPICS, vocabulary

TARGET = 60
ALL = "all of these together"
TEXTS = 200_000
TRIVIALS = 150
DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- search: begin -->", "<!-- search: end -->"


@dataclass(frozen=True)
class Measured:
    """Milliseconds until each answer, those of CPU, and the CPU of a trivial view meanwhile."""

    waited: list[float]
    used: list[float]
    trivial: float

    @property
    def median(self) -> float:
        return statistics.median(self.waited)

    @property
    def late(self) -> float:
        return _late(self.waited)

    @property
    def late_cpu(self) -> float:
        return _late(self.used)

    @property
    def ratio(self) -> float:
        return statistics.mean(self.used) / self.trivial


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--at", action="append", metavar="DATABASE", help="only in this database")
    arguments = parser.parse_args()
    found: dict[str, dict[str, Measured]] = {}
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mitmachstadt-")))
        for address in arguments.at or _databases(folder, stack):
            name = "SQLite" if address.startswith("sqlite") else "PostgreSQL"
            city = City(name, arguments.texts, address, folder / "var")
            city.run("benchmarks.search_texts", "--texts", str(arguments.texts))
            city.run("mitmachstadt.cli.main", "collect-static")
            with served(city):
                found[name] = measure(city, arguments.rounds)
    table = "\n".join(_table(found))
    print(table)
    late = [
        f"MISSED  {name}: p95 {cases[ALL].late:.0f} ms, {TARGET} wanted"
        for name, cases in found.items()
        if cases[ALL].late > TARGET
    ]
    print("\n".join(late) or "Every target is met.")
    if len(found) > 1 and arguments.texts == TEXTS:
        text = DOCUMENT.read_text()
        before, _, rest = text.partition(BEGIN)
        DOCUMENT.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{rest.partition(END)[2]}")
    return 1 if late else 0


def _databases(folder: Path, stack: contextlib.ExitStack) -> Iterator[str]:
    yield f"sqlite:///{folder / 'city.sqlite3'}"
    yield another_database(stack.enter_context(cluster()), "search")


def measure(city: City, rounds: int) -> dict[str, Measured]:
    found = {}
    for name, asked in questions().items():
        # New ones each time: the server closes what was idle for half a minute.
        connections = one_to_each_worker(city)
        found[name] = _case(city, connections, asked, rounds)
        close_all(connections)
    found[ALL] = Measured(
        [wait for case in found.values() for wait in case.waited],
        [use for case in found.values() for use in case.used],
        statistics.mean(case.trivial for case in found.values()),
    )
    return found


def questions() -> dict[str, list[dict[str, str]]]:
    """What is asked for, thirty of each kind."""
    words = vocabulary()
    common = words[len(COMMON_WORDS) : len(COMMON_WORDS) + len(TOPICS)]
    middle, rare = words[300:3300:100], words[6000:21_000:500]
    past = date.today() - timedelta(days=500)  # noqa: DTZ011 - any day far back does
    since, until = past.isoformat(), (past + timedelta(days=14)).isoformat()
    return {
        "a rare word": [{"q": word} for word in rare],
        "a word of one text in a hundred": [{"q": word} for word in middle],
        "a common word": [{"q": word} for word in common],
        "a common phrase of two": [{"q": f'"{a} {b}"'} for a, b in pairwise(words[:31])],
        "a common and another word": [
            {"q": f"{a} {b}"} for a, b in zip(common, middle, strict=False)
        ],
        "two common words, one excluded": [
            {"q": f"{a} {b} -{c}"} for a, b, c in zip(common, common[1:], common[2:], strict=False)
        ],
        "the first four letters": [{"q": word[:4]} for word in middle],
        "the first three letters": [{"q": word[:3]} for word in middle],
        "a common word, of a rare kind": [{"q": word, "art": "section"} for word in common],
        "a common word, in one document": [{"q": word, "dokument": "text0"} for word in common],
        "a common word, two weeks long ago": [
            {"q": word, "von": since, "bis": until} for word in common
        ],
        "a common word, answered": [{"q": word, "stand": "answered"} for word in common],
        "a common word, overdue": [{"q": word, "stand": "overdue"} for word in common],
    }


def _case(
    city: City, connections: list[Connection], asked: list[dict[str, str]], rounds: int
) -> Measured:
    requests = [get("/de/suche/?" + urlencode(question)) for question in asked]
    # The first of each asks for pages of the index that no earlier question needed.
    for number, request in enumerate(requests):
        _ask(connections[number % len(connections)], request)
    _, trivial = _times(city, connections, [get("/-/trivial")] * TRIVIALS)
    waited, used = _times(city, connections, requests * rounds)
    measured = Measured(waited, used, statistics.mean(trivial))
    print(f"{city.database} {asked[0]}: p95 {measured.late:.0f} ms", file=sys.stderr, flush=True)
    return measured


def _late(times: list[float]) -> float:
    """What 95 of 100 stay below."""
    return sorted(times)[min(int(len(times) * 0.95), len(times) - 1)]


def _times(
    city: City, connections: list[Connection], requests: list[bytes]
) -> tuple[list[float], list[float]]:
    """For each request the milliseconds until the answer, and those of CPU."""
    pids = city.workers + database_processes(city)
    waited, used = list[float](), list[float]()
    for number, request in enumerate(requests):
        before, started = cpu_nanoseconds(pids), time.perf_counter()
        _ask(connections[number % len(connections)], request)
        waited.append(1000 * (time.perf_counter() - started))
        used.append((cpu_nanoseconds(pids) - before) / 1e6)
    return waited, used


def _ask(connection: Connection, request: bytes) -> None:
    response = connection.ask(request)
    assert response.status == 200, response.status


def _table(found: dict[str, dict[str, Measured]]) -> Iterator[str]:
    heads = [f"{name} {what}" for name in found for what in ("p50", "p95", "p95 of CPU", "ratio")]
    yield "| looked for | " + " | ".join(heads) + " |"
    yield "| --- |" + " ---: |" * len(heads)
    for case in next(iter(found.values())):
        cells = [
            cell
            for cases in found.values()
            for cell in (
                f"{cases[case].median:.0f} ms",
                f"{cases[case].late:.0f} ms",
                f"{cases[case].late_cpu:.0f} ms",
                f"{cases[case].ratio:.0f}",
            )
        ]
        yield f"| {case} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(str(error))
