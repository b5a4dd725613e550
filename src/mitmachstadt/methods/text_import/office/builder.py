"""Collects what a reader finds, in reading order: blocks, footnotes, and what stays out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from mitmachstadt.methods.text_import.errors import ImportRefused
from mitmachstadt.methods.text_import.inline import (
    Words,
    markdown_words,
    note_sign,
    plain_words,
)
from mitmachstadt.methods.text_import.model import Form
from mitmachstadt.methods.text_import.notation import Item, Report

# Deeper tables and lists are read as plain text; Python's own stack ends not far behind.
DEEPEST = 40
LONG_HEADING = 300
# What tables of a whole file may be filled up with: a small file can ask for any number.
MOST_EMPTY_CELLS = 200_000
_SHORT = 100
_IN_LISTS = (Form.PARAGRAPH, Form.BULLET, Form.NUMBERED, Form.TABLE)
_SENTENCE_END = re.compile(r"[.,;:!?]\Z")
BULLET = "•"

# A cell of a table, and how many columns it takes.
type Cell = tuple[Builder, int]


class Builder:
    """The document while it is read. A cell of a table is a builder of its own: ``inside()``."""

    def __init__(self, outer: Builder | None = None) -> None:
        self.items: list[Item] = []
        self.reports: list[Report] = outer.reports if outer else []
        self._notes: list[tuple[str, Builder]] = outer._notes if outer else []
        self._counts: Counter[str] = outer._counts if outer else Counter()
        self._begun = 0
        self.depth: int = outer.depth + 1 if outer else 0

    def inside(self) -> Builder:
        """A builder for a part that becomes one passage; it shares footnotes and reports."""
        return Builder(self)

    @property
    def list_depth(self) -> int:
        """How deep in a list the last passage stands; 0 outside of lists."""
        last = self.items[-1] if self.items else None
        return last.depth if last is not None and last.form in _IN_LISTS else 0

    def begin(self) -> None:
        """A paragraph begins: if it is a heading, footnotes from here on belong to its section."""
        self._begun = len(self._notes)

    def heading(self, words: Sequence[Words], *, level: int, number: str = "") -> None:
        """A heading; the footnotes of the section before it come first."""
        title = plain_words(words)
        if not title.strip():
            return
        self._place_notes(self._begun)
        flags = {"uncertain_heading"} if len(title) > LONG_HEADING else set()
        self.items.append(Item(None, [title], min(level, 6), number.rstrip("."), flags))

    def passage(
        self,
        words: Sequence[Words],
        *,
        form: Form = Form.PARAGRAPH,
        depth: int = 0,
        marker: str = "",
        flag: str = "",
    ) -> None:
        """A paragraph, list item or quote."""
        text = plain_words(words)
        if not text.strip():
            return
        item = Item(form, [markdown_words(words)], min(depth, 99), marker, plain=text)
        if flag:
            item.flags.add(flag)
        short = len(text) <= _SHORT and _SENTENCE_END.search(text.strip()) is None
        plain = form is Form.PARAGRAPH and not depth and short and any(map(str.isalpha, text))
        item.is_bold = plain and all(part.bold for part in words if part.text.strip())
        self.items.append(item)

    def code(self, text: str, *, depth: int = 0) -> None:
        """Lines that stay as they are."""
        lines = text.strip("\n").split("\n")
        if text.strip():
            self.items.append(Item(Form.CODE, lines, depth))

    def table(self, rows: Sequence[Sequence[Cell]], *, depth: int = 0) -> None:
        """A table of cells. One with a single cell is a frame around its content.

        Raises ImportRefused with code ``table_too_large``.
        """
        if len(rows) == 1 and len(rows[0]) == 1:
            self.items.extend(rows[0][0][0].items)
            return
        if not any(cell.items for row in rows for cell, _ in row):
            return
        widths = [sum(columns for _, columns in row) for row in rows]
        width = max(widths)
        self._count_empty(width * len(rows) - sum(map(len, rows)))
        lines = [
            "| " + " | ".join([*_texts(row), *[""] * (width - own)]) + " |"
            for row, own in zip(rows, widths, strict=True)
        ]
        lines.insert(1, "|" + " --- |" * width)
        inner = any(
            item.form is Form.TABLE for row in rows for cell, _ in row for item in cell.items
        )
        flags = {"table_in_table"} if inner else set()
        self.items.append(Item(Form.TABLE, lines, depth, flags=flags))

    def empty_cell(self) -> Cell:
        """A cell without words; raises as `table`."""
        self._count_empty(1)
        return _NOTHING, 1

    def _count_empty(self, cells: int) -> None:
        self._counts["empty"] += cells
        if self._counts["empty"] > MOST_EMPTY_CELLS:
            raise ImportRefused("table_too_large", most=MOST_EMPTY_CELLS)

    def flat(self) -> str:
        """All blocks as one line, for a cell or a footnote."""
        return " / ".join(filter(None, (_flat(item) for item in self.items)))

    def note(self) -> tuple[str, Builder]:
        """The sign of the next footnote, and where its words go: to the end of its section."""
        self._counts["notes"] += 1
        sign, body = note_sign(self._counts["notes"]), self.inside()
        self._notes.append((sign, body))
        return sign, body

    def report(self, code: str, text: str = "", detail: str = "") -> None:
        """Something that stays out of the text."""
        self.reports.append(Report(code, text.strip(), detail))

    def finish(self) -> tuple[list[Item], list[Report]]:
        """Everything in order. Where nothing is marked as heading, short bold lines are some."""
        self._place_notes(len(self._notes))
        bold = [item for item in self.items if item.is_bold]
        headed = any(item.form is None for item in self.items)
        for item in bold:
            item.flags.add("uncertain_heading")
            if not headed and len(bold) < len(self.items):
                item.form, item.lines, item.depth = None, [item.plain], 1
        return self.items, _gathered(self.reports)

    def _place_notes(self, most: int) -> None:
        # Inside a cell the section goes on behind the table.
        if not self.depth:
            for sign, body in self._notes[:most]:
                self.items.append(Item(Form.PARAGRAPH, [f"{sign} {body.flat()}"]))
            del self._notes[:most]


_NOTHING = Builder()


def _texts(row: Sequence[Cell]) -> Iterator[str]:
    for cell, columns in row:
        yield cell.flat().replace("|", "\\|")
        yield from [""] * (columns - 1)


def _flat(item: Item) -> str:
    rows = [line for line in item.lines if line.strip()]
    if item.form is None:
        rows = [markdown_words([Words(rows[0])])]
    if item.form is Form.TABLE:
        cells = [row.strip("| ").replace("\\|", "|").split(" | ") for row in rows[:1] + rows[2:]]
        return " / ".join(" – ".join(filter(None, row)) for row in cells)
    marker = item.marker if item.form in (Form.BULLET, Form.NUMBERED) or not item.form else ""
    return " ".join(f"{marker} {' '.join(rows)}".split())


def _gathered(reports: list[Report]) -> list[Report]:
    """The same thing reported several times is one report; pictures and what has no words count."""
    return [
        Report(report.code, report.text, str(count))
        if not report.detail and (report.code == "image" or not report.text)
        else report
        for report, count in Counter(reports).items()
    ]
