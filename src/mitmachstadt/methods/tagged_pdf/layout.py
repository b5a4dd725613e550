"""Blocks as lines on pages; nothing is cut off, a long word is broken where the line ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mitmachstadt.methods.tagged_pdf.blocks import Block, Heading, Items, Paragraph, Rows
from mitmachstadt.methods.tagged_pdf.fonts import Font

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 56.0, 51.0, 51.0, 54.0
_WIDE = WIDTH - LEFT - RIGHT
_LINE = 1.32
_HEADINGS = {1: 1.9, 2: 1.3, 3: 1.1}


type Path = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Run:
    """One line of text at a place. `path` names its roles from the block down, with numbers."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    path: Path


@dataclass
class Page:
    runs: list[Run] = field(default_factory=list)
    # Lines of tables: x, y, x, for the eye alone.
    rules: list[tuple[float, float, float]] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    """What stands on one height: texts with their places from the left."""

    parts: Sequence[tuple[str, float, Path, bool]]
    size: float
    before: float = 0.0
    ruled: bool = False
    keep: bool = False


def laid_out(blocks: Sequence[Block], regular: Font, bold: Font, *, size: float) -> list[Page]:
    """The pages, with a size of letters in points; a heading stays with what follows it."""
    lines = [
        line
        for number, block in enumerate(blocks)
        for line in _lines(block, number, regular, bold, size)
    ]
    pages, y = [Page()], HEIGHT - TOP
    for place, line in enumerate(lines):
        needed = line.before + line.size * _LINE
        after = lines[place + 1] if line.keep and place + 1 < len(lines) else None
        whole = needed + (after.before + after.size * _LINE if after else 0)
        if y - whole < BOTTOM and pages[-1].runs:
            pages.append(Page())
            y = HEIGHT - TOP
        y -= needed if pages[-1].runs else line.size * _LINE
        base = y + line.size * (_LINE - 1)
        for text, x, path, heavy in line.parts:
            pages[-1].runs.append(Run(text, LEFT + x, base, line.size, heavy, path))
        if line.ruled:
            pages[-1].rules.append((LEFT, y - 1.5, LEFT + _WIDE))
    return pages


def _lines(block: Block, number: int, regular: Font, bold: Font, size: float) -> Iterator[_Line]:
    here = (block.role, number)
    if isinstance(block, Heading):
        large = size * _HEADINGS[block.level]
        for place, text in enumerate(wrapped(block.text, bold, large, _WIDE)):
            before = 0.0 if place else size * (0.9 if block.level > 1 else 0)
            yield _Line([(text, 0, (here,), True)], large, before, keep=True)
    elif isinstance(block, Paragraph):
        for place, text in enumerate(wrapped(block.text, regular, size, _WIDE)):
            yield _Line([(text, 0, (here,), False)], size, 0.0 if place else size * 0.3)
    elif isinstance(block, Items):
        yield from _items(block, here, regular, size)
    else:
        yield from _rows(block, here, regular, bold, size)


def _items(block: Items, here: tuple[str, int], font: Font, size: float) -> Iterator[_Line]:
    for number, item in enumerate(block.items):
        path = (here, ("LI", number))
        texts = wrapped(item, font, size, _WIDE - 12)
        for place, text in enumerate(texts):
            parts = [(text, 12.0, (*path, ("LBody", 0)), False)]
            if not place:
                parts.insert(0, ("•", 2.0, (*path, ("Lbl", 0)), False))
            yield _Line(parts, size, 0.0 if place else size * 0.15, keep=place + 1 < len(texts))


def _rows(
    block: Rows, here: tuple[str, int], regular: Font, bold: Font, size: float
) -> Iterator[_Line]:
    """The first column takes what the others leave; those stand to the right."""
    count = max(len(row) for row in block.rows)
    narrow = _WIDE * 0.6 / max(1, count - 1)
    first = _WIDE - narrow * (count - 1)
    for number, row in enumerate(block.rows):
        head, path = number == 0, (here, ("TR", number))
        cells = []
        for place, text in enumerate(row):
            heavy = head or place == 0
            font = bold if heavy else regular
            wide = (narrow if place else first) - 6
            role = ("TH/Column" if head else "TH/Row" if heavy else "TD", place)
            texts = wrapped(text, font, size, wide) or [""]
            right = first + narrow * place if place else 0.0
            cells.append(
                [
                    (line, right - font.width(line, size) if place else 0.0, (*path, role), heavy)
                    for line in texts
                ]
            )
        high = max(len(cell) for cell in cells)
        for place in range(high):
            parts = [cell[place] for cell in cells if place < len(cell)]
            yield _Line(parts, size, 0.0 if place else size * 0.2, place == high - 1, head)


def wrapped(text: str, font: Font, size: float, wide: float) -> list[str]:
    """A text in lines that are no wider."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if font.width(longer, size) <= wide:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while font.width(line, size) > wide and len(line) > 1:
            cut = next(n for n in range(len(line) - 1, 0, -1)
                       if n == 1 or font.width(line[:n], size) <= wide)  # fmt: skip
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line] if line else lines
