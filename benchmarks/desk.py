"""Measure the desk with 50,000 open remarks and 150,000 answered ones, on both databases.

    python -m benchmarks.desk                       both
    python -m benchmarks.desk --open 5000 --answered 5000 --database SQLite    a quicker look

Whole pages, asked for one at a time: CPU of web and database processes as a multiple of the trivial
view, and milliseconds until the answer. Then one answer to 1,000 remarks, several times over, in
seconds and to the trivial view. Ends with 1 where a target is missed.
"""

import argparse
import contextlib
import json
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.client import close_all, get, one_to_each_worker, post
from benchmarks.pages import cost, databases
from benchmarks.serve import City, served

BULK_SECONDS = 3.0
REASON = "Der Vorschlag steht jetzt im zweiten Absatz, weil er die Wege kürzer macht. Lauf {}."


@dataclass(frozen=True)
class Measured:
    """CPU to that of the trivial view, and milliseconds until the answer."""

    ratio: float
    waited: float


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--open", type=int, default=50_000)
    parser.add_argument("--answered", type=int, default=150_000)
    parser.add_argument("--bulks", type=int, default=5)
    parser.add_argument("--database", choices=("SQLite", "PostgreSQL"))
    arguments = parser.parse_args()
    missed = 0
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mitmachstadt-")))
        for name, address in databases(folder, stack, arguments.database):
            city = City(name, arguments.open, address, folder / "var")
            plan = folder / f"{name}.json"
            city.run(
                "benchmarks.desk_texts", "--open", str(arguments.open),
                "--answered", str(arguments.answered), "--plan", str(plan),
            )  # fmt: skip
            city.plan = json.loads(plan.read_text())
            city.run("mitmachstadt.cli.main", "collect-static")
            with served(city):
                missed += measure(city, arguments.bulks)
    return 1 if missed else 0


def pages(plan: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """What is asked for: the address, and by whom."""
    office, officer = plan["office"], plan["officer"]
    return {
        "inbox, everything": ("/de/buero/", office),
        "inbox, two units of one's own": ("/de/buero/", officer),
        "inbox, one unit": (f"/de/buero/?stelle={plan['unit']}", office),
        "inbox, without a unit": ("/de/buero/?stelle=ohne", office),
        "inbox, one subject": (f"/de/buero/?stelle=alle&thema={plan['subject']}", office),
        "inbox, one subject of one's own": (f"/de/buero/?thema={plan['subject']}", officer),
        "what is new": ("/de/buero/neues/", officer),
        "answering one, with what is similar": (f"/de/buero/antworten/?n={plan['one']}", office),
        "all of a filter, before answering": (
            f"/de/buero/antworten/?all={quote('?stelle=alle')}", office,
        ),
        "statistics": ("/de/rueckmeldungen/", office),
    }  # fmt: skip


def measure(city: City, bulks: int) -> int:
    """Print what is measured; returns how many targets are missed."""
    connections = one_to_each_worker(city)
    trivial, _ = cost(city, connections, [get("/-/trivial")] * 150)
    for name, (address, session) in pages(city.plan).items():
        request = get(address, session=session)
        cost(city, connections, [request] * 4)
        used, waited = cost(city, connections, [request] * 20)
        measured = Measured(used / trivial, waited)
        print(f"{city.database:10} {name:38} {measured.ratio:6.1f} x {measured.waited:7.1f} ms")
    close_all(connections)
    seconds, ratios = [], []
    for number, chosen in enumerate(city.plan["bulks"][:bulks]):
        fields = {"kind": "agreed", "reason": REASON.format(number), "others": " ".join(chosen)}
        request = post("/de/buero/antworten/", fields, session=city.plan["office"])
        connections = one_to_each_worker(city)
        used, waited = cost(city, connections[:1], [request], status=302)
        close_all(connections)
        seconds.append(waited / 1000)
        ratios.append(used / trivial)
    late = statistics.median(seconds)
    print(
        f"{city.database:10} one answer to 1,000: median {late:.2f} s of {len(seconds)}"
        f" ({', '.join(f'{each:.2f}' for each in seconds)}), CPU {statistics.median(ratios):.0f} x"
    )
    return int(late > BULK_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
