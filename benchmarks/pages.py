"""Whole pages of one served city, asked for one at a time: what the benchmarks of a room share."""

import contextlib
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.client import Connection, get
from benchmarks.measure import WriterElsewhere
from benchmarks.serve import (
    City,
    another_database,
    cluster,
    cpu_nanoseconds,
    database_processes,
)

TRIVIALS, REQUESTS, WARM_UP = 100, 20, 4


@dataclass(frozen=True)
class Page:
    """What is asked for and by whom, and how often the trivial view's CPU it may cost.

    `cold`: somebody else commits a row before each request, so that nothing kept may be shown.
    """

    name: str
    address: str
    session: str
    most: int
    cold: bool = False


def databases(
    folder: Path, stack: contextlib.ExitStack, only: str | None
) -> Iterator[tuple[str, str]]:
    """Name and address of an empty database of each kind, or of one of them."""
    if only != "PostgreSQL":
        yield "SQLite", f"sqlite:///{folder / 'city.sqlite3'}"
    if only != "SQLite":
        yield "PostgreSQL", another_database(stack.enter_context(cluster()), "bench")


def measure_pages(
    city: City, connections: list[Connection], pages: Sequence[Page], rounds: int
) -> int:
    """Print a line of a table for each page; returns how many cost more than they may.

    Ratios are medians of the rounds, the trivial view measured anew before each page in each.
    """
    elsewhere = WriterElsewhere(city)
    ratios: dict[Page, list[float]] = {page: [] for page in pages}
    waits: dict[Page, list[float]] = {page: [] for page in pages}
    for number in range(rounds):
        turn = number % len(pages)
        for page in (*pages[turn:], *pages[:turn]):
            request = get(page.address, session=page.session)
            before_each = elsewhere.write if page.cold else None
            cost(city, connections, [request] * WARM_UP, before_each=before_each)
            trivial, _ = cost(city, connections, [get("/-/trivial")] * TRIVIALS)
            used, waited = cost(
                city, connections, [request] * REQUESTS, before_each=before_each,
                but=elsewhere.pid,
            )  # fmt: skip
            ratios[page].append(used / trivial)
            waits[page].append(waited)
    for page in pages:
        ratio, spread = statistics.median(ratios[page]), _spread(ratios[page])
        waited = statistics.median(waits[page])
        print(
            f"| {page.name} | {page.most} | {city.database} | {ratio:.1f} ({spread:.0f}) |"
            f" {waited:.1f} ms |", flush=True,
        )  # fmt: skip
    return sum(statistics.median(ratios[page]) > page.most for page in pages)


def _spread(values: Sequence[float]) -> float:
    """Half of the distance between the quartiles, in percent of the median."""
    if len(values) < 2:
        return 0
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return 100 * (high - low) / 2 / statistics.median(values)


def cost(
    city: City,
    connections: list[Connection],
    requests: list[bytes],
    *,
    status: int = 200,
    before_each: Callable[[], None] | None = None,
    but: int = 0,
) -> tuple[float, float]:
    """Mean CPU in nanoseconds, and the median of milliseconds until the answer.

    Args:
        but: the database process of somebody else, whose CPU does not count.
    """
    waited = []
    pids = city.workers + [pid for pid in database_processes(city) if pid != but]
    before = cpu_nanoseconds(pids)
    for number, request in enumerate(requests):
        if before_each is not None:
            before_each()
        started = time.perf_counter()
        response = connections[number % len(connections)].ask(request)
        waited.append(1000 * (time.perf_counter() - started))
        assert response.status == status, f"{response.status}\n{response.body[:3000]!r}"
    return (cpu_nanoseconds(pids) - before) / len(requests), statistics.median(waited)
