"""Reads plain text: groups of lines become headings, paragraphs, list items and quotes."""

from __future__ import annotations

import re

from mitmachstadt.methods.text_import import plain_headings as headings
from mitmachstadt.methods.text_import.blocks import Block, Blocks, Note, Removed
from mitmachstadt.methods.text_import.model import Form
from mitmachstadt.methods.text_import.plain_levels import set_levels, without_stacks
from mitmachstadt.methods.text_import.plain_lines import (
    Line,
    Marker,
    ends_sentence,
    groups_of_lines,
    marker_of,
    quote_length,
)
from mitmachstadt.methods.text_import.wrapping import (
    Question,
    ends_paragraph,
    introduces_list,
    is_by_chance,
    is_wrapped,
    widths,
)

_RULE = re.compile(r"[-=_*~#·•.–—+>\s]{3,}\Z")
_LOOK_AHEAD = 8


def read_plain(text: str) -> Blocks:
    """Blocks of a plain text in reading order. Every character that is not blank is in one."""
    reader = _Reader()
    group: list[Line] | None = None
    for following in groups_of_lines(text):
        if group is not None:
            reader.read_group(group, following)
        group = following
    if group is not None:
        reader.read_group(group, None)
    blocks = without_stacks(reader.blocks)
    set_levels(blocks)
    return Blocks(blocks, reader.removed)


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.removed: list[Removed] = []
        self._indents: list[int] = []  # of the list items that are open
        self._last_number = 0
        self._current: Block | None = None
        self._question: Question | None = None
        self._group: list[Line] = []
        self._widths: list[int] = []
        self._following: Line | None = None

    def read_group(self, group: list[Line], following: list[Line] | None) -> None:
        self._group = group
        self._widths = widths(group) if is_wrapped(group) else []
        self._following = following[0] if following else None
        self._current = None
        skip = False
        for place, line in enumerate(group):
            if skip:
                skip = False
            elif place + 1 < len(group) and headings.is_underline(group[place + 1], line):
                self._heading(line, style=group[place + 1].text[0], underline=group[place + 1])
                skip = True
            elif self._plainly_continues(line):
                self._extend(line)
            elif _RULE.match(line.text):
                self.removed.append(Removed(line.start, line.end, "rule_removed"))
                self._current = None
            else:
                self._read_line(place, line)

    def _plainly_continues(self, line: Line) -> bool:
        """The quick answer for most lines of wrapped text: a small letter begins nothing new."""
        current = self._current
        return (
            current is not None
            and bool(self._widths)
            and self._question is None
            and current.form is not Form.QUOTE
            and line.text[0].islower()
            and line.text[1:2] not in (")", " ", "\t", "\u00a0")
        )

    def _read_line(self, place: int, line: Line) -> None:
        if line.text.startswith(">"):
            self._quote(line)
            return
        marker = self._marker(place, line)
        if marker is not None:
            if self._is_numbered_heading(line, marker):
                self._heading(line, number=True)
            else:
                self._item(line, marker)
        elif self._continues(place, line):
            self._extend(line)
        else:
            self._new_block(place, line)

    def _marker(self, place: int, line: Line) -> Marker | None:
        marker = marker_of(line.text)
        if marker is None or place == 0 or not self._widths:
            return marker
        in_list = self._current is not None and self._current.form is Form.BULLET
        above = self._group[place - 1]
        by_chance = is_by_chance(
            marker, line, above, in_list=in_list, next_number=self._last_number + 1
        )
        return None if by_chance else marker

    def _item(self, line: Line, marker: Marker) -> None:
        # One column of difference is the alignment of " 9." above "10.", not a deeper list.
        while self._indents and self._indents[-1] > line.indent + 1:
            self._indents.pop()
        if self._indents and line.indent <= self._indents[-1] + 1:
            self._indents.pop()
        self._indents.append(line.indent)
        start = line.start + marker.length
        numbered = marker.number is not None
        block = Block(
            Form.NUMBERED if numbered else Form.BULLET,
            [(start, line.end)],
            marker=marker.sign,
            depth=len(self._indents),
            removed=[Removed(line.start, start, "marker_removed")],
        )
        if marker.number is not None:
            self._last_number = marker.number
        self._open(block)
        self._question = Question(line.text) if numbered and self._widths else None

    def _is_numbered_heading(self, line: Line, marker: Marker) -> bool:
        """A single line "2. Title" between blank lines, with text that is no list below it."""
        if marker.number is None or len(self._group) > 1 or self._following is None:
            return False
        if line.indent > 1 or not marker.sign.endswith("."):
            return False
        below = self._following
        return (
            headings.looks_like_heading(line.text[marker.length :])
            and (
                marker_of(below.text) is None or headings.number_of(below.text, single=False)[1] > 0
            )
            and below.indent <= line.indent
        )

    def _continues(self, place: int, line: Line) -> bool:
        current = self._current
        if place == 0 or current is None or current.form is Form.QUOTE:
            return False
        above = self._group[place - 1]
        if current.form is not Form.PARAGRAPH and line.indent > self._indents[-1]:
            return True
        numbered = headings.number_of(line.text, single=False)[1] > 0
        if not self._widths or (numbered and ends_sentence(above.text)):
            return False
        if self._question is not None:
            rest = " ".join(item.text for item in self._group[place : place + _LOOK_AHEAD])
            goes_on = self._question.goes_on(rest)
            if goes_on is not None:
                return goes_on
        below = self._group[place + 1 : place + 2]
        if ends_sentence(above.text) and below and introduces_list(line, below[0]):
            return False
        return not ends_paragraph(above, line, self._widths[place - 1])

    def _extend(self, line: Line) -> None:
        assert self._current is not None
        self._current.spans.append(line.span)
        if self._question is not None:
            self._question.add(line.text)

    def _new_block(self, place: int, line: Line) -> None:
        while self._indents and line.indent <= self._indents[-1]:
            self._indents.pop()
        if headings.is_navigation(line.text):
            self._paragraph(line, "navigation_text")
        elif headings.number_of(line.text, single=False)[1] and headings.looks_like_heading(
            line.text
        ):
            self._heading(line, number=True)
        elif headings.is_capitals(line.text) and not self._indents:
            self._heading(line, style="capitals")
        elif self._indents or not headings.looks_like_heading(
            line.text, alone=len(self._group) == 1, above_list=self._above_list()
        ):
            self._paragraph(line)
        elif headings.stands_like_heading(
            self._group, place, wrapped=bool(self._widths), below=self._following
        ):
            if headings.looks_like_caption(line.text):
                self._paragraph(line, "uncertain_heading")
            else:
                self._heading(line)
        elif len(self._group) == 1 and len(self.blocks) > 1:
            self._paragraph(line, "uncertain_heading")
        else:
            self._paragraph(line)

    def _above_list(self) -> bool:
        below = self._following
        return len(self._group) == 1 and below is not None and marker_of(below.text) is not None

    def _paragraph(self, line: Line, note: str = "") -> None:
        block = Block(Form.PARAGRAPH, [line.span], depth=len(self._indents))
        if note:
            block.notes.append(Note(note, line.start, line.end))
        self._open(block)

    def _heading(
        self, line: Line, *, style: str = "", number: bool = False, underline: Line | None = None
    ) -> None:
        self._indents.clear()
        text, length = headings.number_of(line.text, single=number)
        block = Block(None, [(line.start + length, line.end)], number=text, style=style)
        block.title = " ".join(line.text[length:].split())
        if length:
            block.removed.append(Removed(line.start, line.start + length, "number_moved"))
        if underline is not None:
            block.removed.append(Removed(underline.start, underline.end, "underline_removed"))
        self._open(block)
        self._current = None

    def _quote(self, line: Line) -> None:
        length = quote_length(line.text)
        start = line.start + length
        if start == line.end:
            self.removed.append(Removed(line.start, line.end, "marker_removed"))
            self._current = None
            return
        depth = line.text.count(">", 0, length)
        current = self._current
        if current is not None and current.form is Form.QUOTE and current.depth == depth:
            current.spans.append((start, line.end))
            return
        marker = Removed(line.start, start, "marker_removed")
        block = Block(Form.QUOTE, [(start, line.end)], marker=">", depth=depth, removed=[marker])
        self._open(block)

    def _open(self, block: Block) -> None:
        self.blocks.append(block)
        self._current = block
        self._question = None
