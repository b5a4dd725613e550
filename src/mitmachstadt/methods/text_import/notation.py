"""What was read from HTML, DOCX or ODT, as lines of text that can be kept and read again.

Each line is a block: a letter, what is known about it, a tab, and its words as inline Markdown.

    source docx 9f86d081…        what the file was
    h 2 1.3 <tab> Ziele          heading, its level and number
    p 0 <tab> Ein Absatz         paragraph, in so many lists
    b 1 • <tab> Punkt            list item, in so many lists, with its marker; n when it is numbered
    q 1 <tab> Zitat              quote
    t 0 <tab> | a | b |          table; each further row is a line that begins with +
    c 0 <tab> x = 1              code, likewise
    r comment Ada <tab> Warum?   what stays out of the text: the code of a flag, and a detail

A letter may be followed by flags: p!uncertain_heading. A line of no such kind is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mitmachstadt.methods.text_import.blocks import Block, Blocks, Note, Removed
from mitmachstadt.methods.text_import.model import Form

_LINE = re.compile(r"([hpbnqtc])((?:![a-z_]+)*) (\d{1,3})(?: ([^\t\n]*))?\t")
_REPORT = re.compile(r"r ([a-z_]+)(?: ([^\t\n]*))?\t")
_SOURCE = re.compile(r"source (\w+) ([0-9a-f]{64})(?=\n|\Z)")
_FORMS = {
    "p": Form.PARAGRAPH,
    "b": Form.BULLET,
    "n": Form.NUMBERED,
    "q": Form.QUOTE,
    "t": Form.TABLE,
    "c": Form.CODE,
}
_LETTERS = {form: letter for letter, form in _FORMS.items()}


@dataclass(slots=True)
class Item:
    """A block on its way into the notation; ``form`` is None for a heading.

    ``lines`` are inline Markdown, one for each row of a table and each line of code; ``plain``
    are the words alone, in case that a bold paragraph turns out to be a heading.
    """

    form: Form | None
    lines: list[str]
    depth: int = 0
    marker: str = ""
    flags: set[str] = field(default_factory=set)
    is_bold: bool = False
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What stays out of the text, with the code of its flag."""

    code: str
    text: str = ""
    detail: str = ""


def write(kind: str, digest: str, items: list[Item], reports: list[Report]) -> str:
    """The notation of a document."""
    lines = [f"source {kind} {digest}"]
    for item in items:
        letter = "h" if item.form is None else _LETTERS[item.form]
        head = letter + "".join(f"!{flag}" for flag in sorted(item.flags)) + f" {item.depth}"
        if item.marker:
            head += f" {_flat(item.marker)}"
        first, *others = [line.replace("\n", "\u2028") for line in item.lines] or [""]
        lines.append(f"{head}\t{first}")
        lines.extend(f"+\t{line}" for line in others)
    for report in reports:
        detail = f" {_flat(report.detail)}" if report.detail else ""
        text = report.text.replace("\n", "\u2028")
        lines.append(f"r {report.code}{detail}\t{text}")
    return "\n".join(lines) + "\n"


def origin(text: str) -> tuple[str, str]:
    """The kind of file and its SHA-256; empty when the text does not say."""
    found = _SOURCE.match(text)
    return (found[1], found[2]) if found else ("", "")


def read_notation(masked: str) -> Blocks:
    """Blocks of a text in this notation; every other line is a paragraph."""
    blocks = Blocks([])
    position = 0
    for line in masked.split("\n"):
        end = position + len(line)
        if line.strip():
            _read_line(line, position, end, blocks)
        position = end + 1
    return blocks


def _read_line(line: str, start: int, end: int, blocks: Blocks) -> None:
    last = blocks.blocks[-1] if blocks.blocks else None
    if start == 0 and (found := _SOURCE.match(line)):
        blocks.removed.append(Removed(start, end, "structure_read"))
    elif found := _LINE.match(line):
        _add(found, start, end, blocks)
    elif found := _REPORT.match(line):
        _report(found, start, end, blocks)
    elif line.startswith("+\t") and last is not None and last.literal:
        # What stands between two lines of a passage belongs to their join.
        last.spans.append((start + 2, end))
    else:
        blocks.blocks.append(Block(Form.PARAGRAPH, [(start, end)]))


def _add(found: re.Match[str], start: int, end: int, blocks: Blocks) -> None:
    letter, flags, level, rest = found[1], found[2], int(found[3]), found[4] or ""
    begin = start + found.end()
    removed = Removed(start, begin, "structure_read")
    if not found.string[found.end() :].strip():
        blocks.removed.append(removed)
        return
    spans = [(begin, end)]
    if letter == "h":
        block = Block(None, spans, level=min(max(level, 1), 6), number=rest)
    else:
        literal = letter in "tc"
        block = Block(_FORMS[letter], spans, marker=rest, depth=level, literal=literal)
    block.removed.append(removed)
    block.notes.extend(Note(code, begin, end) for code in flags.split("!")[1:])
    blocks.blocks.append(block)


def _report(found: re.Match[str], start: int, end: int, blocks: Blocks) -> None:
    begin = start + found.end()
    data = {"detail": found[2] or "?"}
    blocks.removed.append(Removed(start, begin, "structure_read"))
    if found.string[found.end() :].strip():
        blocks.reported.append(Note(found[1], begin, end, data))
    else:
        blocks.notes.append(Note(found[1], begin, begin, data))


def _flat(text: str) -> str:
    return " ".join(text.split())[:120]
