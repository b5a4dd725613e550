"""Measure the overviews of a portfolio of 2,000 measures, on both databases.

    python -m benchmarks.portfolio
    python -m benchmarks.portfolio --measures 200 --database SQLite

As `benchmarks.arena`: CPU of web and database processes as a multiple of the trivial view, and
milliseconds until the answer. Ends with 1 where a target is missed.
"""

import argparse
import contextlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.client import close_all, get, one_to_each_worker
from benchmarks.desk import _cost, _databases
from benchmarks.serve import City, served

LIST_RATIO, DETAIL_RATIO = 18, 30
PICTURE_MS = 300


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--measures", type=int, default=2_000)
    parser.add_argument("--database", choices=("SQLite", "PostgreSQL"))
    given = parser.parse_args()
    missed = 0
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mitmachstadt-")))
        for name, address in _databases(folder, stack, given.database):
            city = City(name, given.measures, address, folder / "var")
            plan = folder / f"{name}.json"
            asked = f"--measures={given.measures}"
            city.run("benchmarks.portfolio_texts", asked, "--plan", str(plan))
            city.plan = json.loads(plan.read_text())
            city.run("mitmachstadt.cli.main", "collect-static")
            with served(city):
                missed += measure(city)
    return 1 if missed else 0


def pages(plan: dict[str, Any]) -> dict[str, tuple[str, str, int]]:
    """What is asked for: the address, by whom, and what it may cost."""
    every, resident = "/de/massnahmen/", plan["resident"]
    return {
        "list, kept": (every, "", 1),
        "list, chosen, kept": (f"{every}?art=network&phase=3", "", 1),
        "list, signed in": (every, resident, LIST_RATIO),
        "list, chosen by type, phase": (f"{every}?art=network&phase=3", resident, LIST_RATIO),
        "list, chosen by district": (f"{every}?bezirk=1", resident, LIST_RATIO),
        "list, with gaps": (f"{every}?luecken=ja", resident, LIST_RATIO),
        "list, chosen by words": (f"{every}?q={plan['words']}", resident, LIST_RATIO),
        "board, signed in": (f"{every}tafel/", resident, LIST_RATIO),
        "timeline, signed in": (f"{every}zeitplan/", resident, LIST_RATIO),
        "tile map, signed in": (f"{every}karte/", resident, LIST_RATIO),
        "a measure, signed in": (f"/de/n/{plan['measure']}/", resident, DETAIL_RATIO),
    }


def measure(city: City) -> int:
    """Print what is measured; returns how many targets are missed."""
    connections = one_to_each_worker(city)
    trivial, _ = _cost(city, connections, [get("/-/trivial")] * 150)
    missed = 0
    for name, (address, session, most) in pages(city.plan).items():
        request = get(address, session=session)
        _cost(city, connections, [request] * 4)
        used, waited = _cost(city, connections, [request] * 30)
        missed += used / trivial > most
        told = f"{used / trivial:6.1f} x {waited:7.1f} ms (at most {most} x)"
        print(f"{city.database:10} {name:34} {told}")
    request = get("/de/massnahmen/zeitplan.svg", session=city.plan["resident"])
    _, waited = _cost(city, connections, [request] * 20)
    close_all(connections)
    missed += waited > PICTURE_MS
    print(f"{city.database:10} picture of the timeline {waited:7.1f} ms (at most {PICTURE_MS})")
    return missed


if __name__ == "__main__":
    sys.exit(main())
