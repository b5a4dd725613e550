"""Files that people brought, named after their content, in `VAR/files`: only added."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,5}")


def store(content: bytes, suffix: str) -> str:
    """Keep a file and return its name; the same content has the same name."""
    name = name_of(content, suffix)
    target = path_of(name)
    if target.exists():
        return name
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, half = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".partial")
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(half, target)
    return name


def name_of(content: bytes, suffix: str) -> str:
    return f"{hashlib.sha256(content).hexdigest()}{suffix}"


def path_of(name: str) -> Path:
    """Where a kept file lies.

    Raises:
        ValueError: this cannot be the name of one.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(name)
    return Path(settings.VAR) / "files" / name[:2] / name
