"""The table as a page to read: docs/permissions.md."""

from collections.abc import Iterator, Mapping
from math import prod
from pathlib import Path

from tests.permissions.actors import EVERYBODY, SIGNED_IN, Actor
from tests.permissions.addresses import addresses
from tests.permissions.city import STATES
from tests.permissions.table import TABLE, Line, Who

PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"
METHODS = ("GET", "POST")
HEAD = """# Who may do what

Who gets a page and who gets through with a form, address by address. Made from
`tests/permissions/table.py` by `python -m tests.permissions`; the test beside it asks for every
address with everybody, with GET and POST, before, while and after the window is open, and fails
when an address is not in the table. Everybody is: {actors}.

{size}

Whoever gets through may still be refused by a rule: for what they said, chose or want it for.
A word in brackets is the state of the window; "–": there is no such method.

| address | reads | writes |
| --- | --- | --- |
"""


def document() -> str:
    """The whole page."""
    head = HEAD.format(actors=", ".join(actor.value for actor in Actor), size=_size())
    return head + "".join(_rows())


def _size() -> str:
    counted = (len(addresses()), len(Actor), len(METHODS), len(STATES))
    each = "{} addresses x {} kinds of people x {} methods x {} states".format(*counted)
    return f"{each} of the window: {prod(counted):,} requests."


def _rows() -> Iterator[str]:
    for address in addresses():
        line = TABLE[address.name]
        yield f"| `/{address.pattern}` | {_who(line.reads)} | {_writers(line)} |\n"


def _writers(line: Line) -> str:
    if not isinstance(line.writes, Mapping):
        return _who(line.writes)
    said = [f"{_who(line.writers(state))} ({state})" for state in STATES if line.writers(state)]
    return "; ".join(said)


def _who(who: Who | None) -> str:
    if who is None:
        return "–"
    if not who:
        return "nobody"
    if who == EVERYBODY:
        return "everybody"
    if who == SIGNED_IN:
        return "everybody with an account"
    if len(who) > len(Actor) / 2:
        left_out = [actor.value for actor in Actor if actor in SIGNED_IN - who]
        return f"everybody with an account but: {', '.join(left_out)}"
    return ", ".join(actor.value for actor in Actor if actor in who)
