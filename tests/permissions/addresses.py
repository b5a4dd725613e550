"""All addresses that the program knows, by name."""

import re
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

_NAMES = re.compile(r"<\w+:(\w+)>")
# What an address gets for a name that its line does not tell: no thing of the city.
ANYTHING: dict[str, Any] = {"number": 1, "leaf": 1, "slug": "felder", "token": "abc-def"} | (
    dict.fromkeys(("assessor", "joining", "offer", "statement", "trial"), 1)
)


@dataclass(frozen=True)
class Address:
    """An address's name, how it looks, and the names in it."""

    name: str
    pattern: str
    parameters: tuple[str, ...]


def addresses() -> list[Address]:
    """Every address once, the one with the most names in it for each name."""
    found: dict[str, Address] = {}
    for address in _walk(get_resolver().url_patterns, ""):
        known = found.get(address.name)
        if known is None or len(address.parameters) > len(known.parameters):
            found[address.name] = address
    return sorted(found.values(), key=lambda address: address.pattern)


def _walk(patterns: list[Any], before: str) -> list[Address]:
    found: list[Address] = []
    for each in patterns:
        pattern = before + str(each.pattern)
        if isinstance(each, URLResolver):
            found += _walk(each.url_patterns, pattern)
        elif isinstance(each, URLPattern):
            name = each.name or pattern.rpartition("/")[2]
            found.append(Address(name, pattern, tuple(_NAMES.findall(pattern))))
    return found


def filled(address: Address, names: dict[str, Any]) -> str:
    """The address with these names in it."""
    given = {key: names.get(key, ANYTHING.get(key, "niemand")) for key in address.parameters}
    if address.name in {"trivial", "live", "ready", "metrics"}:
        return f"/{address.pattern}"
    made = reverse(address.name, kwargs=given)
    assert resolve(made).url_name == address.name, f"{made} belongs to another address"
    return made
