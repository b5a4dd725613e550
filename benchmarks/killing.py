"""Everything is killed while people write: what was acknowledged is there afterwards.

    python -m benchmarks.killing                       ten rounds on both databases
    python -m benchmarks.killing --database SQLite --rounds 2

In each round `mitmachstadt serve` runs as in production. Writers send remarks and leave addresses
for answers; then the supervisor, the web processes and the worker get SIGKILL at the same moment.
After the restart every code that somebody received opens the contribution it stands for, and
counters and register agree with the rows. In the end every mail that was enqueued has gone out
once or twice; for that, minutes pass in the queue (benchmarks/later.py), not on the clock. Ends
with 1 when something is lost.
"""

import argparse
import contextlib
import json
import random
import re
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tools.mail_server import MailServer

from benchmarks import words
from benchmarks.client import Connection, post
from benchmarks.serve import City, another_database, cluster
from benchmarks.whole_serve import Serving

ROUNDS = 10
REMARKS = 300
WRITERS = 6
PATIENCE = 240
_CODE = re.compile(r'class="m-code" dir="ltr">(.+?)</p>')
_TAG = re.compile(r"<[^>]+>|\s")


@dataclass
class Acknowledged:
    """What the server said yes to: codes with the words they stand for, and addresses."""

    codes: dict[str, str] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    refused: Counter[int] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", choices=("SQLite", "PostgreSQL"))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args()
    # As an exception, so that servers are stopped and folders are removed on the way out.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    databases = [arguments.database] if arguments.database else ["SQLite", "PostgreSQL"]
    wrong: list[str] = []
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="killing-")))
        for database in databases:
            url = f"sqlite:///{folder / 'city.sqlite3'}"
            if database == "PostgreSQL":
                url = another_database(stack.enter_context(cluster()), "killing")
            city = prepared(City(database, REMARKS, url, folder / f"var-{database}"))
            wrong += [f"{database}: {words}" for words in check(city, arguments.rounds)]
    print("\n".join(wrong) or "Nothing that was acknowledged is lost.")
    return 1 if wrong else 0


def prepared(city: City) -> City:
    """The same, filled with an invented city and ready to be served."""
    city.var.mkdir(parents=True, exist_ok=True)
    plan = city.var / "plan.json"
    city.run("benchmarks.generate", "--remarks", str(city.remarks), "--plan", str(plan))
    city.plan = json.loads(plan.read_text())
    city.run("mitmachstadt.cli.main", "collect-static")
    return city


def check(city: City, rounds: int) -> list[str]:
    """Kill so many times; what is lost, in words."""
    rng = random.Random(rounds)
    before = _counted(city)
    said, wrong = Acknowledged(), list[str]()
    print("| database | round | killed after | codes | addresses | lost | wrong counters |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    with _mail_server() as mail:
        for number in range(1, rounds + 1):
            seconds = rng.uniform(0.6, 3)
            serving = Serving(city, mail.server_address[1])
            known = len(said.codes), len(said.addresses)
            _write_and_kill(serving, said, number, seconds)
            lost, counted = _after_restart(city, mail, said)
            wrong += [*lost, *_inexact(before, counted, said)]
            print(
                f"| {city.database} | {number} | {seconds:.1f} s | {len(said.codes) - known[0]}"
                f" | {len(said.addresses) - known[1]} | {len(lost)} | {counted['wrong']} |",
                flush=True,
            )
        wrong += _undelivered(city, mail, said)
    if not said.codes or not said.addresses:
        wrong.append(f"nothing was acknowledged, so nothing was tested: {said.refused}")
    return wrong


@contextlib.contextmanager
def _mail_server() -> Iterator[MailServer]:
    with MailServer() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.05,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def _write_and_kill(serving: Serving, said: Acknowledged, number: int, seconds: float) -> None:
    with serving:
        threads = [
            threading.Thread(target=_write, args=(serving.city, said, number * 100 + writer))
            for writer in range(WRITERS)
        ]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        serving.kill()
        for thread in threads:
            thread.join()


def _write(city: City, said: Acknowledged, seed: int) -> None:
    """Remarks, and an address for the answer to each, until the server is gone."""
    rng = random.Random(seed)
    with contextlib.suppress(OSError), contextlib.closing(Connection(city.port)) as connection:
        for number in range(10_000):
            client = f"10.{seed >> 8}.{seed & 255}.{number % 250}"
            code = _say(connection, city, said, rng, client)
            if code:
                email = f"writer{seed}.{number}@example.org"
                form = {"code": code, "email": email, "digest": "weekly"}
                answer = connection.ask(post("/de/code/benachrichtigen/", form, client=client))
                with said.lock:
                    if answer.status == 200:
                        said.addresses.add(email)
                    else:
                        said.refused[answer.status] += 1


def _say(
    connection: Connection, city: City, said: Acknowledged, rng: random.Random, client: str
) -> str:
    """The code that came back, or nothing."""
    public_id, wording = rng.choice(city.plan["passages"])
    text = words.remark(rng)
    fields = {
        "text": text, "submission": f"{rng.getrandbits(128):032x}", "wording": str(wording),
        "district": "", "name": words.name(rng),
    }  # fmt: skip
    request = post(f"/de/n/{public_id}/anmerken/", fields, client=client)
    answer = connection.ask(request.replace(b"Accept-Encoding: gzip, br\r\n", b""))
    found = _CODE.search(answer.body.decode())
    with said.lock:
        if found is None:
            said.refused[answer.status] += 1
            return ""
        code = _TAG.sub("", found[1])
        said.codes[code] = text
    return code


def _after_restart(
    city: City, mail: MailServer, said: Acknowledged
) -> tuple[list[str], dict[str, int]]:
    """Open every code that was ever received; what does not open, and what can be counted."""
    lost = []
    with Serving(city, mail.server_address[1]):
        connection = Connection(city.port)
        for number, (code, text) in enumerate(said.codes.items()):
            client = f"172.16.{number >> 8 & 255}.{number & 255}"
            request = post("/de/code/", {"code": code}, client=client)
            answer = connection.ask(request.replace(b"Accept-Encoding: gzip, br\r\n", b""))
            if answer.status != 200 or text.split("\n")[0] not in answer.body.decode():
                lost.append(f"a code opens nothing or something else ({answer.status})")
        connection.close()
        return lost, _counted(city)


def _undelivered(city: City, mail: MailServer, said: Acknowledged) -> list[str]:
    """Let the worker finish; mails that never came, or too often."""
    # What a killed worker had in hand is tried again two minutes later: nobody sits them out.
    city.run("benchmarks.later", "--minutes", "3")
    with Serving(city, mail.server_address[1]):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and _counted(city)["unsent"]:
            time.sleep(1)
    came, ids = Counter(mail.addresses), Counter(mail.taken)
    wrong = [f"no mail to {address}" for address in said.addresses if not came[address]]
    wrong += [f"mail {key} came {times} times" for key, times in ids.items() if times > 2]
    counted = _counted(city)
    if counted["unsent"] or counted["mails"] != len(ids):
        wrong.append(f"{counted['mails']} mails were enqueued, {len(ids)} came: {counted}")
    twice = sum(times == 2 for times in ids.values())
    print(f"\n{city.database}: {len(ids)} mails, {twice} of them came twice.\n")
    return wrong


def _counted(city: City) -> dict[str, int]:
    found: dict[str, int] = json.loads(city.run("benchmarks.counters"))
    return found


def _inexact(before: dict[str, int], now: dict[str, int], said: Acknowledged) -> list[str]:
    wrong = []
    if now["wrong"]:
        wrong.append(f"{now['wrong']} nodes with a wrong counter")
    if now["unregistered"] != before["unregistered"]:
        wrong.append("rows and register differ")
    if now["remarks"] != now["receipts"]:
        wrong.append(f"{now['remarks']} remarks, {now['receipts']} receipts")
    if now["remarks"] - before["remarks"] < len(said.codes):
        wrong.append("fewer remarks than codes")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
