"""Reads HTML into blocks: pages, and what word processors put on the clipboard."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from mitmachstadt.methods.text_import.inline import Words, plain_words, raised
from mitmachstadt.methods.text_import.model import Form
from mitmachstadt.methods.text_import.office import html_style
from mitmachstadt.methods.text_import.office.builder import BULLET, DEEPEST, Builder, Cell
from mitmachstadt.methods.text_import.office.counting import numeral, whole
from mitmachstadt.methods.text_import.office.html_left_out import stays_out
from mitmachstadt.methods.text_import.office.html_notes import leads_to_note, note_of, notes_by_key
from mitmachstadt.methods.text_import.office.html_rows import Rows
from mitmachstadt.methods.text_import.office.html_style import Style
from mitmachstadt.methods.text_import.office.html_tree import (
    BLOCKS,
    Node,
    nodes,
    parse_html,
    words_of,
)
from mitmachstadt.methods.text_import.office.notes import Notes

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = {"td", "th"}
_TABLE_PARTS = {"tbody", "thead", "tfoot", "tr", "caption", "colgroup", "col"}
_BLANKS = re.compile(r"[ \t\n\r\f]+")


def read_html(text: str, builder: Builder) -> None:
    """Read a page or a fragment, and report what stays out."""
    root = parse_html(text)
    kinds = [_kind(node) for node in nodes(root)]
    outline = [kind for kind in kinds if kind]
    shift = int(outline.count("title") == 1 and outline[0] == "title")
    notes = Notes(notes_by_key(root))
    reader = _Reader(builder, shift, notes)
    for node in itertools.chain([root], notes.left()):
        reader.walk(node, Style())
        reader.flush()
        reader.read_notes()


def _kind(node: Node) -> str:
    if html_style.role(node) == "title":
        return "title"
    return "heading" if node.tag in _HEADINGS else ""


class _Reader:
    """Collects words until a block ends; what begins a list item is told by ``_marker``."""

    def __init__(self, builder: Builder, shift: int, notes: Notes[Node]) -> None:
        self._builder = builder
        self._shift = shift
        self._notes = notes
        self._words: list[Words] = []
        self._lists = 0
        self._quotes = 0
        self._marker: tuple[Form, str] | None = None

    def walk(self, node: Node, style: Style) -> None:
        """Read what is inside an element."""
        for part in node.children:
            if isinstance(part, str):
                self._text(part, style)
            else:
                self._element(part, style)

    def flush(self) -> None:
        """End the block."""
        words, self._words = self._words, []
        if not plain_words(words).strip():
            return
        form, marker = self._marker or (Form.QUOTE if self._quotes else Form.PARAGRAPH, "")
        self._marker = None
        depth = self._lists + self._quotes
        self._builder.passage(words, form=form, depth=depth, marker=marker)

    def read_notes(self) -> None:
        """Read the footnotes to which the words so far refer."""
        for node, inside in self._notes.unread():
            reader = _Reader(inside, self._shift, self._notes)
            reader.walk(node, Style())
            reader.flush()

    def _text(self, text: str, style: Style) -> None:
        text = _BLANKS.sub(" ", text)
        if style.raised:
            text = raised(text, up=style.raised == "super")
        self._words.append(Words(text, style.bold, style.italic, style.href))

    def _element(self, node: Node, style: Style) -> None:
        tag = node.tag
        if stays_out(node, self._builder):
            return
        if (note := note_of(node)) in self._notes:
            if leads_to_note(node):
                self._words.append(Words(self._notes.sign(note, self._builder)))
        elif tag == "br":
            self._words.append(Words("\u2028"))
        elif tag in ("ul", "ol", "menu", "dir"):
            self._list(node, style)
        elif tag == "table":
            self._table(node)
        elif tag == "pre":
            self._code(node)
        elif tag in _HEADINGS or html_style.role(node) == "title":
            self._heading(node)
        elif tag == "blockquote" or html_style.role(node) == "quote":
            self.flush()
            self._quotes += 1
            self.walk(node, style)
            self.flush()
            self._quotes -= 1
        elif html_style.word_list_level(node) and tag in BLOCKS:
            self._word_item(node, style)
        elif tag in BLOCKS:
            self.flush()
            self.walk(node, html_style.style_of(node, style))
            self.flush()
        else:
            self.walk(node, html_style.style_of(node, style))

    def _heading(self, node: Node) -> None:
        self.flush()
        self._marker = None
        self._builder.begin()
        self.walk(node, Style())
        words, self._words = self._words, []
        level = _HEADINGS.get(node.tag, 0)
        title = html_style.role(node) == "title"
        if not self._builder.depth:
            self.read_notes()
        self._builder.heading(words, level=1 if title else level + self._shift)

    def _list(self, node: Node, style: Style) -> None:
        self.flush()
        self._lists += 1
        number = whole(node.attributes.get("start", ""), 1)
        kind = node.attributes.get("type", "1")
        for part in node.children:
            if isinstance(part, Node) and part.tag == "li":
                if stays_out(part, self._builder):
                    continue
                number = whole(part.attributes.get("value", ""), number)
                if node.tag == "ol":
                    self._marker = (Form.NUMBERED, f"{numeral(number, kind)}.")
                else:
                    self._marker = (Form.BULLET, BULLET)
                number += 1
                self.walk(part, html_style.style_of(part, style))
                self.flush()
                self._marker = None
            elif isinstance(part, Node):
                self._element(part, style)
            else:
                self._text(part, style)
        self.flush()
        self._lists -= 1

    def _word_item(self, node: Node, style: Style) -> None:
        """A list item as Word writes it: a paragraph whose first words are its marker."""
        self.flush()
        found = next((each for each in nodes(node) if html_style.is_word_marker(each)), None)
        marker = ""
        if found is not None:
            marker = words_of(found)
            found.children.clear()
        counts = len(marker) > 1 and any(map(str.isalnum, marker))
        if found is not None:
            self._marker = (Form.NUMBERED, marker) if counts else (Form.BULLET, BULLET)
        before, self._lists = self._lists, html_style.word_list_level(node)
        self.walk(node, style)
        self.flush()
        self._lists, self._marker = before, None

    def _code(self, node: Node) -> None:
        self.flush()
        self._builder.code("".join(self._shown(node)), depth=self._lists + self._quotes)

    def _shown(self, node: Node) -> Iterator[str]:
        """The text of an element as it stands, without what stays out."""
        waiting = [*reversed(node.children)]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                yield part
            elif part.tag == "br":
                yield "\n"
            elif not stays_out(part, self._builder):
                waiting.extend(reversed(part.children))

    def _table(self, node: Node) -> None:
        self.flush()
        self._marker = None if self._builder.depth >= DEEPEST else self._marker
        if self._builder.depth >= DEEPEST:
            self._builder.passage([Words(" ".join(self._shown(node)))], flag="nesting_too_deep")
            return
        rows = Rows(self._builder)
        for part in self._table_parts(node):
            if part.tag == "tr":
                rows.begin()
                for cell in self._cells(part):
                    rows.add(self._cell(cell), whole(cell.attributes.get("rowspan", ""), 1))
            else:
                self.walk(part, Style())
                self.flush()
        self._builder.table(rows.found, depth=self._lists + self._quotes)

    def _cells(self, row: Node) -> Iterator[Node]:
        for part in row.children:
            if isinstance(part, Node) and not (
                part.tag in _CELLS and stays_out(part, self._builder)
            ):
                yield part

    def _cell(self, node: Node) -> Cell:
        inside = self._builder.inside()
        reader = _Reader(inside, self._shift, self._notes)
        reader.walk(Node("", children=[node]) if node.tag not in _CELLS else node, Style())
        reader.flush()
        return inside, min(whole(node.attributes.get("colspan", ""), 1) or 1, 64)

    def _table_parts(self, table: Node) -> Iterator[Node]:
        """Rows, captions, and whatever was put between the rows by mistake."""
        for part in table.children:
            if isinstance(part, str):
                if part.strip():
                    yield Node("p", children=[part])
            elif part.tag in _CELLS:
                yield Node("tr", children=[part])
            elif part.tag not in _TABLE_PARTS:
                yield Node("p", children=[part])
            elif stays_out(part, self._builder):
                continue
            elif part.tag in ("tbody", "thead", "tfoot"):
                yield from self._table_parts(part)
            elif part.tag == "tr":
                stray = [each for each in part.children if isinstance(each, str) and each.strip()]
                if stray:
                    yield Node("p", children=list(stray))
                yield part
            elif part.tag == "caption":
                yield part
