"""Reads HTML into blocks: pages, and what word processors put on the clipboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitmachstadt.methods.text_import.inline import Words, plain_words, raised
from mitmachstadt.methods.text_import.model import Form
from mitmachstadt.methods.text_import.office import html_style
from mitmachstadt.methods.text_import.office.builder import BULLET, DEEPEST, Builder, Cell
from mitmachstadt.methods.text_import.office.counting import numeral, whole
from mitmachstadt.methods.text_import.office.html_style import Style
from mitmachstadt.methods.text_import.office.html_tree import (
    BLOCKS,
    Node,
    nodes,
    parse_html,
    words_of,
)

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DROPPED = {"script": "script_removed", "style": "style_removed", "template": "hidden_text"}
_CONTROLS = {"nav", "button", "select", "textarea", "datalist"}
_CELLS = {"td", "th"}
_TABLE_PARTS = {"tbody", "thead", "tfoot", "tr", "caption", "colgroup", "col"}
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_EMBEDDED = {"iframe", "object", "embed", "video", "audio"}


def read_html(text: str, builder: Builder) -> None:
    """Read a page or a fragment, and report what stays out."""
    root = parse_html(text)
    kinds = [_kind(node) for node in nodes(root)]
    outline = [kind for kind in kinds if kind]
    shift = int(outline.count("title") == 1 and outline[0] == "title")
    reader = _Reader(builder, shift)
    reader.walk(root, Style())
    reader.flush()


def _kind(node: Node) -> str:
    if html_style.role(node) == "title":
        return "title"
    return "heading" if node.tag in _HEADINGS else ""


class _Reader:
    """Collects words until a block ends; what begins a list item is told by ``_marker``."""

    def __init__(self, builder: Builder, shift: int) -> None:
        self._builder = builder
        self._shift = shift
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

    def _text(self, text: str, style: Style) -> None:
        text = _BLANKS.sub(" ", text)
        if style.raised:
            text = raised(text, up=style.raised == "super")
        self._words.append(Words(text, style.bold, style.italic, style.href))

    def _element(self, node: Node, style: Style) -> None:
        tag = node.tag
        if self._stays_out(node):
            return
        if tag == "br":
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

    def _stays_out(self, node: Node) -> bool:
        """Report what is not part of the text."""
        report, tag = self._builder.report, node.tag
        if tag in _DROPPED:
            report(_DROPPED[tag], words_of(node) if tag == "template" else "")
        elif tag == "title":
            if title := words_of(node):
                report("page_title", title)
        elif html_style.is_hidden(node):
            report("hidden_text", words_of(node))
        elif html_style.role(node) == "contents":
            report("table_of_contents", words_of(node))
        elif kind := html_style.word_element(node):
            report("comment" if "comment" in kind else "header_footer", words_of(node))
        elif tag in _CONTROLS:
            report("navigation_text", words_of(node))
        elif tag == "del":
            report("deleted_text", words_of(node))
        elif tag == "img":
            report("image", node.attributes.get("alt", ""))
        else:
            if tag in _EMBEDDED:
                report("external_reference")
            if scheme := html_style.leads_to_script(node):
                report("script_link", words_of(node), scheme)
            return False
        return True

    def _heading(self, node: Node) -> None:
        self.flush()
        self._marker = None
        self.walk(node, Style())
        words, self._words = self._words, []
        level = _HEADINGS.get(node.tag, 0)
        title = html_style.role(node) == "title"
        self._builder.heading(words, level=1 if title else level + self._shift)

    def _list(self, node: Node, style: Style) -> None:
        self.flush()
        self._lists += 1
        number = whole(node.attributes.get("start", ""), 1)
        kind = node.attributes.get("type", "1")
        for part in node.children:
            if isinstance(part, Node) and part.tag == "li":
                if self._stays_out(part):
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
            elif not self._stays_out(part):
                waiting.extend(reversed(part.children))

    def _table(self, node: Node) -> None:
        self.flush()
        self._marker = None if self._builder.depth >= DEEPEST else self._marker
        if self._builder.depth >= DEEPEST:
            self._builder.passage([Words(" ".join(self._shown(node)))], flag="nesting_too_deep")
            return
        rows: list[list[Cell]] = []
        for part in self._table_parts(node):
            if part.tag == "tr":
                rows.append([self._cell(cell) for cell in self._cells(part)])
            else:
                self.walk(part, Style())
                self.flush()
        self._builder.table(rows, depth=self._lists + self._quotes)

    def _cells(self, row: Node) -> Iterator[Node]:
        for part in row.children:
            if isinstance(part, Node) and not (part.tag in _CELLS and self._stays_out(part)):
                yield part

    def _cell(self, node: Node) -> Cell:
        inside = self._builder.inside()
        reader = _Reader(inside, self._shift)
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
            elif self._stays_out(part):
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
