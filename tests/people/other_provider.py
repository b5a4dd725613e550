"""An OpenID provider that others wrote: nothing of it is made for us."""

from collections.abc import Iterator
from contextlib import contextmanager

import requests
from oidc_provider_mock import User, run_server_in_thread

EVA = User(sub="eva", claims={"email": "eva@example.org", "email_verified": True})
UNPROVEN = User(sub="udo", claims={"email": "udo@example.org", "email_verified": False})


@contextmanager
def running() -> Iterator[str]:
    """Its address, while it runs."""
    with run_server_in_thread(require_nonce=True, user_claims=[EVA, UNPROVEN]) as server:
        yield f"http://localhost:{server.server_port}"


def way_back(way: str, as_whom: str) -> str:
    """Sign in on the provider's own page; the address to which it sends the browser then."""
    assert requests.get(way, timeout=5).status_code == 200
    there = requests.post(way, data={"sub": as_whom}, allow_redirects=False, timeout=5)
    return there.headers["Location"]
