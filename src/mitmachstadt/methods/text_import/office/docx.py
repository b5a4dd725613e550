"""Reads the text of a DOCX file (Office Open XML, ECMA-376) into blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mitmachstadt.methods.text_import.inline import Words, plain_words
from mitmachstadt.methods.text_import.model import Form
from mitmachstadt.methods.text_import.office.archive import (
    Archive,
    Element,
    all_text,
    child,
    local,
)
from mitmachstadt.methods.text_import.office.builder import BULLET, DEEPEST, Builder, Cell
from mitmachstadt.methods.text_import.office.counting import whole
from mitmachstadt.methods.text_import.office.docx_lists import Lists
from mitmachstadt.methods.text_import.office.docx_parts import (
    cells_of,
    content_of,
    is_contents_list,
    main_part,
    notes_by_key,
    relations,
    report_beside,
    rows_of,
    text_of_blocks,
)
from mitmachstadt.methods.text_import.office.docx_runs import NOTE, Line, RunReader
from mitmachstadt.methods.text_import.office.docx_styles import (
    PLAIN,
    R,
    Style,
    W,
    is_indented,
    numbering,
    outline,
    read_styles,
    value,
)
from mitmachstadt.methods.text_import.office.notes import Notes

_BLOCKS = {"p", "tbl", "sdt", "customXml", "ins", "moveTo", "sdtContent", "smartTag"}


def read_docx(archive: Archive, builder: Builder) -> None:
    """Read the main text, its notes, and report what stays out."""
    main = main_part(archive)
    _Reader(archive, main, builder).read()
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        builder.report("macros_ignored")


class _Reader:
    def __init__(self, archive: Archive, main: str, builder: Builder) -> None:
        self._archive = archive
        self._main = main
        self._builder = builder
        self._relations = relations(archive, main)
        self._styles = read_styles(self._part("styles"))
        self._lists = Lists(self._part("numbering"))
        self._notes = Notes(notes_by_key(self._part("footnotes"), self._part("endnotes")))
        links = {i: r.target for i, r in self._relations.items() if r.kind == "hyperlink"}
        self._runs = RunReader(self._styles, links)
        self._shift = 0
        self._carried: list[Words] = []

    def _part(self, kind: str) -> Element | None:
        """The part with this relation to the main one."""
        names = [r.target for r in self._relations.values() if r.kind == kind and not r.external]
        return self._archive.xml(names[0]) if names else None

    def read(self) -> None:
        body = child(self._archive.xml(self._main), "body")
        if body is None:
            return
        self._shift = int(self._has_title(body))
        self._blocks(body, self._builder, 0)
        self._carry_out(self._builder)
        self._read_notes()
        for note in self._notes.left():
            if words := all_text(note):
                self._builder.report("unread_part", words)
        report_beside(self._archive, self._relations, self._builder)

    def _has_title(self, body: Element) -> bool:
        """Whether exactly one paragraph is the title, before all headings."""
        styles = [
            self._style(each) for each in body if each.tag == W + "p" and any(each.itertext())
        ]
        titles = [place for place, style in enumerate(styles) if style.is_title]
        headings = [place for place, style in enumerate(styles) if style.level]
        return len(titles) == 1 and titles[0] <= min(headings, default=titles[0])

    def _style(self, paragraph: Element) -> Style:
        return self._styles.get(value(child(paragraph, "pPr", "pStyle")), self._default)

    @property
    def _default(self) -> Style:
        return self._styles.get("", PLAIN)

    def _blocks(self, parent: Iterable[Element], builder: Builder, depth: int) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element, builder, depth)
            elif name == "tbl":
                self._carry_out(builder)
                self._table(element, builder, depth)
            elif name in ("del", "moveFrom"):
                builder.report("deleted_text", all_text(element))
            elif name in ("sdt", "docPartObj") and is_contents_list(element):
                builder.report("table_of_contents", text_of_blocks(content_of(element)))
            elif name in _BLOCKS and depth < DEEPEST:
                self._blocks(element, builder, depth + 1)
            elif name == "AlternateContent" and len(element) and depth < DEEPEST:
                self._blocks(element[0], builder, depth + 1)
            elif name in _BLOCKS:
                builder.passage([Words(text_of_blocks(element))], flag="nesting_too_deep")
            elif what := all_text(element) or self._target(element):
                builder.report("unread_part", what)

    def _target(self, element: Element) -> str:
        relation = self._relations.get(element.get(R + "id", ""))
        return relation.target if relation is not None else ""

    # paragraphs

    def _paragraph(self, element: Element, builder: Builder, depth: int) -> None:
        properties = child(element, "pPr")
        style = self._style(element)
        builder.begin()
        line = self._runs.read(element, style)
        self._hang(line, builder)
        words = [*self._carried, *line.words]
        self._carried = []
        mark = child(properties, "rPr")
        if mark is not None and child(mark, "del") is not None:
            # The end of this paragraph is deleted: it goes on in the next one.
            self._carried = words
        else:
            self._place(words, style, properties, builder)
        for box in line.boxes:
            self._box(box, builder, depth)

    def _place(
        self, words: list[Words], style: Style, properties: Element | None, builder: Builder
    ) -> None:
        list_id, level = numbering(properties)
        list_id, level = list_id or style.list_id, style.list_level if level is None else level
        level = min(level or 0, 8)
        heading = outline(properties) or style.level
        if not plain_words(words).strip():
            return
        if style.is_contents:
            builder.report("table_of_contents", plain_words(words))
            return
        marker, bullet = "", False
        listed = self._lists.has(list_id)
        if listed:
            marker, bullet = self._lists.next(list_id, level)
        if style.is_title or heading:
            builder.heading(
                words, level=1 if style.is_title else heading + self._shift, number=marker
            )
        elif listed and (marker or bullet):
            form = Form.BULLET if bullet else Form.NUMBERED
            builder.passage(words, form=form, depth=level + 1, marker=marker or BULLET)
        elif style.is_quote:
            builder.passage(words, form=Form.QUOTE, depth=1)
        else:
            bold = style.bold
            words = [Words(w.text, True, w.italic, w.href) for w in words] if bold else words
            going_on = builder.list_depth if is_indented(child(properties, "ind")) else 0
            builder.passage(words, depth=level + 1 if listed else going_on)

    def _carry_out(self, builder: Builder) -> None:
        words, self._carried = self._carried, []
        builder.passage(words)

    def _hang(self, line: Line, builder: Builder) -> None:
        """Footnotes into their places; what was deleted, hidden or drawn into the report."""
        notes = (self._notes.sign(key, builder) for key in line.notes)
        for place, part in enumerate(line.words):
            if NOTE in part.text:
                before = part.text.split(NOTE)[:-1]
                signs = [text + next(notes) for text in before]
                text = "".join(signs) + part.text.rpartition(NOTE)[2]
                line.words[place] = replace(part, text=text)
        for text in line.deleted:
            if text.strip():
                builder.report("deleted_text", text)
        for text in line.hidden:
            builder.report("hidden_text", text)
        for text in line.images:
            builder.report("image", text)
        if builder is self._builder:
            self._read_notes()

    def _read_notes(self) -> None:
        carried, self._carried = self._carried, []
        for note, body in self._notes.unread():
            self._blocks(note, body, DEEPEST - 2)
            self._carry_out(body)
        self._carried = carried

    def _box(self, box: Element, builder: Builder, depth: int) -> None:
        if depth >= DEEPEST:
            builder.passage([Words(text_of_blocks(box))], flag="nesting_too_deep")
            return
        first = len(builder.items)
        self._blocks(box, builder, depth + 1)
        for item in builder.items[first:]:
            item.flags.add("text_box")

    # tables

    def _table(self, element: Element, builder: Builder, depth: int) -> None:
        if builder.depth >= DEEPEST or depth >= DEEPEST:
            builder.passage([Words(text_of_blocks(element))], flag="nesting_too_deep")
            return
        rows = [
            [self._cell(part, builder, depth) for part in cells_of(row)]
            for row in rows_of(element)
            if not self._is_deleted(row, builder)
        ]
        indented = is_indented(child(element, "tblPr", "tblInd"))
        builder.table(rows, depth=builder.list_depth if indented else 0)

    def _is_deleted(self, row: Element, builder: Builder) -> bool:
        deleted = child(row, "trPr", "del") is not None
        if deleted:
            builder.report("deleted_text", all_text(row))
        return deleted

    def _cell(self, element: Element, builder: Builder, depth: int) -> Cell:
        inside = builder.inside()
        self._blocks(element, inside, depth + 1)
        self._carry_out(inside)
        span = whole(value(child(element, "tcPr", "gridSpan")), 1)
        return inside, span if 0 < span < 100 else 1
