"""Digests for many followers: memory of the worker, and how long a page takes meanwhile.

    python -m benchmarks.digests                       5,000 and 50,000 followers, both databases
    python -m benchmarks.digests --followers 500       a smoke run

The task is run as the worker runs it, in a process of its own, task after task, until nobody is
due. Meanwhile a client asks for a page and sends remarks, one request after the other.
"""

import argparse
import contextlib
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from benchmarks.cases import remarks
from benchmarks.client import Connection, get
from benchmarks.serve import City, another_database, cluster, served

FOLLOWERS = (5_000, 50_000)
REMARKS = 2_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--followers", type=int, nargs="+", default=list(FOLLOWERS))
    parser.add_argument("--databases", nargs="+", default=["SQLite", "PostgreSQL"])
    parser.add_argument("--alone", action="store_true", help="memory and CPU only, no pages")
    parser.add_argument("--work", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work:
        print(json.dumps(_work(arguments.work)))
        return 0
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="digests-")))
        address = stack.enter_context(cluster())
        for database in arguments.databases:
            for followers in arguments.followers:
                city = _city(folder / f"{database}{followers}", database, followers, address)
                _measure_alone(city, followers) if arguments.alone else _measure(city, followers)
    return 0


def _city(folder: Path, database: str, followers: int, address: str) -> City:
    folder.mkdir()
    url = f"sqlite:///{folder / 'city.sqlite3'}"
    if database == "PostgreSQL":
        url = another_database(address, f"digests{followers}")
    city = City(database, REMARKS, url, folder)
    plan = folder / "plan.json"
    city.run("benchmarks.generate", "--remarks", str(REMARKS), "--plan", str(plan))
    city.plan = json.loads(plan.read_text())
    return city


def _measure_alone(city: City, followers: int) -> None:
    city.run("benchmarks.digests", "--work", str(-followers))
    _print(city, followers, json.loads(city.run("benchmarks.digests", "--work", str(followers))))


def _print(city: City, followers: int, found: dict[str, float]) -> None:
    print(
        f"{city.database}, {followers} followers: {found['mails']:.0f} digests in"
        f" {found['cpu']:.0f} s of CPU, {found['tasks']:.0f} tasks;"
        f" memory {found['before']:.0f} MiB before, {found['peak']:.0f} MiB at most",
        flush=True,
    )


def _measure(city: City, followers: int) -> None:
    with served(city):
        alone = _ask(city, threading.Event(), seconds=5)
        done = threading.Event()
        asked: list[dict[str, list[float]]] = []
        client = threading.Thread(target=lambda: asked.append(_ask(city, done, seconds=3600)))
        # Followers are entered first, so that only the digests are measured.
        city.run("benchmarks.digests", "--work", str(-followers))
        client.start()
        found = json.loads(city.run("benchmarks.digests", "--work", str(followers)))
        done.set()
        client.join()
    _print(city, followers, found)
    for name, times in asked[0].items():
        print(f"  {name}: {_told(alone[name])} alone, {_told(times)} meanwhile")


def _told(times: list[float]) -> str:
    cuts = quantiles(times, n=100) if len(times) > 1 else [times[0]] * 99
    return f"{median(times) * 1000:.1f} ms (99 of 100 within {cuts[98] * 1000:.0f} ms)"


def _ask(city: City, done: threading.Event, *, seconds: float) -> dict[str, list[float]]:
    """A page that nobody keeps and a remark, in turn, until it is done."""
    times: dict[str, list[float]] = {"page signed in": [], "POST remark": []}
    said = remarks(city, signed_in=False)
    page = get(city.plan["thread"], session=city.plan["citizens"][0])
    ends = time.monotonic() + seconds
    connection = Connection(city.port)
    while not done.is_set() and time.monotonic() < ends:
        for name, request in (("page signed in", page), ("POST remark", next(said))):
            began = time.perf_counter()
            connection.ask(request)
            times[name].append(time.perf_counter() - began)
    return times


def _work(followers: int) -> dict[str, float]:
    """In a process of its own: enter the followers, or write all their digests."""
    import django

    django.setup()
    from django.utils import timezone

    from mitmachstadt.contributions.actions import telling
    from mitmachstadt.contributions.models import Mail

    if followers < 0:
        _enter(-followers)
        return {}
    before, began, place, tasks = _memory(), time.process_time(), 0, 0
    peak = before
    while True:
        place = telling.write_digests(after=place, at=timezone.now())
        if not place:
            break
        tasks += 1
        peak = max(peak, _memory())
    return {
        "cpu": time.process_time() - began,
        "tasks": tasks,
        "mails": Mail.objects.count(),
        "before": before,
        "peak": peak,
    }


def _memory() -> float:
    """Our own pages in MiB, without the file that SQLite maps."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon"))


def _enter(followers: int) -> None:
    """Subscribers who follow three nodes each, and were told a month ago."""
    from datetime import timedelta

    from django.utils import timezone

    from mitmachstadt.contributions.models import Follow, Subscriber
    from mitmachstadt.nodes.models import Node

    long_ago = timezone.now() - timedelta(days=30)
    rng = random.Random(1)
    nodes = list(
        Node.objects.filter(kind__in=("passage", "section", "document"), visibility="public")
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    for some in _in_parts(followers, 1000):
        made = Subscriber.objects.bulk_create(
            Subscriber(
                email=f"f{n}@example.org", digest="daily", told_until=long_ago, created=long_ago
            )
            for n in some
        )
        Follow.objects.bulk_create(
            Follow(subscriber=each, node_id=node, since=long_ago)
            for each in made
            for node in rng.sample(nodes, 3)
        )


def _in_parts(number: int, size: int) -> Iterator[range]:
    for start in range(0, number, size):
        yield range(start, min(start + size, number))


if __name__ == "__main__":
    sys.exit(main())
