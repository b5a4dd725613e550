"""What changed between two wordings, word by word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Literal

from mitmachstadt.methods.text_changes.alignment import Pair, align
from mitmachstadt.methods.text_changes.tokens import sentences_of, words_of

type Kind = Literal["same", "removed", "added"]

# Above this many tokens, sentences are compared first and words only inside changed places.
MAX_TOKENS = 4_000
# Stretches that differ by more edits than this are shown as replaced.
MAX_EDITS = 600


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that stayed ("same"), went ("removed") or came ("added")."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The way from one wording to another.

    "same" and "removed" joined give the old text, "same" and "added" the new one. ``share_kept``
    is the number of characters that stayed, twice, divided by the characters of both texts
    (1 when both are empty). The digests are SHA-256 of the UTF-8 texts, in hexadecimal.
    """

    changes: tuple[Change, ...]
    old_digest: str
    new_digest: str
    share_kept: Fraction


def compare(old: str, new: str) -> Comparison:
    """Compare two wordings by words, signs and blanks. Never raises; deterministic.

    >>> [(change.kind, change.text) for change in compare("Mehr Grün.", "Mehr Bäume.").changes]
    [('same', 'Mehr '), ('removed', 'Grün'), ('added', 'Bäume'), ('same', '.')]
    """
    changes = _merged(_compared(old, new))
    same = sum(len(change.text) for change in changes if change.kind == "same")
    length = len(old) + len(new)
    share = Fraction(2 * same, length) if length else Fraction(1)
    return Comparison(changes, _digest(old), _digest(new), share)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def _compared(old: str, new: str) -> list[Change]:
    if old == new:
        return [Change("same", old)]
    old_words, new_words = words_of(old), words_of(new)
    if len(old_words) + len(new_words) <= MAX_TOKENS:
        return _by_tokens(old_words, new_words, _replaced)
    return _by_tokens(sentences_of(old), sentences_of(new), _reworded)


def _replaced(old: str, new: str) -> list[Change]:
    return [Change("removed", old), Change("added", new)]


def _reworded(old: str, new: str) -> list[Change]:
    """Changed sentences word by word, unless they are too many for that."""
    old_words, new_words = words_of(old), words_of(new)
    if len(old_words) + len(new_words) > MAX_TOKENS:
        return _replaced(old, new)
    return _by_tokens(old_words, new_words, _replaced)


def _by_tokens(
    old: list[str], new: list[str], differing: Callable[[str, str], list[Change]]
) -> list[Change]:
    pairs: list[Pair] = align(old, new, most_edits=MAX_EDITS)
    changes: list[Change] = []
    a = b = 0
    for x, y in [*pairs, (len(old), len(new))]:
        if x > a or y > b:
            changes.extend(differing("".join(old[a:x]), "".join(new[b:y])))
        if x < len(old) and y < len(new):
            changes.append(Change("same", old[x]))
        a, b = x + 1, y + 1
    return changes


def _merged(changes: list[Change]) -> tuple[Change, ...]:
    """Neighbouring changes as one; a blank between two replaced words joins them.

    "removed" stands before "added", so that a reader sees the old words first.
    """
    result: list[Change] = []
    waiting: dict[Kind, list[str]] = {"removed": [], "added": []}
    same: list[str] = []

    def flush_changed() -> None:
        for kind in ("removed", "added"):
            text = "".join(waiting[kind])
            if text:
                result.append(Change(kind, text))
            waiting[kind].clear()

    for change in changes:
        if change.kind == "same":
            if same or not (waiting["removed"] or waiting["added"]):
                same.append(change.text)
            else:
                flush_changed()
                same.append(change.text)
        elif change.text:
            if same:
                result.append(Change("same", "".join(same)))
                same.clear()
            waiting[change.kind].append(change.text)
    flush_changed()
    if any(same):
        result.append(Change("same", "".join(same)))
    return tuple(result)
