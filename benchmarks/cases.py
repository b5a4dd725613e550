"""What is asked of a city, and the targets that the project has set itself."""

import itertools
import random
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks import words
from benchmarks.client import get, post
from benchmarks.serve import City

Requests = Callable[[City], Iterator[bytes]]


@dataclass(frozen=True)
class Case:
    """One kind of request. `in_turn` and `at_once` say how many in a round."""

    name: str
    label: str
    requests: Requests
    target: float | None
    status: int = 200
    in_turn: int = 60
    at_once: int = 160
    cold: bool = False
    # Whether a city of any size has to pay the same for it.
    at_any_size: bool = True

    @property
    def is_post(self) -> bool:
        return self.name.startswith("post")


def _page(key: str, session: str = "") -> Requests:
    """The same GET again and again, signed in as the office or as a citizen."""

    def requests(city: City) -> Iterator[bytes]:
        who = city.plan["office"] if session == "office" else ""
        who = city.plan["citizens"][0] if session == "citizen" else who
        return itertools.repeat(get(city.plan.get(key, key), session=who))

    return requests


def supports(city: City) -> Iterator[bytes]:
    """Every one a new support: no pair of person and remark comes twice."""
    pairs = list(city.plan["supportable"])
    random.Random(1).shuffle(pairs)
    pool = city.plan.setdefault("supports", iter(pairs))
    for person, remark in pool:
        session = city.plan["citizens"][person]
        yield post(f"/de/n/{remark}/unterstuetzen/", {"support": "ja"}, session=session)


def remarks(city: City, *, signed_in: bool) -> Iterator[bytes]:
    """New words to a passage each time; without an account each from another address."""
    rng = random.Random(secrets.randbits(64))
    passages = itertools.cycle(city.plan["passages"])
    clients = city.plan.setdefault("clients", itertools.count(1))
    for person in itertools.cycle(range(len(city.plan["citizens"]))):
        public_id, wording = next(passages)
        number = next(clients)
        fields = {
            "text": words.remark(rng),
            "submission": secrets.token_hex(16),
            "wording": str(wording),
            "district": "",
        }
        yield post(
            f"/de/n/{public_id}/anmerken/",
            fields if signed_in else {**fields, "name": words.name(rng)},
            session=city.plan["citizens"][person] if signed_in else "",
            client=""
            if signed_in
            else f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
        )


TRIVIAL = Case("trivial", "trivial view", _page("/-/trivial"), None, in_turn=300, at_once=1500)
CASES = (
    TRIVIAL,
    Case("start-kept", "start page, anonymous, kept", _page("/de/"), 1.0,
         in_turn=300, at_once=1500),
    Case("reading-kept", "reading page of 200 passages, anonymous, kept", _page("reading"), 1.0,
         in_turn=300, at_once=1500),
    Case("thread-kept", "thread of 50, anonymous, kept", _page("thread"), 1.0,
         in_turn=300, at_once=1500),
    Case("inbox", "inbox of 30, signed in", _page("/de/buero/", "office"), 18),
    Case("thread", "thread of 50, signed in", _page("thread", "citizen"), 30),
    Case("reading", "reading page of 200 passages, signed in", _page("reading", "citizen"), 30),
    Case("start-cold", "start page, anonymous, after a write elsewhere", _page("/de/"), 60,
         in_turn=24, at_once=0, cold=True, at_any_size=False),  # it counts the city's remarks
    Case("reading-cold", "reading page, anonymous, after a write elsewhere", _page("reading"), 60,
         in_turn=24, at_once=0, cold=True),
    Case("thread-cold", "thread, anonymous, after a write elsewhere", _page("thread"), 60,
         in_turn=24, at_once=0, cold=True),
    Case("post-support", "POST support", supports, 14, status=302, in_turn=40, at_once=80),
    Case("post-remark", "POST remark, signed in", lambda city: remarks(city, signed_in=True), 24,
         in_turn=30, at_once=40),
    Case("post-remark-open", "POST remark, without account",
         lambda city: remarks(city, signed_in=False), 24, in_turn=30, at_once=0),
)  # fmt: skip
