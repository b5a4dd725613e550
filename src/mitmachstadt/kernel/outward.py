"""Asking other hosts whether an address is still there, and never a machine of our own network.

Whoever may enter an address could otherwise have this server ask for pages that only it can
reach. So the name is looked up once, every address it has must be public, and the connection goes
to exactly one of these; a redirect is a new address and is examined anew.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

TIMEOUT = 8
MOST_REDIRECTS = 5
LONGEST_WAIT = 30
# The server is there, it only does not let us in or does not like the question.
_THERE = {401, 403, 405, 406, 429}
_PRIVATE_ENDINGS = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa")
# Addresses of one protocol inside the other: behind these may stand a private one.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")

type IsAllowed = Callable[[str], bool]


class AddressRefused(Exception):
    """Not an address that we would ask, and why."""


@dataclass(frozen=True)
class Reached:
    """Whether an address answered, with which status, or why not."""

    there: bool
    status: int = 0
    why: str = ""


def is_public_address(address: str) -> bool:
    """Whether an IP address belongs to the open internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _TRANSLATED:
            return False
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public_address(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def host_of(url: str) -> str:
    """The host of a web address.

    Raises:
        AddressRefused: it is not http or https, has no host, or carries a name and a password.
    """
    if not url.isprintable() or any(sign.isspace() or sign in '\\<>"' for sign in url):
        raise AddressRefused("signs that no address has")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise AddressRefused(str(error)) from error
    if parts.scheme not in {"http", "https"} or not host or port == 0:
        raise AddressRefused("neither http nor https")
    if parts.username is not None or parts.password is not None:
        raise AddressRefused("a name or a password")
    return host


def is_private_name(host: str) -> bool:
    """Whether a host is plainly of a private network, told without asking anybody."""
    name = host.rstrip(".").lower()
    try:
        ipaddress.ip_address(name)
    except ValueError:
        numbers = name.replace(".", "")
        # 127.1, 2130706433 and 0x7f000001 are ways to write addresses too.
        odd = numbers.isdecimal() or name.startswith("0x")
        return odd or "." not in name or name.endswith(_PRIVATE_ENDINGS)
    return not is_public_address(name)


def ask(
    url: str, *, is_allowed: IsAllowed = is_public_address, timeout: float = TIMEOUT
) -> Reached:
    """Whether something is at this address; follows redirects and reads no page."""
    for _ in range(MOST_REDIRECTS + 1):
        try:
            status, location = _ask_once(url, is_allowed, timeout)
        except AddressRefused as refused:
            return Reached(False, why=str(refused))
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            return Reached(False, why=type(error).__name__)
        if not location:
            return Reached(status < 400 or status in _THERE, status)
        url = urljoin(url, location)
    return Reached(False, why="too many redirects")


def _ask_once(url: str, is_allowed: IsAllowed, timeout: float) -> tuple[int, str]:
    """Status and the address it leads on to; a server that knows no HEAD is asked with GET."""
    host, parts = host_of(url), urlsplit(url)
    address = _address_of(host, parts, is_allowed)
    status, location = _request("HEAD", host, address, parts, timeout)
    if status in {405, 501} or status >= 400:
        status, location = _request("GET", host, address, parts, timeout)
    return status, location


def _address_of(host: str, parts: SplitResult, is_allowed: IsAllowed) -> tuple[str, int]:
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(row[4][0]) for row in found]
    if not addresses or not all(is_allowed(address) for address in addresses):
        raise AddressRefused("not a public address")
    return addresses[0], port


def _request(
    method: str, host: str, address: tuple[str, int], parts: SplitResult, timeout: float
) -> tuple[int, str]:
    connection = _Pinned(host, address, parts.scheme == "https", timeout)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    headers = {
        "Host": parts.netloc,
        "User-Agent": "mitmachstadt check-links",
        "Connection": "close",
    }
    # A server that sends a byte now and then would never run into the timeout of a single read.
    deadline = threading.Timer(LONGEST_WAIT, connection.cut)
    deadline.daemon = True
    deadline.start()
    try:
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        moved = response.status in {301, 302, 303, 307, 308}
        return response.status, response.getheader("Location", "") if moved else ""
    finally:
        deadline.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was examined, not to whatever the name says next time."""

    def __init__(self, host: str, address: tuple[str, int], secure: bool, timeout: float) -> None:
        super().__init__(host, address[1], timeout=timeout)
        self.address, self.secure = address, secure

    def connect(self) -> None:
        self.sock = socket.create_connection(self.address, self.timeout)
        if self.secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """End the conversation from another thread."""
        if self.sock is not None:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)
