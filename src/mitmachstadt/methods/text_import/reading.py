"""The way in: which format, which reader."""

from __future__ import annotations

import re

from mitmachstadt.methods.text_import.assemble import assemble
from mitmachstadt.methods.text_import.blocks import Note
from mitmachstadt.methods.text_import.markdown import MAX_LINES, read_markdown
from mitmachstadt.methods.text_import.model import Document, Format
from mitmachstadt.methods.text_import.notation import read_notation
from mitmachstadt.methods.text_import.plain import read_plain

_SIGNS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^\|[^\n]+\|[ \t]*$", re.MULTILINE),
    re.compile(r"\]\([^()\s]+\)"),
    re.compile(r"\*\*\w[^*\n]*\*\*"),
)
_SAMPLE = 50_000
# Hidden characters would hide a list marker from the readers; they see a blank of the same length.
_MASK = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f\u2060"), " ")


def read_document(text: str, *, format: Format) -> Document:
    """Read a text into sections and passages; every character is accounted for.

    Never raises for any text; what is odd comes back as flags.

    >>> text = "Ziele der Stadt\\n\\n• Mehr Grün\\n• Weni-\\nger Lärm"
    >>> document = read_document(text, format=Format.PLAIN)
    >>> [(passage.marker, passage.text) for passage in document.sections[0].passages]
    [('•', 'Mehr Grün'), ('•', 'Weniger Lärm')]
    >>> document.report.account.is_complete
    True
    """
    masked = text.translate(_MASK)
    if format is Format.STRUCTURED:
        return assemble(text, read_notation(masked), format)
    if format is Format.MARKDOWN:
        if text.count("\n") + text.count("\r") <= MAX_LINES:
            return assemble(text, read_markdown(masked), format)
        blocks = read_plain(masked)
        blocks.notes.append(Note("too_large_for_markdown", 0, 0, {"lines": MAX_LINES}))
        return assemble(text, blocks, Format.PLAIN)
    return assemble(text, read_plain(masked), format)


def guess_format(name: str, text: str) -> Format:
    """The format that the file name says, or else two different signs of Markdown in the text."""
    if name.lower().endswith((".md", ".markdown", ".mdown", ".mkd")):
        return Format.MARKDOWN
    if name.lower().endswith(".txt"):
        # A text file is Markdown only with headings as well.
        needed = 2 if _SIGNS[0].search(text, 0, _SAMPLE) else len(_SIGNS) + 1
    else:
        needed = 2
    found = sum(sign.search(text, 0, _SAMPLE) is not None for sign in _SIGNS)
    return Format.MARKDOWN if found >= needed else Format.PLAIN
