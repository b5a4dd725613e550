"""Bytes: a page's HTML, and everything that its first view loads."""

import gzip
import re
from dataclasses import dataclass
from urllib.parse import urljoin

from benchmarks.client import Connection, get
from benchmarks.serve import City

_LOADED = re.compile(r'<(?:link|script|img)[^>]+?(?:href|src)="(/static/[^"]+)"[^>]*>')
_IMPORTED = re.compile(r'@import\s+(?:url\()?["\']?([^"\')]+)')


@dataclass(frozen=True)
class Weight:
    """Bytes of the HTML, plain and compressed, and of the whole first view, compressed."""

    html: int
    compressed: int
    first_view: int


def weigh(city: City, key: str, session: str = "") -> Weight:
    """Load a page as a browser with an empty cache does; print style sheets count too."""
    connection = Connection(city.port)
    address = city.plan.get(key, key)
    plain = connection.ask(get(address, session=session, gzip=False)).body
    sent = connection.ask(get(address, session=session))
    # What the server does not compress, the proxy in front of it does.
    encoded = sent.header("Content-Encoding") == "gzip"
    compressed = len(sent.body) if encoded else len(gzip.compress(plain, 6))
    loaded: dict[str, int] = {}
    for found in _LOADED.findall(plain.decode()):
        _load(connection, found, loaded)
    connection.close()
    return Weight(len(plain), compressed, compressed + sum(loaded.values()))


def _load(connection: Connection, address: str, loaded: dict[str, int]) -> None:
    if address in loaded:
        return
    response = connection.ask(get(address))
    assert response.status == 200, f"{address}: {response.status}"
    loaded[address] = len(response.body)
    if address.endswith(".css"):
        text = connection.ask(get(address, gzip=False)).body.decode()
        for imported in _IMPORTED.findall(text):
            _load(connection, urljoin(address, imported), loaded)
