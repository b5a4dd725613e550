"""Two people changed the same words: one text that holds what both did, where that is possible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mitmachstadt.methods.text_changes.comparison import Change, compare


@dataclass(frozen=True, slots=True)
class Contest:
    """A stretch that both changed, each in another way."""

    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """A text with the changes of both; in a contested stretch it says what `mine` says."""

    text: str
    contests: tuple[Contest, ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters start to end of the base, and what one side says instead."""

    start: int
    end: int
    text: str


def merge(base: str, mine: str, theirs: str) -> Merge:
    """Merge two changed versions of a text word by word (three-way merge, as in diff3).

    Changes at different places are both taken. Where they overlap or touch, the same change is
    taken once and different ones are a contest. Never raises; deterministic.

    Source: S. Khanna, K. Kunal, B. Pierce, "A Formal Investigation of Diff3", 2007, section 2.

    >>> merge("Die Stadt baut Wege.", "Die Stadt plant Wege.", "Die Stadt baut Wege und Plätze.")
    Merge(text='Die Stadt plant Wege und Plätze.', contests=())
    """
    left, right = _edits(compare(base, mine).changes), _edits(compare(base, theirs).changes)
    pieces: list[str] = []
    contests: list[Contest] = []
    done = 0
    while left or right:
        start, end, ours, others = _cluster(left, right)
        pieces.append(base[done:start])
        a, b = _said(base, start, end, ours), _said(base, start, end, others)
        if ours and others and a != b:
            contests.append(Contest(base[start:end], a, b))
        pieces.append(a if ours else b)
        done = end
    return Merge("".join([*pieces, base[done:]]), tuple(contests))


def _edits(changes: Iterable[Change]) -> list[_Edit]:
    """What one side did to the base, in order and never touching each other."""
    edits: list[_Edit] = []
    place = start = 0
    said: list[str] | None = None
    for change in [*changes, Change("same", "")]:
        if change.kind == "same":
            if said is not None:
                edits.append(_Edit(start, place, "".join(said)))
                said = None
            place += len(change.text)
            continue
        if said is None:
            said, start = [], place
        if change.kind == "removed":
            place += len(change.text)
        else:
            said.append(change.text)
    return edits


def _cluster(left: list[_Edit], right: list[_Edit]) -> tuple[int, int, list[_Edit], list[_Edit]]:
    """Take the first edits of both sides that belong together: (start, end, mine, theirs)."""
    start = min(side[0].start for side in (left, right) if side)
    end = start
    taken: tuple[list[_Edit], list[_Edit]] = ([], [])
    grown = True
    while grown:
        grown = False
        for side, own in zip((left, right), taken, strict=True):
            while side and side[0].start <= end:
                edit = side.pop(0)
                own.append(edit)
                end, grown = max(end, edit.end), True
    return start, end, *taken


def _said(base: str, start: int, end: int, edits: list[_Edit]) -> str:
    """A stretch of the base as one side says it."""
    pieces: list[str] = []
    for edit in edits:
        pieces.append(base[start : edit.start])
        pieces.append(edit.text)
        start = edit.end
    return "".join([*pieces, base[start:end]])
