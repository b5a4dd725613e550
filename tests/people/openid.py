"""An OpenID provider on a real socket, that can be told to be slow, broken, or a liar."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

CURVE_KEY = ec.generate_private_key(ec.SECP256R1())
KEY, STRANGE_KEY = (generate_private_key(65537, 2048) for _ in range(2))
CLIENT, SHARED = "mitmachstadt", "a secret that both know and nobody else"


@dataclass
class Provider:
    """What it says next; `token` and `info` are added to its two answers."""

    issuer: str = ""
    token: dict[str, Any] = field(default_factory=dict)
    info: dict[str, Any] = field(default_factory=dict)
    broken: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    slow: threading.Event | None = None
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: Any = KEY
    algorithm: str = "RS256"
    header: dict[str, Any] = field(default_factory=lambda: {"kid": "one"})
    published: list[dict[str, Any]] = field(default_factory=lambda: [public(KEY)])

    def authorize(self, way: str) -> dict[str, str]:
        """What a person does there: sign in and agree. Returns what they bring back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(way).query).items()}
        assert way.startswith(f"{self.issuer}/authorize?")
        assert asked["client_id"] == CLIENT and asked["response_type"] == "code"
        assert set(asked["scope"].split()) == {"openid", "email"}
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, bytes]:
        self.asked.append(path)
        if path in self.broken:
            return self.broken[path]
        if path == "/.well-known/openid-configuration":
            return 200, json.dumps(self._configuration()).encode()
        if path == "/token":
            return self._give_token(form)
        if path == "/jwks":
            return 200, json.dumps({"keys": self.published}).encode()
        if path == "/userinfo":
            told = {"sub": "u-1", "email": "eva@example.org", "email_verified": True, **self.info}
            return 200, json.dumps(told).encode()
        return 404, b"{}"

    def _configuration(self) -> dict[str, Any]:
        ends = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "userinfo_endpoint": "userinfo",
            "jwks_uri": "jwks",
        }
        found = {name: f"{self.issuer}/{end}" for name, end in ends.items()}
        methods = ["client_secret_post"]
        return {"issuer": self.issuer, **found, "token_endpoint_auth_methods_supported": methods}

    def _give_token(self, form: dict[str, str]) -> tuple[int, bytes]:
        asked = self.codes.pop(form.get("code", ""), None)
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).decode().rstrip("=")
        if (
            asked is None
            or form.get("client_secret") != SHARED
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != form.get("redirect_uri")
        ):
            return 400, b'{"error": "invalid_grant"}'
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": "u-1", "nonce": asked["nonce"],
            "iat": now, "exp": now + 300,
        }  # fmt: skip
        said = {name: it for name, it in {**claims, **self.token}.items() if it is not ...}
        token = jwt.encode(said, self.key, self.algorithm, headers=self.header)
        answer = {"access_token": "a", "token_type": "Bearer", "id_token": token}
        return 200, json.dumps(answer).encode()


def public(key: Any, **more: str) -> dict[str, Any]:
    """A key as it is published; `more` replaces its name, use and algorithm."""
    kind = ECAlgorithm if isinstance(key, EllipticCurvePrivateKey) else RSAAlgorithm
    said: dict[str, Any] = kind.to_jwk(key.public_key(), as_dict=True)
    return {**said, **(more or {"kid": "one", "use": "sig", "alg": "RS256"})}


@contextmanager
def serving() -> Iterator[Provider]:
    """A provider that answers at its issuer's address until the block ends."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say({})

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            found = parse_qs(self.rfile.read(length).decode())
            self._say({name: values[0] for name, values in found.items()})

        def _say(self, form: dict[str, str]) -> None:
            if provider.slow is not None:
                provider.slow.wait(20)
                return
            status, body = provider.answer(urlsplit(self.path).path, form)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        if provider.slow is not None:
            provider.slow.set()
        server.shutdown()
        thread.join()
        server.server_close()


def settings_for(issuer: str) -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS as the environment would make them."""
    app = {
        "provider_id": issuer,
        "name": "Stadtkonto",
        "client_id": CLIENT,
        "secret": SHARED,
        "settings": {
            "server_url": issuer,
            "scope": ["openid", "email"],
            "oauth_pkce_enabled": True,
        },
    }
    return {"openid_connect": {"APPS": [app]}}
