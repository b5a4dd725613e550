"""Changing composed text while keeping track of where it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from mitmachstadt.methods.text_import.model import Span
from mitmachstadt.methods.text_import.pieces import Piece


@dataclass(frozen=True, slots=True)
class Edit:
    """The range ``at`` of the composed text becomes ``out``."""

    at: Span
    out: str


class Ruler:
    """Translates places of the composed text to places of the input."""

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces
        self._ends = list(accumulate(len(piece.out) for piece in pieces))

    def source(self, at: Span) -> Span:
        """The range of the input that became the range ``at``; changed pieces count as a whole."""
        first, last = at
        left = min(bisect_right(self._ends, first), len(self.pieces) - 1)
        right = min(bisect_left(self._ends, last), len(self.pieces) - 1)
        piece = self.pieces[left]
        start = piece.start
        if piece.code is None:
            start += first - (self._ends[left] - len(piece.out))
        piece = self.pieces[right]
        end = piece.end if piece.code is not None else piece.end - (self._ends[right] - last)
        return start, max(start, end)

    def output(self, start: int) -> int:
        """The place in the composed text of the piece that begins at offset ``start``."""
        place = bisect_left(self.pieces, start, key=lambda piece: piece.start)
        return self._ends[place - 1] if place else 0


def rewrite(pieces: tuple[Piece, ...], edits: Sequence[Edit], code: str) -> tuple[Piece, ...]:
    """Apply edits (in order, not overlapping, not empty) in one pass.

    Kept pieces are split at the borders of an edit; changed pieces are taken as a whole.
    """
    result: list[Piece] = []
    waiting = list(reversed(edits))
    inside: list[Piece] = []
    place = 0
    for piece in pieces:
        rest: Piece | None = piece
        while rest is not None:
            length = len(rest.out)
            first, last = waiting[-1].at if waiting else (place + length, 0)
            if not inside and (place + length <= first or not length):
                result.append(rest)
                place += length
                break
            if place < first and rest.code is None:
                head, rest = _split(rest, first - place)
                result.append(head)
                place = first
                continue
            head, rest = rest, None
            if head.code is None and place + length > last:
                head, rest = _split(head, last - place)
            inside.append(head)
            place += len(head.out)
            if place >= last:
                out = waiting.pop().out
                result.append(Piece(inside[0].start, inside[-1].end, out, code))
                inside = []
    return tuple(result)


def _split(piece: Piece, place: int) -> tuple[Piece, Piece]:
    middle = piece.start + place
    return (
        Piece(piece.start, middle, piece.out[:place]),
        Piece(middle, piece.end, piece.out[place:]),
    )
