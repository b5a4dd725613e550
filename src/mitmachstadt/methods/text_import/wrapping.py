"""Where a paragraph ends in hard-wrapped text that has no blank lines.

A line that ends a paragraph is shorter than it had to be: the first word of the next line would
have fitted. How surely that must show depends on how the line ends.
"""

from __future__ import annotations

import re

from mitmachstadt.methods.text_import.plain_lines import (
    Line,
    begins_upper,
    ends_in_hyphen,
    ends_sentence,
)

# Lines longer than this were not wrapped by hand or by a page; each is a paragraph of its own.
MAX_WRAPPED = 160
_NEIGHBOURS = 4
# Columns of room that tell a paragraph's last line: after a full stop, and without one.
_ROOM_AFTER_SENTENCE = 6
_ROOM_OTHERWISE = 10
_END = re.compile(r"[.!?](?=\s|\Z|[)”“\"])")


def is_wrapped(group: list[Line]) -> bool:
    """True when the lines of a group are parts of paragraphs rather than paragraphs."""
    return len(group) > 1 and max(len(line.text) for line in group) <= MAX_WRAPPED


def widths(group: list[Line]) -> list[int]:
    """The line width around each line: the longest of its neighbours."""
    lengths = [line.end - line.start for line in group]
    return [
        max(lengths[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1])
        for place in range(len(lengths))
    ]


def ends_paragraph(line: Line, following: Line, width: int) -> bool:
    """True when a new paragraph begins with the following line."""
    if ends_in_hyphen(line.text) or not begins_upper(following.text):
        return False
    first_word = following.text[:40].split(maxsplit=1)[0]
    room = width - (len(line.text) + 1 + len(first_word))
    if ends_sentence(line.text):
        return room >= _ROOM_AFTER_SENTENCE
    return room >= _ROOM_OTHERWISE


class Question:
    """Follows a numbered item line by line, to tell a question from the answer below it."""

    def __init__(self, first_line: str) -> None:
        self._asked = False
        self._open = 0
        self._last = ""
        self.add(first_line)

    def add(self, line: str) -> None:
        """Take another line into the item."""
        self._asked = self._asked or "?" in line
        self._open += line.count("(") - line.count(")")
        self._last = line

    def goes_on(self, rest: str) -> bool | None:
        """Whether the question continues with ``rest``; None when nothing was asked so far."""
        if not self._asked:
            return None
        if self._open > 0 or not self._last.endswith(("?", "?)", ".)", "?“", '?"')):
            return True
        if rest.startswith("("):
            return True
        end = _END.search(rest)
        return end is not None and end[0] == "?"
