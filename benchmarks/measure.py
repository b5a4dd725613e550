"""Rounds of measurements: every case in every city, each beside the trivial view.

Sizes, databases and cases are interleaved, and the order turns with every round, so that
whatever else the machine does falls on all of them alike.
"""

import contextlib
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.cases import CASES, TRIVIAL, Case
from benchmarks.client import (
    Connection,
    Response,
    ask_at_once,
    ask_in_turn,
    close_all,
    one_to_each_worker,
)
from benchmarks.serve import City, cpu_nanoseconds, database_processes, memory_bytes

CONNECTIONS = 8
TRIVIALS = 200
WARM_UP = 3


@dataclass
class Series:
    """What all rounds of one case in one city gave."""

    ratios: list[float] = field(default_factory=list)
    per_second: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def median_per_second(self) -> float:
        return statistics.median(self.per_second)

    @property
    def spread(self) -> float:
        """Half of the middle half, in percent of the median."""
        if len(self.ratios) < 3:
            return 0.0
        low, _, high = statistics.quantiles(self.ratios, n=4)
        return 100 * (high - low) / 2 / self.ratio


class WriterElsewhere:
    """Somebody else's committed write; after it no kept page may be shown any more."""

    def __init__(self, city: City) -> None:
        self.pid = 0
        if city.is_postgresql:
            import psycopg

            self.connection: Any = psycopg.connect(city.url, autocommit=True)
            self.pid = self.connection.info.backend_pid
        else:
            import sqlite3

            path = city.url.removeprefix("sqlite:///")
            self.connection = sqlite3.connect(path, autocommit=True, timeout=20)

    def write(self) -> None:
        self.connection.execute(
            "INSERT INTO kernel_ratecount (key, period, count)"
            " VALUES ('bench', '2026-01-01 00:00:00', 1)"
            " ON CONFLICT (key, period) DO UPDATE SET count = kernel_ratecount.count + 1"
        )


class Bench:
    """One served city with its connections."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.series = {case.name: Series() for case in CASES}
        self.elsewhere = WriterElsewhere(city)
        self.few: list[Connection] = []

    def measure(self, case: Case) -> None:
        """One round of one case: CPU one request at a time, then requests a second at 8."""
        with contextlib.ExitStack() as stack:
            # New ones each time: the server closes what was idle for half a minute.
            self.few = one_to_each_worker(self.city)
            stack.callback(close_all, self.few)
            self._one_by_one(case)
            if case.at_once:
                many = one_to_each_worker(self.city, CONNECTIONS // len(self.city.workers))
                stack.callback(close_all, many)
                self._all_at_once(case, many)

    def _one_by_one(self, case: Case) -> None:
        requests = case.requests(self.city)
        before_each = self.elsewhere.write if case.cold else _nothing
        _check(case, ask_in_turn(self.few, requests, WARM_UP * len(self.few)))
        trivial = self._cpu(TRIVIAL, TRIVIAL.requests(self.city), TRIVIALS, _nothing)
        used = self._cpu(case, requests, case.in_turn, before_each)
        self.series[case.name].ratios.append(used / trivial)

    def _all_at_once(self, case: Case, connections: list[Connection]) -> None:
        requests = case.requests(self.city)
        if not case.is_post:
            ask_in_turn(connections, requests, len(connections))
        seconds, responses = ask_at_once(connections, requests, case.at_once)
        _check(case, responses)
        self.series[case.name].per_second.append(case.at_once / seconds)

    def _cpu(self, case: Case, requests: Any, count: int, before_each: Callable[[], None]) -> float:
        """Nanoseconds of web and database processes for one request."""
        others = [pid for pid in database_processes(self.city) if pid != self.elsewhere.pid]
        pids = self.city.workers + others
        before = cpu_nanoseconds(pids)
        responses = ask_in_turn(self.few, requests, count, before_each=before_each)
        used = cpu_nanoseconds(pids) - before
        _check(case, responses)
        return used / count

    def memory(self) -> int:
        """Resident bytes of the larger worker."""
        return max(memory_bytes(pid) for pid in self.city.workers)


def run_rounds(benches: list[Bench], rounds: int, say: Callable[[str], None]) -> int:
    """All cases of all cities, `rounds` times, in an order that turns; how many were done.

    Whoever interrupts it (Ctrl-C) gets the rounds that were done.
    """
    for number in range(rounds):
        cases = _turned(list(CASES), number * 5)
        try:
            for position, case in enumerate(cases):
                for bench in _turned(benches, number + position):
                    bench.measure(case)
        except KeyboardInterrupt:
            if not number:
                raise
            return number
        say(f"round {number + 1} of {rounds} done")
    return rounds


def _turned[T](things: list[T], by: int) -> list[T]:
    by %= len(things)
    return things[by:] + things[:by]


def _check(case: Case, responses: list[Response]) -> None:
    for response in responses:
        if response.status != case.status:
            words = response.body[:2000].decode("utf-8", "replace")
            raise RuntimeError(f"{case.name}: status {response.status}\n{words}")


def _nothing() -> None:
    pass
