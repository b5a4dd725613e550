"""A small HTTP client over loopback: kept connections, requests as bytes, nothing parsed twice."""

import selectors
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.serve import HOST, City, cpu_nanoseconds

TIMEOUT = 30
CSRF = "b" * 32


@dataclass(frozen=True)
class Response:
    """What came back; `body` is as it went over the wire."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        for line in self.head.decode("latin-1").split("\r\n")[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return ""


def get(address: str, *, session: str = "", gzip: bool = True) -> bytes:
    """A GET as a browser sends it, signed in with this session."""
    lines = [f"GET {address} HTTP/1.1", "Host: localhost", "Accept: text/html"]
    if gzip:
        lines.append("Accept-Encoding: gzip, br")
    if session:
        lines.append(f"Cookie: sessionid={session}; csrftoken={CSRF}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def post(address: str, fields: dict[str, str], *, session: str = "", client: str = "") -> bytes:
    """A form as a browser sends it; `client` is the address that the proxy would name."""
    body = urlencode({"csrfmiddlewaretoken": CSRF, **fields}).encode()
    cookie = f"csrftoken={CSRF}" + (f"; sessionid={session}" if session else "")
    lines = [
        f"POST {address} HTTP/1.1", "Host: localhost", "Accept: text/html",
        "Accept-Encoding: gzip, br", f"Cookie: {cookie}",
        "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
    ]  # fmt: skip
    if client:
        lines.append(f"X-Forwarded-For: {client}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


class Connection:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""

    def ask(self, request: bytes) -> Response:
        """Send and wait for the whole response."""
        self.send(request)
        while (response := self.read()) is None:
            pass
        return response

    def send(self, request: bytes) -> None:
        self.received = b""
        self.socket.sendall(request)

    def read(self) -> Response | None:
        """Take what has arrived; the response once it is whole."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise ConnectionError("the server closed the connection")
        self.received += chunk
        head, separator, body = self.received.partition(b"\r\n\r\n")
        if not separator:
            return None
        lowered = head.lower()
        if b"transfer-encoding: chunked" in lowered:
            return Response(int(head[9:12]), head, body) if body.endswith(b"0\r\n\r\n") else None
        at = lowered.find(b"\r\ncontent-length:")
        length = int(lowered[at + 17 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        return Response(int(head[9:12]), head, body) if len(body) >= length else None

    def close(self) -> None:
        self.socket.close()


def one_to_each_worker(city: City, each: int = 1) -> list[Connection]:
    """Connections so that every worker has as many, whatever the kernel would have dealt.

    The kernel gives a connection to a worker; which one it was, its CPU clock tells.
    """
    found: dict[int, list[Connection]] = {pid: [] for pid in city.workers}
    for _ in range(200):
        connection = Connection(city.port)
        before = {pid: cpu_nanoseconds([pid]) for pid in city.workers}
        for _ in range(3):
            connection.ask(get("/-/trivial"))
        used = {pid: cpu_nanoseconds([pid]) - before[pid] for pid in city.workers}
        worker = max(used, key=used.__getitem__)
        if len(found[worker]) < each:
            found[worker].append(connection)
        else:
            connection.close()
        if all(len(connections) == each for connections in found.values()):
            break
    # Dealt round, so that neighbours in the list belong to different workers.
    return [c for group in zip(*found.values(), strict=True) for c in group]


def close_all(connections: list[Connection]) -> None:
    for connection in connections:
        connection.close()


def ask_in_turn(
    connections: list[Connection],
    requests: Iterator[bytes],
    count: int,
    *,
    before_each: Callable[[], None] = lambda: None,
) -> list[Response]:
    """One request at a time, over the connections in turn."""
    responses = []
    for number in range(count):
        before_each()
        responses.append(connections[number % len(connections)].ask(next(requests)))
    return responses


def ask_at_once(
    connections: list[Connection], requests: Iterator[bytes], count: int
) -> tuple[float, list[Response]]:
    """So many requests over all connections at the same time; seconds and responses."""
    responses: list[Response] = []
    sent = 0
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        started = time.perf_counter()
        for connection in connections[:count]:
            connection.send(next(requests))
            sent += 1
        while len(responses) < count:
            ready = selector.select(TIMEOUT)
            if not ready:
                raise TimeoutError(f"no response for {TIMEOUT} seconds")
            for key, _ in ready:
                response = key.data.read()
                if response is None:
                    continue
                responses.append(response)
                if sent < count:
                    key.data.send(next(requests))
                    sent += 1
        return time.perf_counter() - started, responses
