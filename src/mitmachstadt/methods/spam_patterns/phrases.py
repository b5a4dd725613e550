"""Words and phrases, and where they stand in a text."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST_PHRASE = 80
MOST_WORDS = 8
MOST_PHRASES = 100
# Shorter beginnings would be in every text.
_SHORTEST_BEGINNING = 3
_WORD = re.compile(r"[^\W_]+")
_TYPED_WORD = re.compile(r"([^\W_]+)(\*?)")

# The words of a phrase; each with whether any ending will do.
type Phrase = tuple[tuple[str, bool], ...]


class PhraseProblem(ValueError):
    """Why a line cannot be a phrase; `line` is the line."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


def plain(text: str) -> str:
    """The same for the same words: full width, ligatures and capitals make no difference."""
    return unicodedata.normalize("NFKC", text).casefold()


def words(text: str) -> list[str]:
    """The words of a text without anything between them."""
    return _WORD.findall(plain(text))


def read_phrases(typed: str) -> list[str]:
    """The lines of a field as phrases, each once; lines without letters are left out.

    Raises:
        PhraseProblem: a line is too long, has too many words, or too short a beginning.
    """
    found = dict[str, None]()
    for line in typed.splitlines():
        line = " ".join(line.split())
        phrase = parse(line)
        if not phrase:
            continue
        short = any(star and len(word) < _SHORTEST_BEGINNING for word, star in phrase)
        if len(line) > LONGEST_PHRASE or len(phrase) > MOST_WORDS or short:
            raise PhraseProblem(line)
        found[line] = None
    if len(found) > MOST_PHRASES:
        raise PhraseProblem([*found][MOST_PHRASES])
    return [*found]


def parse(phrase: str) -> Phrase:
    return tuple((word, star == "*") for word, star in _TYPED_WORD.findall(plain(phrase)))


class PhraseIndex:
    """Phrases by how they begin, so that a text is gone through once, however many there are."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._whole: dict[str, list[Phrase]] = {}
        self._beginnings: dict[int, dict[str, list[Phrase]]] = {}
        for phrase in filter(None, map(parse, phrases)):
            word, star = phrase[0]
            by_word = self._beginnings.setdefault(len(word), {}) if star else self._whole
            by_word.setdefault(word, []).append(phrase)

    def is_in(self, words: list[str]) -> bool:
        """Whether one of the phrases stands in these words."""
        return any(
            _stands_at(phrase, words, place)
            for place, word in enumerate(words)
            for phrase in self._beginning_like(word)
        )

    def _beginning_like(self, word: str) -> Iterable[Phrase]:
        yield from self._whole.get(word, ())
        for length, phrases in self._beginnings.items():
            yield from phrases.get(word[:length], ())


def _stands_at(phrase: Phrase, words: list[str], place: int) -> bool:
    there = words[place : place + len(phrase)]
    return len(there) == len(phrase) and all(
        word.startswith(wanted) if star else word == wanted
        for (wanted, star), word in zip(phrase, there, strict=True)
    )
