"""Words with emphasis and links as Markdown, and the one parser that reads and renders it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_SPECIAL = re.compile(r"[\\`*_<&\[\]]")
_ESCAPED = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|`|(?<!\w)\*|\*(?!\w)|\*(?=\*)|(?<!\w)_|_(?!\w)|<|&(?=#?\w+;)|\](?=\()"
)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\\]+\Z", re.IGNORECASE)
_SUPER = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_SUB = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_RAISED = re.compile(r"[0-9+\-−()]+\Z")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in one style; ``href`` is where it leads, "" for nowhere."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


def markdown_parser() -> MarkdownIt:
    """CommonMark with tables, without HTML; a star inside a word ("Bürger*innen") is a letter."""
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
    parser.inline.ruler.at("emphasis", _emphasis)
    return parser


def _emphasis(state: StateInline, silent: bool) -> bool:
    """As in CommonMark, but a single star opens and closes only at the edge of a word."""
    marker = state.src[state.pos]
    if silent or marker not in "_*":
        return False
    scanned = state.scanDelims(state.pos, False)
    if marker == "*" and scanned.length > 1:
        scanned = state.scanDelims(state.pos, True)
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        number = len(state.tokens) - 1
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=number,
                end=-1,
                open=scanned.can_open,
                close=scanned.can_close,
            )
        )
    state.pos += scanned.length
    return True


_PARSER = markdown_parser()


def plain_words(words: Iterable[Words]) -> str:
    """The text alone."""
    return "".join([part.text for part in words])


def markdown_words(words: Sequence[Words]) -> str:
    """Inline Markdown that renders as these words, with their emphasis where it can be written.

    What Markdown cannot say (emphasis that begins within a word) is left out, never a word.

    >>> markdown_words([Words("Mehr "), Words("Grün", bold=True), Words(" für Bürger*innen")])
    'Mehr **Grün** für Bürger*innen'
    """
    plain = plain_words(words)
    styled = any(part.bold or part.italic or part.href for part in words)
    if not styled and _SPECIAL.search(plain) is None:
        return plain
    for written in (_written(words), _ESCAPED.sub(_escape, plain)) if styled else ():
        if rendered_words(written) == _squeezed(plain):
            return written
    escaped = _ESCAPED.sub(_escape, plain)
    if rendered_words(escaped) == _squeezed(plain):
        return escaped
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", plain)


def rendered_words(markdown: str) -> str:
    """What a reader sees of inline Markdown, with single blanks."""
    tokens = _PARSER.parseInline(markdown)[0].children or []
    return _squeezed("".join([" " if "break" in token.type else token.content for token in tokens]))


def raised(text: str, *, up: bool) -> str:
    """Superscript or subscript digits ("m²", "CO₂"); other text stays as it is."""
    if not _RAISED.match(text.strip()):
        return text
    return text.translate(_SUPER if up else _SUB)


def note_sign(number: int) -> str:
    """The sign of a footnote: its number in superscript."""
    return str(number).translate(_SUPER)


def _written(words: Sequence[Words]) -> str:
    pieces = []
    for href, linked in groupby(words, key=lambda part: part.href):
        text = "".join(
            _marked("".join([part.text for part in same]), bold=style[0], italic=style[1])
            for style, same in groupby(linked, key=lambda part: (part.bold, part.italic))
        )
        if href and _SAFE_LINK.match(href) and text.strip():
            target = href.replace("(", "%28").replace(")", "%29")
            before, inner, after = _edges(text)
            text = f"{before}[{inner}]({target}){after}"
        pieces.append(text)
    return "".join(pieces)


def _marked(text: str, *, bold: bool, italic: bool) -> str:
    before, inner, after = _edges(text)
    inner = _ESCAPED.sub(_escape, inner)
    mark = ("**" if bold else "") + ("*" if italic else "")
    return f"{before}{mark}{inner}{mark[::-1]}{after}" if inner else text


def _edges(text: str) -> tuple[str, str, str]:
    inner = text.strip()
    if not inner:
        return text, "", ""
    start = text.index(inner)
    return text[:start], inner, text[start + len(inner) :]


def _escape(found: re.Match[str]) -> str:
    return "\\" + found[0]


def _squeezed(text: str) -> str:
    return " ".join(text.split())
