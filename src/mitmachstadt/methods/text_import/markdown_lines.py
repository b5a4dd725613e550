"""Lines of a Markdown text as the parser counts them, and where content stands in them."""

from __future__ import annotations

import re
from bisect import bisect_right

from mitmachstadt.methods.text_import.blocks import Note
from mitmachstadt.methods.text_import.model import SectionKind, Span

_BREAK = re.compile(r"\r\n?|\n")
_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?=[\w-]+[ \t]*:)"
    r"(?:[^\r\n]*\r?\n){1,200}?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_PAIR = re.compile(r"^([\w-]+)[ \t]*:[ \t]*([^\r\n]*)", re.MULTILINE)
_ATTRIBUTES = re.compile(r"[ \t]*\{([^{}]{1,200})\}\Z")
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]*)*")
_ONLY_SIGNS = re.compile(r"(?:[>\s#*+_=~`-]|\d{1,9}[.)](?=\s|\Z))*\Z")
_DEFINITION = re.compile(r"[\s>]*\[[^\]]+\]:")


class Lines:
    """The lines of a text by number, as ranges without their line ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: list[Span] = []
        position = 0
        for found in _BREAK.finditer(text):
            self.spans.append((position, found.start()))
            position = found.end()
        if position < len(text):
            self.spans.append((position, len(text)))

    def find(self, number: int, content: str) -> Span:
        """Where the content that the parser found stands in its line; the last place that fits."""
        start, end = self.spans[number]
        place = self.text.rfind(content, start, end) if content else end
        return (place, place + len(content)) if place >= 0 else self.stripped(number)

    def holds(self, number: int, content: str) -> bool:
        """True when a line contains the content."""
        return self.text.find(content, *self.spans[number]) >= 0

    def number_of(self, offset: int) -> int:
        """The number of the line that holds an offset."""
        return bisect_right(self.spans, offset, key=lambda span: span[0]) - 1

    def stripped(self, number: int) -> Span:
        """A line without blanks at its ends and without quote markers before it."""
        start, end = self.spans[number]
        found = _PREFIX.match(self.text, start, end)
        start = found.end() if found is not None else start
        return start, max(start, start + len(self.text[start:end].rstrip()))

    def first_sign(self, number: int) -> int:
        """Offset of the first character of a line that is not blank."""
        start, end = self.spans[number]
        return end - len(self.text[start:end].lstrip())

    def is_only_signs(self, number: int) -> bool:
        """True for a line that holds nothing but marks of lists, quotes, headings, rules."""
        start, end = self.spans[number]
        return _ONLY_SIGNS.match(self.text[start:end]) is not None

    def is_definition(self, number: int) -> bool:
        """True for a link definition such as "[label]: address"."""
        start, end = self.spans[number]
        return _DEFINITION.match(self.text, start, end) is not None


def front_matter(text: str) -> Note | None:
    """The block of "key: value" lines at the very beginning, to be reported."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return None
    values = {key.lower(): value.strip() for key, value in _PAIR.findall(found[0])}
    start = 1 if text.startswith("\ufeff") else 0
    return Note("front_matter", start, start + len(found[0][start:].rstrip()), {"values": values})


def attributes(title: str) -> tuple[int, str, SectionKind | None]:
    """Length of "{#key .kind}" at the end of a heading, the key and the kind; 0 without."""
    found = _ATTRIBUTES.search(title[-220:])
    if found is None:
        return 0, "", None
    key, kind = "", None
    for word in found[1].split():
        if word.startswith("#") and len(word) > 1:
            key = word[1:]
        elif word.startswith(".") and len(word) > 1:
            kind = SectionKind(word[1:]) if word[1:] in set(SectionKind) else kind
        elif "=" not in word:
            return 0, "", None
    return len(found[0]), key, kind
