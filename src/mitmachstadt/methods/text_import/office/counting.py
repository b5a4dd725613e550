"""Counts the items of numbered lists, as word processors do, and writes their numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
DEEPEST = 9
_MOST = 3999
_FORMATS = {
    "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I",
    "a": "a", "A": "A", "i": "i", "I": "I", "decimalZero": "01",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is counted: "%1.%2." with the numbers of the levels put in."""

    format: str = "decimal"
    pattern: str = "%1."
    start: int = 1

    @property
    def is_bullet(self) -> bool:
        """True when it does not count."""
        return self.format == "bullet"


class Counter:
    """The numbers of one list, level by level."""

    def __init__(self, levels: Mapping[int, Level]) -> None:
        self._levels = levels
        self._numbers: dict[int, int] = {}

    def restart(self, level: int, start: int) -> None:
        """Let the next item of a level have this number."""
        self._numbers[level] = start - 1

    def forget(self, level: int) -> None:
        """Let a level and those below begin again."""
        for number in [each for each in self._numbers if each >= level]:
            del self._numbers[number]

    def next(self, level: int) -> str:
        """The marker of the next item on a level; deeper levels begin again."""
        shape = self._levels.get(level)
        for deeper in [each for each in self._numbers if each > level]:
            del self._numbers[deeper]
        if shape is None or shape.is_bullet or shape.format == "none":
            return ""
        self._numbers[level] = self._numbers.get(level, shape.start - 1) + 1

        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            other = self._levels.get(place, Level())
            return numeral(self._numbers.get(place, other.start), other.format)

        return _PLACE.sub(number, shape.pattern).strip()


def numeral(number: int, format: str) -> str:
    """A number as digits, letters or Roman numerals."""
    kind = _FORMATS.get(format, "1")
    if kind == "01":
        return f"{number:02d}"
    if kind in "aA" and 0 < number <= _MOST:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "a" else letter.upper()
    if kind in "iI" and 0 < number <= _MOST:
        roman, rest = "", number
        for size, sign in _ROMAN:
            roman, rest = roman + sign * (rest // size), rest % size
        return roman if kind == "i" else roman.upper()
    return str(number)


def whole(text: str, default: int) -> int:
    """A small whole number that a file states, or the default."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default
