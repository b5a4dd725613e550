"""From ranges of the input to canonical text, remembering where every character came from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from mitmachstadt.methods.text_import import hyphens
from mitmachstadt.methods.text_import.hidden import EDGE, HIDDEN_RE, LITERAL_RUN, RUN, is_clean
from mitmachstadt.methods.text_import.lexicon import Lexicon
from mitmachstadt.methods.text_import.model import Span
from mitmachstadt.methods.text_import.pieces import Piece, normalised


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
        edge = EDGE.match(text, start, end)
        if edge is not None:
            start = edge.end()
        # One character at a time: the rule for joiners needs the real neighbours.
        while end > start and (text[end - 1].isspace() or HIDDEN_RE.match(text, end - 1)):
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
        hidden = not between.isspace() and HIDDEN_RE.search(between) is not None
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
        for run in RUN.finditer(text, start, end):
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
        for run in LITERAL_RUN.finditer(text, start, end):
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
        pieces = normalised(pieces, text)
        text = "".join([piece.out for piece in pieces])
    return Composed(text, tuple(pieces), tuple(doubts))
