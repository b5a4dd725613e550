"""Asking other hosts: never a private one, whatever the name or a redirect says."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from mitmachstadt.kernel import outward
from mitmachstadt.kernel.outward import Reached, ask, is_public_address


class _Pages(BaseHTTPRequestHandler):
    asked: list[str]

    def do_HEAD(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")  # type: ignore[attr-defined]
        status, location = {
            "/da": (200, ""),
            "/weg": (404, ""),
            "/verboten": (403, ""),
            "/kein-head": (405 if self.command == "HEAD" else 200, ""),
            "/um": (302, "/da"),
            "/kreis": (302, "/kreis"),
            "/intern": (302, "http://10.0.0.1/geheim"),
            "/datei": (302, "file:///etc/passwd"),
        }[self.path]
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    made = HTTPServer(("127.0.0.1", 0), _Pages)
    made.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def at(server: HTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


def only_here(address: str) -> bool:
    return address == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "there", "status"),
    [
        ("/da", True, 200),
        ("/weg", False, 404),
        ("/verboten", True, 403),
        ("/kein-head", True, 200),
        ("/um", True, 200),
    ],
)
def test_answer_says_whether_something_is_there(
    server: HTTPServer, path: str, there: bool, status: int
) -> None:
    assert ask(at(server, path), is_allowed=only_here) == Reached(there, status)


@pytest.mark.parametrize("path", ["/intern", "/datei", "/kreis"])
def test_redirect_into_a_private_network_to_a_file_or_in_a_circle_is_not_followed(
    server: HTTPServer, path: str
) -> None:
    answer = ask(at(server, path), is_allowed=only_here)
    assert not answer.there and answer.why
    assert len(server.asked) <= outward.MOST_REDIRECTS + 1  # type: ignore[attr-defined]


def test_own_machine_is_not_asked_at_all(server: HTTPServer) -> None:
    for host in ("127.0.0.1", "localhost"):
        answer = ask(f"http://{host}:{server.server_port}/da")
        assert answer == Reached(False, why="not a public address")
    assert server.asked == []  # type: ignore[attr-defined]


def test_name_with_one_private_address_among_public_ones_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = ("93.184.216.34", "10.0.0.1")
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: rows)
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: pytest.fail("asked"))
    assert ask("http://beides.example/").why == "not a public address"


def test_connection_goes_to_the_address_that_was_examined(
    server: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that says something else the second time gains nothing."""
    looked_up: list[str] = []

    def look_up(host: str, port: int, *_: object, **__: object) -> list[object]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(outward.socket, "getaddrinfo", look_up)
    pinned: list[tuple[str, int]] = []
    connect = socket.socket.connect

    def remember(self: socket.socket, address: tuple[str, int]) -> None:
        pinned.append(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", remember)
    url = f"http://wechselnd.example:{server.server_port}/da"
    assert ask(url, is_allowed=only_here).there
    assert looked_up.count("wechselnd.example") == 1
    assert pinned == [("127.0.0.1", server.server_port)]


def test_silent_server_is_left_after_the_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        answer = ask(f"http://127.0.0.1:{port}/", is_allowed=only_here, timeout=0.05)
    assert not answer.there


def test_server_that_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outward, "LONGEST_WAIT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        answer = ask(f"http://127.0.0.1:{port}/", is_allowed=only_here, timeout=60)
    assert not answer.there


@pytest.mark.parametrize("url", ["http://gibt-es-nicht.invalid/", "http://" + "a" * 300 + ".org/"])
def test_name_that_nobody_has_is_not_there(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror("unknown")

    monkeypatch.setattr(outward.socket, "getaddrinfo", nobody)
    assert not ask(url).there


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False),
        ("10.1.2.3", False), ("172.31.0.1", False), ("192.168.0.1", False), ("0.0.0.0", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False),
        ("255.255.255.255", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:93.184.216.34", True), ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False), ("keine", False), ("", False),
    ],
)  # fmt: skip
def test_address_is_public_or_it_is_not(address: str, public: bool) -> None:
    assert is_public_address(address) is public
