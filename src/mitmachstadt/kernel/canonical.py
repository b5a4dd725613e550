"""One spelling for the same data, so that its digest is an identity."""

import hashlib
import json
from typing import Any


def canonical_json(data: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces (a subset of RFC 8785: no floats).

    Raises:
        TypeError: for a float or anything else whose spelling is not unique.
    """
    _refuse_floats(data)
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def digest(data: Any) -> str:
    """SHA-256 over the canonical JSON, 64 hexadecimal characters."""
    return hashlib.sha256(canonical_json(data)).hexdigest()


def _refuse_floats(data: Any) -> None:
    if isinstance(data, float):
        raise TypeError("a float has no unique spelling; use an integer or a string")
    if isinstance(data, dict):
        for key, value in data.items():
            if not isinstance(key, str):
                raise TypeError("keys must be strings")
            _refuse_floats(value)
    elif isinstance(data, list | tuple):
        for value in data:
            _refuse_floats(value)
