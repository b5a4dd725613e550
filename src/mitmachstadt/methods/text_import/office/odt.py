"""Reads the text of an ODT file (OpenDocument, ISO/IEC 26300) into blocks."""

from __future__ import annotations

from collections.abc import Iterable

from mitmachstadt.methods.text_import.inline import Words, plain_words
from mitmachstadt.methods.text_import.model import Form
from mitmachstadt.methods.text_import.office.archive import (
    Archive,
    Element,
    all_text,
    attribute,
    child,
    local,
)
from mitmachstadt.methods.text_import.office.builder import BULLET, DEEPEST, Builder, Cell
from mitmachstadt.methods.text_import.office.counting import Counter, whole
from mitmachstadt.methods.text_import.office.docx_styles import Style
from mitmachstadt.methods.text_import.office.odt_styles import Styles, read_styles
from mitmachstadt.methods.text_import.office.odt_words import OdtLine, read_words

_CONTENTS = {
    "table-of-content", "alphabetical-index", "illustration-index", "table-index", "user-index",
}  # fmt: skip
_GROUPS = {"section", "list-header", "numbered-paragraph"}
_CELLS = {"table-cell", "covered-table-cell"}
_SKIPPED = {
    "sequence-decls", "variable-decls", "user-field-decls", "forms", "soft-page-break",
    "tracked-changes", "change", "change-start", "change-end",
}  # fmt: skip


def read_odt(archive: Archive, builder: Builder) -> None:
    """Read the main text, its notes, and report what stays out."""
    root = archive.xml("content.xml")
    body = child(root, "body", "text")
    styles_root = archive.xml("styles.xml")
    if body is not None:
        _Reader(read_styles([styles_root, root]), builder).read(body)
    masters = child(styles_root, "master-styles")
    for master in () if masters is None else masters:
        for part in master:
            kind = local(part)
            if kind.startswith(("header", "footer")) and (text := all_text(part)):
                builder.report("header_footer", text, kind.partition("-")[0])
    if any(name.startswith(("Basic/", "Scripts/")) and name.endswith((".xml", ".py", ".js", ".bsh"))
           for name in archive.names):  # fmt: skip
        builder.report("macros_ignored")


class _Reader:
    def __init__(self, styles: Styles, builder: Builder) -> None:
        self._styles = styles
        self._builder = builder
        self._outline = Counter(styles.lists.get("", {}))
        self._counters: dict[str, Counter] = {}
        self._shift = 0

    def read(self, body: Element) -> None:
        self._shift = int(self._has_title(body))
        for region in body.iterfind("{*}tracked-changes/{*}changed-region"):
            deletion = child(region, "deletion")
            if deletion is not None:
                words = [all_text(part) for part in deletion if local(part) != "change-info"]
                self._builder.report("deleted_text", " ".join(words))
        self._blocks(body, self._builder, 0)

    def _has_title(self, body: Element) -> bool:
        """Whether exactly one paragraph is the title, before all headings."""
        found = [
            "title" if local(part) == "p" else "heading"
            for part in body
            if (local(part) == "h" and any(part.itertext()))
            or (local(part) == "p" and self._style(part).is_title and any(part.itertext()))
        ]
        return found.count("title") == 1 and found[0] == "title"

    def _style(self, element: Element) -> Style:
        return self._styles.paragraph(attribute(element, "style-name"))

    def _blocks(self, parent: Iterable[Element], builder: Builder, depth: int) -> None:
        for element in parent:
            name = local(element)
            if name in _SKIPPED:
                continue
            if name in ("p", "h"):
                self._paragraph(element, builder, depth)
            elif name == "section" and _is_hidden(element):
                builder.report("hidden_text", all_text(element))
            elif name in _CONTENTS:
                builder.report("table_of_contents", all_text(element))
            elif depth >= DEEPEST:
                builder.passage([Words(all_text(element))], flag="nesting_too_deep")
            elif name == "list":
                self._list(element, builder, depth, 1, attribute(element, "style-name"))
            elif name == "table":
                self._table(element, builder, depth, 0)
            elif name in _GROUPS:
                self._blocks(element, builder, depth + 1)
            else:
                # A frame or shape between paragraphs.
                line = OdtLine()
                read_words([element], line, self._styles, Style())
                self._hang(line, builder, depth)
                builder.passage(line.words)
                self._boxes(line, builder, depth)

    # paragraphs

    def _paragraph(
        self,
        element: Element,
        builder: Builder,
        depth: int,
        *,
        marker: str = "",
        form: Form | None = None,
        lists: int = 0,
    ) -> None:
        style = self._style(element)
        builder.begin()
        line = OdtLine()
        read_words(element, line, self._styles, style)
        self._hang(line, builder, depth)
        self._place(element, line.words, style, builder, marker, form, lists)
        self._boxes(line, builder, depth)

    def _place(
        self,
        element: Element,
        words: list[Words],
        style: Style,
        builder: Builder,
        marker: str,
        form: Form | None,
        lists: int,
    ) -> None:
        if not plain_words(words).strip():
            return
        if local(element) == "h" or style.is_title:
            level = 1 if style.is_title else whole(attribute(element, "outline-level"), 1)
            if local(element) == "h" and attribute(element, "is-list-header") != "true":
                marker = marker or self._outline.next(level - 1)
            shift = 0 if style.is_title else self._shift
            builder.heading(words, level=level + shift, number=marker)
        elif style.level:
            builder.heading(words, level=style.level + self._shift, number=marker)
        elif style.is_contents and not lists:
            builder.report("table_of_contents", plain_words(words))
        elif form is not None:
            builder.passage(words, form=form, depth=lists, marker=marker)
        elif style.is_quote:
            builder.passage(words, form=Form.QUOTE, depth=lists + 1)
        else:
            if style.bold:
                words = [Words(w.text, True, w.italic, w.href) for w in words]
            builder.passage(words, depth=lists)

    def _hang(self, line: OdtLine, builder: Builder, depth: int) -> None:
        """Footnotes into their places; what was hidden, drawn or remarked into the report."""
        for place, note in line.notes:
            sign, body = builder.note()
            line.words[place] = Words(sign)
            if builder.depth < DEEPEST:
                self._blocks(note, body, max(depth, DEEPEST - 2))
            else:  # notes in notes in notes; Python's own stack would end before they do
                body.passage([Words(all_text(note))], flag="nesting_too_deep")
        for code, text, detail in line.reports:
            builder.report(code, text, detail)

    def _boxes(self, line: OdtLine, builder: Builder, depth: int) -> None:
        for box in line.boxes:
            if depth >= DEEPEST:
                builder.passage([Words(all_text(box))], flag="nesting_too_deep")
                continue
            first = len(builder.items)
            self._blocks(box, builder, depth + 1)
            for item in builder.items[first:]:
                item.flags.add("text_box")

    # lists and tables

    def _list(self, element: Element, builder: Builder, depth: int, lists: int, style: str) -> None:
        style = attribute(element, "style-name") or style
        levels = self._styles.lists.get(style, {})
        going_on = attribute(element, "continue-numbering") == "true"
        going_on = going_on or bool(attribute(element, "continue-list"))
        if style not in self._counters or (lists == 1 and not going_on):
            self._counters[style] = Counter(levels)
        counter = self._counters[style]
        if lists > 1 and not going_on:
            counter.forget(lists - 1)
        shape = levels.get(lists - 1)
        for item in element:
            counts = local(item) == "list-item"
            if start := attribute(item, "start-value"):
                counter.restart(lists - 1, whole(start, 1))
            waiting = counts
            for part in item:
                name = local(part)
                if name == "list" and depth < DEEPEST:
                    self._list(part, builder, depth + 1, lists + 1, style)
                elif name in ("p", "h") and waiting and any(part.itertext()):
                    bullet = shape is None or shape.is_bullet
                    number = "" if bullet else counter.next(lists - 1)
                    form = Form.BULLET if bullet else Form.NUMBERED if number else None
                    marker = BULLET if bullet and local(part) == "p" else number
                    self._paragraph(part, builder, depth, marker=marker, form=form, lists=lists)
                    waiting = False
                elif name in ("p", "h"):
                    self._paragraph(part, builder, depth, lists=lists)
                elif name == "table" and depth < DEEPEST:
                    self._table(part, builder, depth, lists)
                else:
                    self._blocks([part], builder, depth + 1)

    def _table(self, element: Element, builder: Builder, depth: int, lists: int) -> None:
        if builder.depth >= DEEPEST:
            builder.passage([Words(all_text(element))], flag="nesting_too_deep")
            return
        rows = [
            [self._cell(each, builder, depth) for each in row if local(each) in _CELLS]
            for row in _rows(element)
        ]
        builder.table(rows, depth=lists)

    def _cell(self, element: Element, builder: Builder, depth: int) -> Cell:
        inside = builder.inside()
        self._blocks(element, inside, depth + 1)
        return inside, min(whole(attribute(element, "number-columns-repeated"), 1) or 1, 64)


def _is_hidden(section: Element) -> bool:
    return attribute(section, "display") == "none" or attribute(section, "is-hidden") == "true"


def _rows(table: Element) -> list[Element]:
    """The rows of a table, also those that are grouped, not those of tables inside it."""
    found: list[Element] = []
    waiting = list(reversed(table))
    while waiting:
        part = waiting.pop()
        name = local(part)
        if name == "table-row":
            found.append(part)
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            waiting.extend(reversed(part))
    return found
