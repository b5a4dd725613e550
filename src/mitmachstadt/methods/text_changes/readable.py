"""A comparison as people read it: whole stretches replaced, not every second word."""

from __future__ import annotations

from collections.abc import Iterable

from mitmachstadt.methods.text_changes.comparison import Change

# Kept words between two changes that are fewer than this are told as replaced, too.
FEWEST_WORDS = 3


def readable(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The same change, told in fewer stretches; nothing is lost.

    "same" and "removed" joined still give the old text, "same" and "added" the new one. A kept
    stretch of fewer than three words between two changes goes into both.

    >>> from mitmachstadt.methods.text_changes.comparison import compare
    >>> [(c.kind, c.text) for c in readable(compare("rot und blau", "gelb und grün").changes)]
    [('removed', 'rot und blau'), ('added', 'gelb und grün')]
    """
    changes = list(changes)
    told: list[Change] = []
    removed = added = ""
    for number, change in enumerate(changes):
        if change.kind == "removed":
            removed += change.text
        elif change.kind == "added":
            added += change.text
        elif _bridges(changes, number, removed + added):
            removed, added = removed + change.text, added + change.text
        else:
            told.extend(_replaced(removed, added))
            told.append(change)
            removed = added = ""
    told.extend(_replaced(removed, added))
    return tuple(told)


def _bridges(changes: list[Change], number: int, before: str) -> bool:
    """Whether a kept stretch stands between two changes and is too short to be told apart."""
    last = number + 1 == len(changes)
    return bool(before) and not last and len(changes[number].text.split()) < FEWEST_WORDS


def _replaced(removed: str, added: str) -> Iterable[Change]:
    if removed:
        yield Change("removed", removed)
    if added:
        yield Change("added", added)
