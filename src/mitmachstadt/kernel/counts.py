"""Counts of requests that all processes of this machine share, without a lock and without a call.

Each process adds to a small file of its own that lies in memory (mmap); who asks for the sum reads
all of them. A file outlives its process, so that a sum never goes down while `serve` runs.
"""

import bisect
import mmap
import os
import struct
from collections.abc import Iterator
from pathlib import Path

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
KEY = 128
NUMBERS = len(BUCKETS) + 2  # one for what is slower than all, one for the seconds
RECORD = KEY + 8 * 16
RECORDS = 1024
SIZE = RECORD * RECORDS


class Counts:
    """The file of this process. Web processes have one thread each, so += loses nothing."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{os.getpid()}.counts").open("a+b") as file:
            file.truncate(SIZE)
            self._map = mmap.mmap(file.fileno(), SIZE)
        self._numbers = memoryview(self._map).cast("d")
        # Another process may have had this number: its counts are carried on.
        self._places = {key: place for place, (key, _) in enumerate(_records(self._map[:]))}

    def add(self, key: str, seconds: float) -> None:
        """Count one request under a key."""
        place = self._places.get(key)
        if place is None:
            place = self._new(key)
        start = (place * RECORD + KEY) // 8
        self._numbers[start + bisect.bisect_left(BUCKETS, seconds)] += 1
        self._numbers[start + NUMBERS - 1] += seconds

    def _new(self, key: str) -> int:
        place = min(len(self._places), RECORDS - 1)  # what is too much is counted with the last
        name = key.encode()[:KEY].ljust(KEY, b"\0")
        if place == len(self._places):
            self._map[place * RECORD : place * RECORD + KEY] = name
        self._places[key] = place
        return place


def totals(folder: Path) -> dict[str, list[float]]:
    """The sum over all processes: how many fell into each bucket, and the seconds at the end."""
    found: dict[str, list[float]] = {}
    for file in sorted(folder.glob("*.counts")):
        for key, numbers in _records(file.read_bytes()):
            known = found.setdefault(key, [0.0] * NUMBERS)
            for place, number in enumerate(numbers):
                known[place] += number
    return found


def _records(content: bytes) -> Iterator[tuple[str, tuple[float, ...]]]:
    for start in range(0, len(content) - RECORD + 1, RECORD):
        key = content[start : start + KEY].rstrip(b"\0")
        if not key:
            return
        yield (
            key.decode(errors="replace"),
            struct.unpack_from(f"{NUMBERS}d", content, start + KEY),
        )


def forget(folder: Path) -> None:
    """Begin anew, when `serve` starts."""
    for file in folder.glob("*.counts"):
        file.unlink(missing_ok=True)
