"""Levels of headings whose text does not state them.

What counts, in this order: underlines, numbers, capitals; then order and repetition. The first
heading of a document is its title. A heading directly below another one is a level deeper.
Headings that recur ("Ausgangslage" in every chapter) stand below the headings that do not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

DEEPEST = 6
_OUTSIDE_TEXT = (
    "vorwort anhang anlage anlagen glossar literatur impressum inhaltsverzeichnis quellen"
)
_OUTSIDE = frozenset(_OUTSIDE_TEXT.split())


@dataclass(frozen=True, slots=True)
class Heading:
    """What is known of a heading; ``passages`` counts what stands directly below it."""

    title: str
    style: str
    number: str
    passages: int


@dataclass(frozen=True, slots=True)
class Levels:
    """The level of each heading, whether the first is the title, and which levels are guesses."""

    levels: tuple[int, ...]
    first_is_title: bool
    guessed: frozenset[int]


def assign_levels(headings: list[Heading], *, at_start: bool) -> Levels:
    """Give each heading a level from 1 to 6; ``at_start``: the document begins with the first."""
    if not headings:
        return Levels((), False, frozenset())
    has_title = at_start and _first_is_title(headings)
    keys = _keys(headings)
    counts = Counter(keys)
    minor = _minor_headings(headings, keys, counts)
    levels: list[int] = []
    chapter = 2 if has_title else 1
    anchor = 0
    for place, heading in enumerate(headings):
        if place == 0 and has_title:
            level = 1
        elif heading.style == "=":
            level = anchor = 1
            chapter = 2
        elif heading.style in ("-", "capitals"):
            level = anchor = 2 if has_title or "=" in {h.style for h in headings[:1]} else 1
            chapter = anchor + 1
        elif heading.number:
            level = anchor = heading.number.count(".") + (2 if has_title else 1)
            chapter = anchor + 1
        elif anchor and heading.title.casefold() in _OUTSIDE:
            level = 2 if has_title else 1
        elif counts[keys[place]] > 1:
            level = chapter + (2 if place in minor else 1)
        else:
            if place and headings[place - 1].passages == 0 and not heading.number:
                chapter = max(chapter, levels[-1] + 1)
            level = chapter
        levels.append(min(level, DEEPEST))
        chapter = min(chapter, DEEPEST)
    return Levels(tuple(levels), has_title, frozenset(minor))


def _first_is_title(headings: list[Heading]) -> bool:
    first = headings[0]
    if first.number:
        return False
    if first.style == "=":
        return sum(heading.style == "=" for heading in headings) == 1
    stacked = len(headings) > 1 and first.passages == 0
    return stacked or len(first.title.split()) > 1


def _keys(headings: list[Heading]) -> list[str]:
    """What recurs: the title, or the part before the colon when the rest names a heading."""
    titles = {heading.title.casefold() for heading in headings}
    keys = []
    for heading in headings:
        head, colon, tail = heading.title.casefold().partition(": ")
        keys.append(head + colon if colon and tail in titles else heading.title.casefold())
    return keys


def _minor_headings(headings: list[Heading], keys: list[str], counts: Counter[str]) -> set[int]:
    """Recurring headings that are aspects of the block before them.

    The block restates its chapter ("Ausblick: Verkehr"); its aspects hold exactly one passage
    wherever they recur, and at least two of them follow each other.
    """
    single = dict.fromkeys(keys, True)
    for heading, key in zip(headings, keys, strict=True):
        single[key] = single[key] and heading.passages == 1
    minor: set[int] = set()
    for place, key in enumerate(keys):
        if not key.endswith(": ") or counts[key] < 2:
            continue
        end = place + 1
        while end < len(keys) and counts[keys[end]] > 1 and single[keys[end]]:
            if keys[end].endswith(": "):
                break
            end += 1
        if end - place > 2:
            minor.update(range(place + 1, end))
    return minor
