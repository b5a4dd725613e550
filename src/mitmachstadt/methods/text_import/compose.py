"""From ranges of the input to canonical text, remembering where every character came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from mitmachstadt.methods.text_import import hyphens
from mitmachstadt.methods.text_import.lexicon import Lexicon
from mitmachstadt.methods.text_import.model import Span

# Controls, zero width, direction marks and overrides, fillers, tags, lone surrogates. The joiners
# U+200C and U+200D are kept where both neighbours are outside of Latin: there they carry meaning.
HIDDEN = (
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b"
    r"\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
    r"|(?<![\u0590-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\U0010ffff])"
)
_EDGE = re.compile(rf"(?:\s|{HIDDEN})+")
_RUN = re.compile(rf"(?:\s|{HIDDEN}){{2,}}|(?! )\s|{HIDDEN}")
_HIDDEN = re.compile(HIDDEN)
_LITERAL_RUN = re.compile(rf"\t|(?![ \t\n])\s|{HIDDEN}")
# Hidden characters that Python counts as printable.
_RARE = re.compile(r"[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]")


class Piece(NamedTuple):
    """``text[start:end]`` became ``out``; ``code`` is None when it was kept as it is.

    A named tuple, because large documents have millions of pieces.
    """

    start: int
    end: int
    out: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line-end hyphen that could be read in two ways; the range is that of its piece."""

    start: int
    end: int
    chosen: str
    other: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Composed:
    """Canonical text, its pieces in order, and the doubtful hyphens."""

    text: str
    pieces: tuple[Piece, ...]
    doubts: tuple[Doubt, ...]


def is_clean(line: str) -> bool:
    """True when a line needs no change: a quick answer for nearly all lines."""
    return (
        line.isprintable()
        and "  " not in line
        and (line.isascii() or _RARE.search(line) is None)
        and line[:1] != " " != line[-1:]
    )


def is_invisible(text: str) -> bool:
    """True when a text holds nothing but blanks and hidden characters."""
    return _EDGE.fullmatch(text) is not None


class Composer:
    """Composes passages of one input text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lexicon = Lexicon(text)

    def compose(self, spans: list[Span], *, literal: bool = False) -> Composed:
        """Canonical text of the given ranges (one for each line, in order).

        ``literal`` keeps line breaks and inner spaces, for code and tables.
        """
        if literal:
            return _finish(self._literal(spans), [])
        text = self._text
        pieces: list[Piece] = []
        doubts: list[Doubt] = []
        last = -1
        for start, end in spans:
            if not is_clean(text[start:end]):
                start, end = self._trim(start, end)
                if start == end:
                    continue
            if last >= 0:
                self._join(last, start, pieces, doubts)
            else:
                pieces.extend(self._dropped(spans[0][0], start))
            pieces.extend(self._line(start, end))
            last = end
        if spans:
            pieces.extend(self._dropped(max(last, spans[0][0]), spans[-1][1]))
        return _finish(pieces, doubts)

    def _trim(self, start: int, end: int) -> Span:
        """Leave out blank and hidden characters at both ends."""
        text = self._text
        edge = _EDGE.match(text, start, end)
        if edge is not None:
            start = edge.end()
        # One character at a time: the rule for joiners needs the real neighbours.
        while end > start and (text[end - 1].isspace() or _HIDDEN.match(text, end - 1)):
            end -= 1
        return start, end

    def _dropped(self, start: int, end: int) -> list[Piece]:
        """What is left out before or after the words: nothing to tell when it is only blank."""
        if start >= end or self._text[start:end].isspace():
            return []
        return [Piece(start, end, "", "hidden_removed")]

    def _join(self, last: int, start: int, pieces: list[Piece], doubts: list[Doubt]) -> None:
        """Join two lines: ``text[:last]`` is done, the next line's text begins at ``start``."""
        text = self._text
        between = text[last:start]
        hidden = not between.isspace() and _HIDDEN.search(between) is not None
        soft = hidden and "\u00ad" in between
        hyphen = text.index("\u00ad", last) if soft else last - 1
        joint = None
        if text[hyphen] in hyphens.HYPHENS:
            joint = hyphens.judge(text, hyphen, start, self._lexicon)
        if joint is None or (hidden and not soft):
            code = "hidden_removed" if hidden else "line_joined"
            pieces.append(Piece(last, start, " ", code))
            return
        begin = last if soft else last - 1
        if not soft:
            _drop_last_char(pieces)
        pieces.append(Piece(begin, start, joint.glue, joint.code))
        if joint.other is not None:
            doubts.append(Doubt(begin, start, joint.glue, joint.other, joint.left, joint.right))

    def _line(self, start: int, end: int) -> list[Piece]:
        text = self._text
        if is_clean(text[start:end]):
            return [Piece(start, end, text[start:end])]
        pieces: list[Piece] = []
        position = start
        for run in _RUN.finditer(text, start, end):
            if run.start() > position:
                pieces.append(Piece(position, run.start(), text[position : run.start()]))
            pieces.append(_run_piece(run.start(), run.end(), run[0]))
            position = run.end()
        if position < end:
            pieces.append(Piece(position, end, text[position:end]))
        return pieces

    def _literal(self, spans: list[Span]) -> list[Piece]:
        pieces: list[Piece] = []
        for place, (start, end) in enumerate(spans):
            if place:
                pieces.append(self._literal_break(spans[place - 1][1], start))
            pieces.extend(self._literal_line(start, end))
        return pieces

    def _literal_break(self, last: int, start: int) -> Piece:
        code = None if self._text[last:start] == "\n" else "line_end_normalised"
        return Piece(last, start, "\n", code)

    def _literal_line(self, start: int, end: int) -> list[Piece]:
        text = self._text
        pieces: list[Piece] = []
        position = start
        for run in _LITERAL_RUN.finditer(text, start, end):
            if run.start() > position:
                pieces.append(Piece(position, run.start(), text[position : run.start()]))
            blank = run[0].isspace()
            out = "    " if run[0] == "\t" else " " if blank else ""
            code = "whitespace_collapsed" if blank else "hidden_removed"
            pieces.append(Piece(run.start(), run.end(), out, code))
            position = run.end()
        if position < end:
            pieces.append(Piece(position, end, text[position:end]))
        return pieces


def _run_piece(start: int, end: int, run: str) -> Piece:
    blank = any(char.isspace() for char in run)
    hidden = not run.isspace()
    code = "hidden_removed" if hidden else "whitespace_collapsed"
    return Piece(start, end, " " if blank else "", code)


def _drop_last_char(pieces: list[Piece]) -> None:
    piece = pieces.pop()
    if piece.end - piece.start > 1:
        pieces.append(Piece(piece.start, piece.end - 1, piece.out[:-1]))


def _finish(pieces: list[Piece], doubts: list[Doubt]) -> Composed:
    text = "".join([piece.out for piece in pieces])
    if not unicodedata.is_normalized("NFC", text):
        pieces = _normalised(pieces, text)
        text = "".join([piece.out for piece in pieces])
    return Composed(text, tuple(pieces), tuple(doubts))


def _normalised(pieces: list[Piece], text: str) -> list[Piece]:
    """Bring the text to NFC, cluster by cluster, so that each change names its few characters."""
    clusters: list[list[Piece]] = []
    for piece in pieces:
        for single in _singles(piece):
            if clusters and not _begins_cluster(single.out[:1]):
                clusters[-1].append(single)
            else:
                clusters.append([single])
    done = [_merge(cluster) for cluster in clusters]
    if "".join([part.out for group in done for part in group]) != unicodedata.normalize("NFC", text):
        done = [_merge([single for piece in pieces for single in _singles(piece)])]
    return _rejoined([part for group in done for part in group])


def _singles(piece: Piece) -> list[Piece]:
    if piece.code is not None:
        return [piece]
    return [
        Piece(piece.start + place, piece.start + place + 1, char)
        for place, char in enumerate(piece.out)
    ]


def _begins_cluster(char: str) -> bool:
    """True when nothing before this character can combine with it."""
    if not char:
        return False
    if "\u1161" <= char <= "\u11ff":
        return False
    return char < "\u0300" or (
        unicodedata.combining(char) == 0 and unicodedata.category(char)[0] != "M"
    )


def _merge(cluster: list[Piece]) -> list[Piece]:
    raw = "".join([piece.out for piece in cluster])
    if unicodedata.is_normalized("NFC", raw):
        return cluster
    whole = unicodedata.normalize("NFC", raw)
    return [Piece(cluster[0].start, cluster[-1].end, whole, "normalised")]


def _rejoined(pieces: list[Piece]) -> list[Piece]:
    """Put neighbouring kept characters back together."""
    result: list[Piece] = []
    for piece in pieces:
        if piece.code is None and result and result[-1].code is None:
            result[-1] = Piece(result[-1].start, piece.end, result[-1].out + piece.out)
        else:
            result.append(piece)
    return result
