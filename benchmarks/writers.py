"""Many people writing at once through HTTP: nothing is lost, every counter is exact.

Writers send remarks, replies, supports and supports taken back, each over a connection of its
own, and many of them to the same few places, so that they meet. Afterwards the rows are counted.
"""

import json
import random
import threading
from dataclasses import dataclass, field
from typing import Any

from benchmarks import words
from benchmarks.client import Connection, post
from benchmarks.serve import City, served

WRITERS = {"SQLite": 8, "PostgreSQL": 32}
EACH = 20
PLACES = 3


@dataclass
class Sent:
    """What was sent, and what came back."""

    remarks: int = 0
    supports: set[tuple[int, str]] = field(default_factory=set)
    statuses: dict[int, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, status: int) -> None:
        with self.lock:
            self.statuses[status] = self.statuses.get(status, 0) + 1


def check(city: City) -> list[str]:
    """Let them write, then compare; what is wrong, in words."""
    before = _counted(city)
    sent = Sent()
    number = WRITERS[city.database]
    with served(city):
        threads = [
            threading.Thread(target=_write, args=(city, writer, sent)) for writer in range(number)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    after = _counted(city)
    print(
        f"{city.name}: {number} writers, {sent.remarks} remarks, {len(sent.supports)} supports that"
        f" stay; responses {dict(sorted(sent.statuses.items()))};"
        f" wrong counters {after['wrong']}, wrong register lines {after['unregistered']}"
    )
    return _wrong(sent, before, after)


def _write(city: City, writer: int, sent: Sent) -> None:
    """Each round: a remark on a busy passage, a support, and every third one taken back."""
    rng = random.Random(writer)
    person = writer % len(city.plan["citizens"])
    session = city.plan["citizens"][person]
    mine = [remark for who, remark in city.plan["supportable"] if who == person]
    # Two writers with the same session support different remarks.
    mine = mine[writer // len(city.plan["citizens"]) :: 2]
    connection = Connection(city.port)
    for number in range(EACH):
        public_id, wording = city.plan["passages"][number % PLACES]
        fields = {
            "text": words.remark(rng),
            "submission": f"{rng.getrandbits(128):032x}",
            "wording": str(wording),
            "district": "",
        }
        status = _send(connection, f"/de/n/{public_id}/anmerken/", fields, session, sent)
        if status == 200:
            with sent.lock:
                sent.remarks += 1
        remark = mine[number]
        address = f"/de/n/{remark}/unterstuetzen/"
        if _send(connection, address, {"support": "ja"}, session, sent) == 302:
            with sent.lock:
                sent.supports.add((person, remark))
        taken_back = {"support": "nein"}
        if number % 3 == 0 and _send(connection, address, taken_back, session, sent) == 302:
            with sent.lock:
                sent.supports.discard((person, remark))
    connection.close()


def _send(
    connection: Connection, address: str, fields: dict[str, str], session: str, sent: Sent
) -> int:
    response = connection.ask(post(address, fields, session=session))
    sent.note(response.status)
    return response.status


def _counted(city: City) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(city.run("benchmarks.counters"))
    return found


def _wrong(sent: Sent, before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    wrong = [
        f"{times} responses with status {status}"
        for status, times in sent.statuses.items()
        if status not in {200, 302}
    ]
    expected = (
        ("remarks", sent.remarks),
        ("receipts", sent.remarks),
        ("supports", len(sent.supports)),
    )
    for name, more in expected:
        if after[name] - before[name] != more:
            wrong.append(f"{name}: {after[name] - before[name]} new rows, {more} were accepted")
    if after["wrong"]:
        wrong.append(f"{after['wrong']} nodes with a wrong counter")
    if after["unregistered"] != before["unregistered"]:
        wrong.append("the register lacks lines")
    return wrong
