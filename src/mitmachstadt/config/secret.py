"""The secret key: from the environment, or made once and kept beside the data."""

import os
import secrets
import tempfile
from pathlib import Path


def secret_key(var: Path) -> str:
    """MITMACHSTADT_SECRET_KEY, else the key in `var/secret_key`, which is made when missing."""
    if key := os.environ.get("MITMACHSTADT_SECRET_KEY"):
        return key
    file = var / "secret_key"
    if not file.exists():
        var.mkdir(parents=True, exist_ok=True)
        descriptor, own = tempfile.mkstemp(dir=var, prefix=".secret_key-")
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(50))
            handle.flush()
            os.fsync(handle.fileno())
        # Two processes may start at once: the first one wins, and nobody reads half a key.
        try:
            os.link(own, file)
        except FileExistsError:
            pass
        except OSError:  # a file system without hard links
            if not file.exists():
                os.replace(own, file)
        finally:
            Path(own).unlink(missing_ok=True)
    return file.read_text()
