"""The demonstration city's files."""

import json
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "berlin"


@cache
def read(name: str) -> Any:
    """A JSON file of the demonstration city."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def days_before(at: datetime, days: int, *, nth: int = 0) -> datetime:
    """A moment some days before `at`; `nth` spreads things of one day over its hours."""
    return at - timedelta(days=days) + timedelta(minutes=(nth * 37) % 480)
