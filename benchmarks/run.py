"""Measure pages and writes of generated cities on both databases.

    python -m benchmarks.run                all of it, and docs/performance.md anew
    python -m benchmarks.run --quick        a smoke run of about a minute: one small city, SQLite
    python -m benchmarks.run --sizes 1000,20000,200000
                                           cities of these sizes; the document stays as it is
    python -m benchmarks.run --writers      32 and 8 parallel writers: is anything lost?

Ends with 1 when a target is missed.
"""

import argparse
import contextlib
import json
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import report, writers
from benchmarks.measure import Bench, run_rounds
from benchmarks.serve import City, another_database, cluster, served
from benchmarks.weight import weigh

SIZES = (1000, 20000)
FOR_COUNTING = 100


def main(given: Sequence[str] | None = None) -> int:
    arguments = _arguments(given)
    # As an exception, so that servers are stopped and folders are removed on the way out.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    started = time.monotonic()

    def say(words: str) -> None:
        print(f"{time.monotonic() - started:5.0f} s  {words}", file=sys.stderr, flush=True)

    with contextlib.ExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="mitmachstadt-bench-"))
        )
        cities = stack.enter_context(_cities(folder, arguments, say))
        if arguments.writers:
            wrong = [f"{city.name}: {words}" for city in cities for words in writers.check(city)]
            print("\n".join(wrong) or "Nothing is lost, every counter is exact.")
            return 1 if wrong else 0
        counted = {city.name: _statements(city, folder) for city in cities}
        say("statements counted")
        benches = [Bench(stack.enter_context(served(city))) for city in cities]
        say("served")
        rounds = run_rounds(benches, arguments.rounds, say)
        largest = benches[-1].city
        outcome = report.Outcome(
            benches=benches,
            statements=counted,
            weights={
                "start page": weigh(largest, "/de/"),
                "reading page of 200 passages": weigh(largest, "reading"),
                "the same, signed in": weigh(largest, "reading", largest.plan["citizens"][0]),
                "inbox": weigh(largest, "/de/buero/", largest.plan["office"]),
            },
            memory={bench.city.name: bench.memory() for bench in benches},
            rounds=rounds,
        )
    print(report.tables(outcome))
    found = report.misses(outcome)
    print("\n" + ("\n".join(f"MISSED  {words}" for words in found) or "Every target is met."))
    if not (arguments.quick or arguments.remarks or arguments.sizes or arguments.database):
        report.write_document(outcome)
        say(f"written to {report.DOCUMENT.name}")
    return 1 if found else 0


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quick", action="store_true", help="one small city on SQLite, 2 rounds")
    parser.add_argument("--writers", action="store_true", help="only the parallel writers")
    parser.add_argument("--rounds", type=int, default=0, help="how often everything is measured")
    parser.add_argument("--database", choices=("SQLite", "PostgreSQL"), help="only this one")
    parser.add_argument("--remarks", type=int, help="only a city with so many remarks")
    parser.add_argument("--sizes", type=_sizes, help="cities with so many remarks, with commas")
    parser.add_argument("--keep", type=Path, help="keep generated SQLite cities here for next time")
    arguments = parser.parse_args(given)
    arguments.rounds = arguments.rounds or (2 if arguments.quick else 7)
    return arguments


def _sizes(given: str) -> list[int]:
    return sorted(int(size) for size in given.split(","))


@contextlib.contextmanager
def _cities(folder: Path, arguments: argparse.Namespace, say: object) -> Iterator[list[City]]:
    """The generated cities; the cluster of the PostgreSQL ones runs until the block ends."""
    assert callable(say)
    databases = [arguments.database] if arguments.database else ["SQLite", "PostgreSQL"]
    sizes = [arguments.remarks] if arguments.remarks else arguments.sizes or list(SIZES)
    if arguments.quick or arguments.writers:
        databases = ["SQLite"] if arguments.quick else databases
        sizes = sizes[:1]
    with contextlib.ExitStack() as stack:
        address = stack.enter_context(cluster()) if "PostgreSQL" in databases else ""
        cities = []
        for database in databases:
            for size in sizes:
                url = (
                    another_database(address, f"city{size}")
                    if database == "PostgreSQL"
                    else f"sqlite:///{folder / f'city{size}.sqlite3'}"
                )
                city = City(database, size, url, folder / "var")
                _generate(city, folder)
                cities.append(city)
                say(f"{city.name} generated")
        cities[0].run("mitmachstadt.cli.main", "collect-static")
        yield cities


def _generate(city: City, folder: Path) -> None:
    plan = folder / f"{city.name.replace(' ', '-')}.json"
    city.run("benchmarks.generate", "--remarks", str(city.remarks), "--plan", str(plan))
    city.plan = json.loads(plan.read_text())


def _statements(city: City, folder: Path) -> dict[str, int]:
    """Counted with some of the supports; the others are left for the measurements."""
    plan = folder / "counting.json"
    some = {**city.plan, "supportable": city.plan["supportable"][:FOR_COUNTING]}
    plan.write_text(json.dumps(some))
    city.plan["supportable"] = city.plan["supportable"][FOR_COUNTING:]
    counted: dict[str, int] = json.loads(city.run("benchmarks.statements", "--plan", str(plan)))
    return counted


if __name__ == "__main__":
    sys.exit(main())
