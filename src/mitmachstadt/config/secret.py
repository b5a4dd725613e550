"""The secret key: from the environment, or made once and kept beside the data."""

import os
import secrets
from pathlib import Path


def secret_key(var: Path) -> str:
    """MITMACHSTADT_SECRET_KEY, else the key in `var/secret_key`, which is made when missing."""
    if key := os.environ.get("MITMACHSTADT_SECRET_KEY"):
        return key
    file = var / "secret_key"
    if not file.exists():
        var.mkdir(parents=True, exist_ok=True)
        try:
            # Two processes may start at once: the first one to create the file wins.
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return secret_key(var)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(50))
    return file.read_text()
