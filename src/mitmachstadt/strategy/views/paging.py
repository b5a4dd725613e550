"""A long list on a page of the desk: a stretch of it at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True)
class Shown[Row]:
    """A stretch of a list; `name` is how the address asks for another one, and its place.

    `address` is the page itself: it also answers forms, whose addresses cannot be read.
    """

    address: str
    name: str
    rows: Sequence[Row]
    in_all: int
    number: int
    pages: int
    asked: bool


def shown[Row](
    request: HttpRequest, address: str, name: str, rows: Sequence[Row], *, most: int
) -> Shown[Row]:
    """The stretch for which the address asks, else the first one."""
    pages = max(1, -(-len(rows) // most))
    given = request.GET.get(name, "")
    asked = given.isdecimal() and given.isascii() and len(given) < 7
    number = min(max(1, int(given)), pages) if asked else 1
    first = (number - 1) * most
    return Shown(address, name, rows[first : first + most], len(rows), number, pages, asked)


def asked_for(request: HttpRequest, *names: str) -> str:
    """The part of an address that asks for the same stretches again."""
    given = [(name, request.GET.get(name, "")) for name in names]
    asked = [f"{name}={value}" for name, value in given if value.isdecimal() and value.isascii()]
    return f"?{'&'.join(asked)}#{asked[0].partition('=')[0]}" if asked else ""
