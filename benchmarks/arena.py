"""Measure the arena with 20,000 ideas, 60,000 remarks and 200,000 supports, on both databases.

    python -m benchmarks.arena                       both
    python -m benchmarks.arena --ideas 1000 --remarks 3000 --supports 10000 --database SQLite

Whole pages, asked for one at a time: CPU of web and database processes as a multiple of the trivial
view, and milliseconds until the answer. Then similar ideas, and 200 ideas merged that 50,000
supports stand behind. Ends with 1 where a target is missed.
"""

import argparse
import contextlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.client import close_all, one_to_each_worker, post
from benchmarks.pages import Page, cost, databases, measure_pages
from benchmarks.serve import City, served

LIST_RATIO, DETAIL_RATIO, COLD_RATIO = 18, 30, 60
SIMILAR_MS, MERGE_MS = 50, 5000


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ideas", type=int, default=20_000)
    parser.add_argument("--remarks", type=int, default=60_000)
    parser.add_argument("--supports", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", choices=("SQLite", "PostgreSQL"))
    given = parser.parse_args()
    sizes = [f"--{name}={getattr(given, name)}" for name in ("ideas", "remarks", "supports")]
    missed = 0
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mitmachstadt-")))
        for name, address in databases(folder, stack, given.database):
            city = City(name, given.ideas, address, folder / "var")
            plan = folder / f"{name}.json"
            city.run("benchmarks.arena_texts", *sizes, "--plan", str(plan))
            city.plan = json.loads(plan.read_text())
            city.run("mitmachstadt.cli.main", "collect-static")
            with served(city):
                missed += measure(city, given.rounds)
    return 1 if missed else 0


def pages(plan: dict[str, Any]) -> list[Page]:
    arena, idea, resident = plan["arena"], plan["idea"], plan["resident"]
    of_list, own = f"/de/arena/{arena}/", f"/de/n/{idea}/"
    chosen, need = f"{of_list}?stufe=vorschlag", f"{of_list}?art=need&stand=assessment"
    return [
        Page("list, anonymous, kept", of_list, "", 1),
        Page("list, chosen by stage, anonymous", chosen, "", LIST_RATIO),
        Page("list, chosen by sort and state, anonymous", need, "", LIST_RATIO),
        Page("list, signed in", of_list, resident, LIST_RATIO),
        Page("list, anonymous, after a write elsewhere", of_list, "", COLD_RATIO, cold=True),
        Page("an idea, signed in", own, resident, DETAIL_RATIO),
        Page("an idea, anonymous, after a write elsewhere", own, "", COLD_RATIO, cold=True),
    ]


def measure(city: City, rounds: int) -> int:
    """Print what is measured; returns how many targets are missed."""
    connections = one_to_each_worker(city)
    missed = measure_pages(city, connections, pages(city.plan), rounds)
    text = city.plan["text"]
    fields = {"title": text[:60], "text": text, "similar": "liste"}
    request = post(f"/de/arena/{city.plan['arena']}/einreichen/", fields)
    cost(city, connections, [request] * 4)
    _, waited = cost(city, connections, [request] * 30)
    missed += waited > SIMILAR_MS
    print(f"{city.database:10} similar ideas {waited:7.1f} ms (at most {SIMILAR_MS})")
    whole, *parts = city.plan["merged"]
    fields = {"parts": "\n".join(parts), "reason": "Alle sagen dasselbe."}
    request = post(f"/de/n/{whole}/zusammenfassen/", fields, session=city.plan["office"])
    _, waited = cost(city, connections[:1], [request], status=302)
    close_all(connections)
    missed += waited > MERGE_MS
    print(
        f"{city.database:10} merging {len(parts) + 1} ideas {waited:7.0f} ms (at most {MERGE_MS})"
    )
    return missed


if __name__ == "__main__":
    sys.exit(main())
