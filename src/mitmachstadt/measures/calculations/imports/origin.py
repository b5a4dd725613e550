"""What is kept of where a measure came from."""

import hashlib
import json

from mitmachstadt.measures.calculations.imports.said import Said
from mitmachstadt.methods.list_import import Item, find_point

LONGEST_KEY = 255
_FIELDS = (
    "title", "text", "place", "district_name", "citywide", "organisation", "cost_text", "status",
    "begins", "ends", "url",
)  # fmt: skip


def point_of(said: Said) -> str:
    """Latitude and longitude, where there is a point."""
    try:
        found = find_point(json.loads(said.take("point") or "null"))
    except (ValueError, RecursionError):
        found = None
    return f"{found[0]:.6f}, {found[1]:.6f}" if found else ""


def digests(item: Item) -> dict[str, str]:
    """Each thing that an entry says, too short to be read back and long enough to be compared."""
    told = {name: str(getattr(item, name) or "") for name in _FIELDS}
    told |= {f"+{name}": text for name, text in item.rest.items()}
    return {name: _digest(text) for name, text in told.items() if text}


def key_of(item: Item) -> str:
    """By what an entry is known again, short enough for its column."""
    key = item.source_key
    return key if len(key) <= LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
