"""Pieces of composed text: what became of each range of the input, brought to Unicode NFC."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple


class Piece(NamedTuple):
    """``text[start:end]`` became ``out``; ``code`` is None when it was kept as it is.

    A named tuple, because large documents have millions of pieces.
    """

    start: int
    end: int
    out: str
    code: str | None = None


def normalised(pieces: list[Piece], text: str) -> list[Piece]:
    """Bring the text to NFC, cluster by cluster, so that each change names its few characters."""
    clusters: list[list[Piece]] = []
    for piece in pieces:
        for single in _singles(piece):
            if clusters and not _begins_cluster(single.out[:1]):
                clusters[-1].append(single)
            else:
                clusters.append([single])
    done = [_merge(cluster) for cluster in clusters]
    if "".join([part.out for group in done for part in group]) != unicodedata.normalize(
        "NFC", text
    ):
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
