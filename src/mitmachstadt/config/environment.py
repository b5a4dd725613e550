"""Variables of the environment as the settings read them: an empty one counts as not set."""

import os


def text(name: str, default: str) -> str:
    return os.environ.get(name) or default


def flag(name: str, default: bool = False) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """A whole number; words for yes count as 1, and what is none as -1, which `check` names."""
    value = text(name, "").strip().lower() or str(default)
    if value in {"true", "yes", "on"}:
        return 1
    if value in {"false", "no", "off"}:
        return 0
    return int(value) if value.isascii() and value.isdecimal() else -1
