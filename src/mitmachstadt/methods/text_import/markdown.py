"""Reads Markdown: the block structure comes from markdown-it, the words stay source text."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mitmachstadt.methods.text_import.blocks import Block, Blocks, Note, Removed
from mitmachstadt.methods.text_import.markdown_lines import Lines, attributes, front_matter
from mitmachstadt.methods.text_import.model import Form, Span

# Deeper lists and quotes are cut by the parser; their text is kept as plain paragraphs.
MAX_NESTING = 40
# The parser needs about 50 microseconds for a line, this reader has no more than some seconds.
MAX_LINES = 50_000
_NUL = str.maketrans("\x00", "\ufffd")


def read_markdown(masked: str) -> Blocks:
    """Blocks of a Markdown text in reading order.

    ``masked`` is the input with blanks in place of hidden characters, of the same length.
    """
    masked = masked.translate(_NUL)
    note = front_matter(masked)
    if note is not None:
        # Blank, not cut: line numbers and offsets must stay.
        blank = re.sub(r"[^\r\n]", " ", masked[: note.end])
        masked = blank + masked[note.end :]
    reader = _Reader(Lines(masked))
    reader.read(_parser().parse(masked))
    reader.leftovers()
    reader.blocks.sort(key=_first)
    return Blocks(reader.blocks, reader.removed, [note] if note is not None else [])


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")
    # Inline Markdown stays as it is, so its parsing is left out.
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _first(block: Block) -> int:
    return block.spans[0][0]


class _Reader:
    def __init__(self, lines: Lines) -> None:
        self.blocks: list[Block] = []
        self.removed: list[Removed] = []
        self._lines = lines
        self._done = bytearray(len(lines.spans))
        self._lists = 0
        self._containers: list[str] = []
        self._marker: tuple[Form, str] | None = None

    def read(self, tokens: list[Token]) -> None:
        heading: Token | None = None
        table: Token | None = None
        for token in tokens:
            if token.type in ("table_open", "table_close"):
                table = token if token.nesting == 1 else None
                if table is not None:
                    self._table(table)
            elif table is not None:
                continue
            elif token.type in ("heading_open", "heading_close"):
                heading = token if token.nesting == 1 else None
            elif token.type == "inline":
                if heading is not None:
                    self._heading(token, heading)
                else:
                    self._paragraph(token)
            else:
                self._other(token)

    def _other(self, token: Token) -> None:
        kind, _, side = token.type.rpartition("_")
        if kind in ("bullet_list", "ordered_list"):
            self._lists += token.nesting
        elif kind == "list_item" and side == "open":
            numbered = bool(token.info)
            form = Form.NUMBERED if numbered else Form.BULLET
            self._marker = (form, token.info + token.markup)
            self._containers.append("item")
        elif kind == "blockquote" and side == "open":
            self._containers.append("quote")
        elif kind in ("list_item", "blockquote"):
            self._containers.pop()
            self._marker = None
        elif token.type in ("fence", "code_block"):
            self._code(token)
        elif token.type == "html_block":
            self._html(token)
        elif token.type == "hr":
            self._rule(token)

    # one method for each kind of block

    def _heading(self, inline: Token, heading: Token) -> None:
        first, last = _map(heading)
        level = int(heading.tag[1:])
        spans = self._found(inline)
        block = Block(None, spans, level=level)
        title = self._lines.text[spans[-1][0] : spans[-1][1]] if spans else ""
        length, block.key, block.kind = attributes(title)
        if length and spans:
            start, end = spans[-1]
            spans[-1] = (start, end - length)
            block.removed.append(Removed(end - length, end, "attributes_moved"))
        if not spans or not title.strip():
            return
        self._strip_prefix(block, first)
        if heading.markup in ("=", "-"):
            start, end = self._lines.first_sign(last - 1), self._lines.spans[last - 1][1]
            block.removed.append(Removed(start, end, "underline_removed"))
        elif spans[-1][1] + length < self._lines.spans[first][1]:
            self._trailing(block, spans[-1][1] + length, self._lines.spans[first][1])
        self._marker = None
        self._add(block, first, last)

    def _trailing(self, block: Block, start: int, end: int) -> None:
        """The closing signs of "## Title ##"."""
        rest = self._lines.text[start:end]
        sign = start + len(rest) - len(rest.lstrip())
        if sign < end:
            block.removed.append(Removed(sign, end, "marker_removed"))

    def _paragraph(self, inline: Token) -> None:
        spans = self._found(inline)
        if spans:
            first = self._lines.number_of(spans[0][0])
            self._passage(spans, first, first + len(spans))

    def _table(self, table: Token) -> None:
        first, last = _map(table)
        spans = [self._lines.stripped(number) for number in range(first, last)]
        self._passage(spans, first, last, form=Form.TABLE, literal=True)

    def _html(self, token: Token) -> None:
        first, last = _map(token)
        spans = [self._lines.stripped(number) for number in range(first, last)]
        self._passage(spans, first, last)

    def _code(self, token: Token) -> None:
        first, last = _map(token)
        begin = first + 1 if token.type == "fence" else first
        content = token.content.split("\n")[:-1] if token.content else []
        spans = [
            self._lines.find(begin + place, line)
            for place, line in enumerate(content)
            if begin + place < last
        ]
        if token.type == "fence":
            self._fence(first)
            if begin + len(content) < last:
                self._fence(last - 1)
        if any(start < end for start, end in spans):
            self._passage(spans, begin, begin + len(spans), form=Form.CODE, literal=True)

    def _fence(self, number: int) -> None:
        start, end = self._lines.first_sign(number), self._lines.spans[number][1]
        if start < end:
            self.removed.append(Removed(start, end, "fence_removed"))
        self._done[number] = 1

    def _rule(self, token: Token) -> None:
        number = _map(token)[0]
        start, end = self._lines.first_sign(number), self._lines.spans[number][1]
        self.removed.append(Removed(start, end, "rule_removed"))
        self._done[number] = 1

    # shared

    def _found(self, inline: Token) -> list[Span]:
        """The ranges of the lines of an inline token."""
        first, last = _map(inline)
        content = [line.strip() for line in inline.content.split("\n")]
        # The parser strips its content, which may drop a first line of unusual blanks.
        while first + len(content) < last and not self._lines.holds(first, content[0]):
            first += 1
        last = min(last, len(self._lines.spans))
        return [
            self._lines.find(number, line)
            for number, line in zip(range(first, last), content, strict=False)
        ]

    def _passage(
        self,
        spans: list[Span],
        first: int,
        last: int,
        *,
        form: Form | None = None,
        literal: bool = False,
    ) -> None:
        marker_form, marker = self._marker or (None, "")
        quotes = self._containers.count("quote")
        quoted = bool(self._containers) and self._containers[-1] == "quote"
        usual = Form.QUOTE if quoted else Form.PARAGRAPH
        block = Block(
            form or marker_form or usual,
            spans,
            marker=marker,
            depth=self._lists + quotes,
            literal=literal,
        )
        self._marker = None
        self._strip_prefix(block, first)
        self._add(block, first, last)

    def _strip_prefix(self, block: Block, number: int) -> None:
        """What stands before the content in its first line: marks of lists, quotes, headings."""
        start = self._lines.first_sign(number)
        if start < block.spans[0][0] and not self._done[number]:
            block.removed.append(Removed(start, block.spans[0][0], "marker_removed"))

    def _add(self, block: Block, first: int, last: int) -> None:
        self.blocks.append(block)
        for number in range(first, min(last, len(self._done))):
            self._done[number] = 1

    def leftovers(self) -> None:
        """Lines that no block took: bare marks, link definitions, text that was nested too deep."""
        for number, done in enumerate(self._done):
            start, end = self._lines.first_sign(number), self._lines.spans[number][1]
            if done or start == end:
                continue
            if self._lines.is_only_signs(number):
                self.removed.append(Removed(start, end, "marker_removed"))
                continue
            block = Block(Form.PARAGRAPH, [(start, end)])
            if not self._lines.is_definition(number):
                block.notes.append(Note("nesting_too_deep", start, end))
            self.blocks.append(block)


def _map(token: Token) -> tuple[int, int]:
    assert token.map is not None
    return token.map[0], token.map[1]
