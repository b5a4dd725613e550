"""Where a paragraph ends in hard-wrapped text that has no blank lines.

A line that ends a paragraph is shorter than it had to be: the first word of the next line would
have fitted. How surely that must show depends on how the line ends.
"""

from __future__ import annotations

import re

from mitmachstadt.methods.text_import.plain_lines import (
    Line,
    Marker,
    begins_upper,
    ends_in_hyphen,
    ends_sentence,
    marker_of,
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


def introduces_list(line: Line, below: Line) -> bool:
    """True for a line such as "Wir fragen:" right above a list."""
    return line.text.endswith(":") and begins_upper(line.text) and marker_of(below.text) is not None


def is_by_chance(
    marker: Marker, line: Line, above: Line, *, in_list: bool, next_number: int
) -> bool:
    """True when "6." or a dash stands at the beginning of a wrapped line without meaning a list."""
    if ends_sentence(above.text):
        return False
    if marker.number is not None:
        return marker.number not in (1, next_number)
    if marker.sign not in "-–—*+" or in_list:
        return False
    return not begins_upper(line.text[marker.length :])


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
