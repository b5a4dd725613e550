import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mitmachstadt.methods.spam_patterns.phrases import PhraseIndex, words


class Kind(StrEnum):
    """What a pattern looks at."""

    PHRASES = "phrases"
    LINKS = "links"
    REPEATED = "repeated"
    CAPITALS = "capitals"


@dataclass(frozen=True)
class Pattern:
    """One pattern.

    `number`: from how many links; from what share of capitals, in percent; how often the same
    words came before, within so many `minutes`.
    """

    kind: Kind
    phrases: tuple[str, ...] = ()
    number: int = 0
    minutes: int = 0


_LINK = re.compile(r"https?://|(?<!\w)www\.", re.IGNORECASE)
# Shorter texts are alike without being copied, and a short cry is no spam.
_FEWEST_LETTERS = 20


class Patterns:
    """Patterns made ready, so that one text after the other can be held against them."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        all_of_them = list(patterns)
        phrases = [one for p in all_of_them if p.kind == Kind.PHRASES for one in p.phrases]
        self._phrases = PhraseIndex(phrases) if phrases else None
        self._links = _least(all_of_them, Kind.LINKS)
        self._capitals = _least(all_of_them, Kind.CAPITALS)
        self.repeated = [(p.number, p.minutes) for p in all_of_them if p.kind == Kind.REPEATED]

    def match(self, text: str) -> Kind | None:
        """What fits the text by itself; whether it came before, only others can tell."""
        if self._phrases is not None and self._phrases.is_in(words(text)):
            return Kind.PHRASES
        if self._links is not None and len(_LINK.findall(text)) >= self._links:
            return Kind.LINKS
        if self._capitals is not None and _capitals(text) >= self._capitals:
            return Kind.CAPITALS
        return None


def together(patterns: Iterable[Pattern]) -> Patterns:
    """Patterns made ready."""
    return Patterns(patterns)


def first_match(pattern: Pattern, text: str) -> Kind | None:
    """Whether one pattern fits one text."""
    return Patterns([pattern]).match(text)


def _least(patterns: list[Pattern], kind: Kind) -> int | None:
    return min((p.number for p in patterns if p.kind == kind), default=None)


def _capitals(text: str) -> int:
    """The share of capitals among the letters, in percent; 0 for short texts."""
    letters = [sign for sign in text if sign.isalpha() and sign.upper() != sign.lower()]
    if len(letters) < _FEWEST_LETTERS:
        return 0
    return 100 * sum(sign.isupper() for sign in letters) // len(letters)


def fingerprint(text: str) -> int | None:
    """The same number for the same words; None for texts that are alike by their shortness."""
    said = " ".join(words(text))
    if len(said) < _FEWEST_LETTERS:
        return None
    mark = hashlib.blake2b(said.encode(), digest_size=8).digest()
    return int.from_bytes(mark) >> 1


def repeats(said: Sequence[tuple[float, int | None]], *, number: int, minutes: int) -> list[int]:
    """Which of these came after the same words had come so often within so many minutes.

    Args:
        said: (moment in seconds, fingerprint), oldest first.
    """
    before: dict[int, list[float]] = {}
    found = []
    for place, (moment, mark) in enumerate(said):
        if mark is None:
            continue
        earlier = before.setdefault(mark, [])
        if len(earlier) >= number and earlier[-number] > moment - minutes * 60:
            found.append(place)
        earlier.append(moment)
    return found
