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
from benchmarks.pages import Page, cost, databases, measure_pages
from benchmarks.serve import City, served

LIST_RATIO, DETAIL_RATIO, COLD_RATIO = 18, 30, 60
PICTURE_MS = 300


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--measures", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", choices=("SQLite", "PostgreSQL"))
    given = parser.parse_args()
    missed = 0
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mitmachstadt-")))
        for name, address in databases(folder, stack, given.database):
            city = City(name, given.measures, address, folder / "var")
            plan = folder / f"{name}.json"
            asked = f"--measures={given.measures}"
            city.run("benchmarks.portfolio_texts", asked, "--plan", str(plan))
            city.plan = json.loads(plan.read_text())
            city.run("mitmachstadt.cli.main", "collect-static")
            with served(city):
                missed += measure(city, given.rounds)
    return 1 if missed else 0


def pages(plan: dict[str, Any]) -> list[Page]:
    every, resident, own = "/de/massnahmen/", plan["resident"], f"/de/n/{plan['measure']}/"
    chosen = f"{every}?art=network&phase=3"
    return [
        Page("list, anonymous, kept", every, "", 1),
        Page("list, signed in", every, resident, LIST_RATIO),
        Page("list, chosen by type and phase", chosen, resident, LIST_RATIO),
        Page("list, chosen by district", f"{every}?bezirk=1", resident, LIST_RATIO),
        Page("list, with gaps", f"{every}?luecken=ja", resident, LIST_RATIO),
        Page("list, chosen by words", f"{every}?q={plan['words']}", resident, LIST_RATIO),
        Page("board, signed in", f"{every}tafel/", resident, LIST_RATIO),
        Page("timeline, signed in", f"{every}zeitplan/", resident, LIST_RATIO),
        Page("tile map, signed in", f"{every}karte/", resident, LIST_RATIO),
        Page("a measure, signed in", own, resident, DETAIL_RATIO),
        Page("list, after a write elsewhere", every, resident, COLD_RATIO, cold=True),
        Page("board, after a write elsewhere", f"{every}tafel/", resident, COLD_RATIO, cold=True),
        Page("timeline, after a write elsewhere", f"{every}zeitplan/", resident, COLD_RATIO,
             cold=True),
        Page("tile map, after a write elsewhere", f"{every}karte/", resident, COLD_RATIO,
             cold=True),
    ]  # fmt: skip


def measure(city: City, rounds: int) -> int:
    """Print what is measured; returns how many targets are missed."""
    connections = one_to_each_worker(city)
    missed = measure_pages(city, connections, pages(city.plan), rounds)
    request = get("/de/massnahmen/zeitplan.svg", session=city.plan["resident"])
    _, waited = cost(city, connections, [request] * 20)
    close_all(connections)
    missed += waited > PICTURE_MS
    print(f"{city.database:10} picture of the timeline {waited:7.1f} ms (at most {PICTURE_MS})")
    return missed


if __name__ == "__main__":
    sys.exit(main())
