"""What the register keeps of an event: SHA-256 over a random salt and canonical JSON."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from mitmachstadt.kernel.canonical import canonical_json


def commitment(*, salt: str, kind: str, subject: str, at: datetime, content: dict[str, Any]) -> str:
    """64 hexadecimal characters that say nothing about the content without the salt."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    statement = {"at": moment, "content": content, "kind": kind, "subject": subject}
    return hashlib.sha256(bytes.fromhex(salt) + canonical_json(statement)).hexdigest()
