"""An authenticator in software: it makes a passkey and signs with it, as a browser sends it."""

import json
import secrets
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

HOST = "testserver"
ORIGIN = "https://testserver"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class SoftAuthenticator:
    """One passkey on one device; `verifies` is whether the device asks for a PIN or a finger."""

    def __init__(self, *, verifies: bool = True, origin: str = ORIGIN) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.flags = PRESENT | (VERIFIED if verifies else 0)
        self.origin = origin
        self.user = b""

    def make(self, options: str) -> str:
        """What the browser sends when a passkey was made for these options."""
        asked = json.loads(options)
        self.user = websafe_decode(asked["user"]["id"])
        key = ES256.from_cryptography_key(self.key.public_key())
        own = AttestedCredentialData.create(Aaguid.NONE, self.id, key)
        data = AuthenticatorData.create(_host(), self.flags | ATTESTED, 0, own)
        client = self._client("webauthn.create", asked)
        attestation = AttestationObject.create("none", data, {})
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client),
                "attestationObject": websafe_encode(attestation),
                "transports": ["internal"],
            },
            {"credProps": {"rk": True}},
        )

    def use(self, options: str, *, user: bytes | None = None) -> str:
        """What the browser sends when the passkey has signed the challenge of these options."""
        client = self._client("webauthn.get", json.loads(options))
        data = AuthenticatorData.create(_host(), self.flags, 0)
        signature = self.key.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": websafe_encode(self.user if user is None else user),
            },
            {},
        )

    def _client(self, kind: str, asked: dict[str, Any]) -> CollectedClientData:
        challenge = websafe_decode(asked["challenge"])
        return CollectedClientData.create(kind, challenge, self.origin)

    def _answer(self, response: dict[str, Any], extensions: dict[str, Any]) -> str:
        identity = websafe_encode(self.id)
        whole = {
            "id": identity,
            "rawId": identity,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "response": response,
            "clientExtensionResults": extensions,
        }
        return json.dumps(whole)


def _host() -> bytes:
    return sha256(HOST.encode()).digest()
