"""Does a web process grow? Its memory after 1,000, 5,000 and 10,000 mixed requests.

    python -m benchmarks.memory                        both databases, some minutes
    python -m benchmarks.memory --database SQLite --requests 200 500 1000

Requests are dealt to the web processes in turn, so that each serves as many as the table says:
pages kept and not kept, in three languages, searches that nobody asked before, addresses that
lead nowhere, codes, remarks and supports. `anonymous` is what the process itself has taken; what
it has mapped of files is counted in `resident` only. Ends with 1 when a process grows by more
than a tenth between the second and the last point.
"""

import argparse
import contextlib
import itertools
import json
import random
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import words
from benchmarks.cases import remarks, supports
from benchmarks.client import Connection, get, one_to_each_worker, post
from benchmarks.serve import City, another_database, cluster, served

POINTS = (1_000, 5_000, 10_000)
REMARKS = 1_000
MOST_GROWTH = 0.1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", choices=("SQLite", "PostgreSQL"))
    parser.add_argument("--requests", type=int, nargs="+", default=list(POINTS))
    arguments = parser.parse_args()
    # As an exception, so that servers are stopped and folders are removed on the way out.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    databases = [arguments.database] if arguments.database else ["SQLite", "PostgreSQL"]
    print("| database | requests to each process | resident | anonymous |")
    print("| --- | ---: | ---: | ---: |")
    grown = False
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="memory-")))
        for database in databases:
            url = f"sqlite:///{folder / 'city.sqlite3'}"
            if database == "PostgreSQL":
                url = another_database(stack.enter_context(cluster()), "memory")
            city = _city(database, url, folder / f"var-{database}")
            grown |= _grows(_measured(city, sorted(arguments.requests)))
    return 1 if grown else 0


def _city(database: str, url: str, var: Path) -> City:
    var.mkdir()
    city = City(database, REMARKS, url, var)
    plan = var / "plan.json"
    city.run("benchmarks.generate", "--remarks", str(REMARKS), "--plan", str(plan))
    city.plan = json.loads(plan.read_text())
    city.run("mitmachstadt.cli.main", "collect-static")
    return city


def _measured(city: City, points: list[int]) -> list[int]:
    """Anonymous memory of the largest process at each point."""
    found, done = [], 0
    with served(city, quiet=True):
        connections = one_to_each_worker(city)
        asked = _mixed(city)
        for point in points:
            for _ in range(point - done):
                for connection in connections:
                    _ask(connection, next(asked))
            done = point
            resident = max(_kibibytes(pid, "VmRSS") for pid in city.workers)
            found.append(max(_kibibytes(pid, "RssAnon") for pid in city.workers))
            print(
                f"| {city.database} | {point:,} | {resident / 1024:.1f} MiB"
                f" | {found[-1] / 1024:.1f} MiB |",
                flush=True,
            )
    return found


def _grows(found: list[int]) -> bool:
    later = found[-2:]
    return later[-1] > (1 + MOST_GROWTH) * later[0]


def _ask(connection: Connection, request: bytes) -> None:
    answer = connection.ask(request)
    if answer.status >= 500:
        raise RuntimeError(f"{answer.status} for {request[:80]!r}")


def _mixed(city: City) -> Iterator[bytes]:
    """One in six writes; few of the pages are the same twice in a row."""
    rng = random.Random(7)
    said, supported = remarks(city, signed_in=False), supports(city)
    places = [public_id for public_id, _ in city.plan["passages"]]
    office, citizens = city.plan["office"], city.plan["citizens"]
    for number in itertools.count():
        client = f"10.9.{number >> 8 & 255}.{number & 255}"
        place, language = rng.choice(places), rng.choice(("de", "en", "tr"))
        kind = number % 12
        if kind == 0:
            yield next(said)
        elif kind == 1:
            yield next(supported, get("/de/"))
        elif kind == 2:
            code = f"{rng.getrandbits(60):012x}"[:12]
            yield post("/de/code/", {"code": code}, client=client)
        elif kind == 3:
            yield get(f"/{language}/suche/?q={rng.getrandbits(32):x}+{words.name(rng)[:3]}")
        elif kind == 4:
            yield get(f"/{language}/n/{rng.getrandbits(40):010x}/")
        elif kind == 5:
            yield get("/de/buero/", session=office)
        elif kind == 6:
            yield get(city.plan["reading"], session=rng.choice(citizens))
        elif kind == 7:
            yield get(f"/{language}/n/{place}/neues.atom")
        elif kind == 8:
            yield get(f"/{language}/n/{place}/anmerken/")
        else:
            yield get(f"/{language}/n/{place}/?nr={number}" if kind == 9 else f"/{language}/")


def _kibibytes(pid: int, name: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    raise RuntimeError(f"{name} is not told for {pid}")


if __name__ == "__main__":
    sys.exit(main())
