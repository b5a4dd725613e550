"""Lines of a plain text, and what their beginnings mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_BULLET = re.compile(r"([•‣◦▪●○■□⁃∙·*+–—-]|o(?=[ \t]{2}))[ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"(\d{1,4})[.)][ \t\u00a0]+(?=\S)")
_LETTER = re.compile(r"([a-z])\)[ \t\u00a0]+(?=\S)")
_QUOTE = re.compile(r"(?:>[ \t]*)+")
_FINAL = re.compile(r"[.!?:;…][”“\"»«)\]'’]{0,3}\d{0,2}\Z|[”“\"»]\d{0,2}\Z")
_WORD_BREAK = re.compile(r"[^\W\d_][-\u2010\u00ad]\Z")


class Line(NamedTuple):
    """A line of the input: its text without outer blanks, and its indentation in columns.

    A named tuple, because large files have millions of lines.
    """

    start: int
    end: int
    indent: int
    text: str

    @property
    def span(self) -> tuple[int, int]:
        """The range of the text."""
        return self.start, self.end


class Marker(NamedTuple):
    """The beginning of a list item: the sign, its number (None for bullets), its length."""

    sign: str
    number: int | None
    length: int


def groups_of_lines(text: str) -> Iterator[list[Line]]:
    """Groups of lines without a blank line between them."""
    group: list[Line] = []
    position = 0
    for raw in text.splitlines(keepends=True):
        content = raw.lstrip()
        if content:
            lead = len(raw) - len(content)
            content = content.rstrip()
            start = position + lead
            indent = lead + 3 * raw.count("\t", 0, lead) if lead else 0
            group.append(Line(start, start + len(content), indent, content))
        elif group:
            yield group
            group = []
        position += len(raw)
    if group:
        yield group


def marker_of(line: str) -> Marker | None:
    """The list marker at the beginning of a line, if there is one."""
    first = line[:1]
    if first.isdigit():
        found = _NUMBER.match(line)
        if found is not None:
            return Marker(found[0].rstrip(), int(found[1]), found.end())
        return None
    found = _BULLET.match(line) or _LETTER.match(line)
    if found is None:
        return None
    return Marker(found[0].rstrip(), None, found.end())


def quote_length(line: str) -> int:
    """Length of a quote marker such as "> > " at the beginning of a line, or 0."""
    found = _QUOTE.match(line)
    return found.end() if found is not None else 0


def ends_sentence(line: str) -> bool:
    """True when a line ends like a sentence, also with a footnote digit after the full stop."""
    return _FINAL.search(line[-8:]) is not None


def ends_in_hyphen(line: str) -> bool:
    """True when the line ends inside a hyphenated word."""
    return _WORD_BREAK.search(line[-2:]) is not None


def begins_upper(line: str) -> bool:
    """True when a line can begin a sentence: capital, digit, opening quote or bracket."""
    first = line[:1]
    return first.isupper() or first.isdigit() or first in "„“\"»«‚'(["
