"""Where a quote went: the same words in a text that has changed since."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from mitmachstadt.methods.text_changes.comparison import Comparison, compare

# Characters before and behind a quote that tell it from the same words elsewhere.
CONTEXT = 32
# A changed quote is found again while at least so much of it is still there.
STILL_THE_SAME = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text, as the W3C Web Annotation model selects them (section 4.2).

    `exact`, `prefix` and `suffix` are its TextQuoteSelector, `start` and `end` its
    TextPositionSelector: characters (code points) of the text that was quoted, `end` excluded.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands in a text; `as_it_was` if its words did not change."""

    start: int
    end: int
    as_it_was: bool


def quote_at(text: str, start: int, end: int) -> Quote:
    """The quote of these characters.

    Raises:
        ValueError: the range is empty or not inside the text.

    >>> quote_at("Die Stadt baut Wege.", 4, 9)
    Quote(exact='Stadt', prefix='Die ', suffix=' baut Wege.', start=4, end=9)
    """
    if not 0 <= start < end <= len(text):
        raise ValueError("no such range")
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def find_words(
    text: str, exact: str, *, prefix: str = "", suffix: str = "", near: int = 0
) -> Place | None:
    """Where these words stand as they are; of several places the one that fits best.

    Args:
        prefix, suffix: what stood around them; the longer it agrees, the better.
        near: where they stood; among equals the nearest, then the first.
    """
    if not exact:
        return None
    best: tuple[int, int, int] | None = None
    start = text.find(exact)
    while start >= 0:
        end = start + len(exact)
        before = text[max(0, start - len(prefix)) : start]
        fits = _agree_backward(before, prefix)
        fits += _agree_forward(text[end : end + len(suffix)], suffix)
        found = (-fits, abs(start - near), start)
        best = found if best is None else min(best, found)
        start = text.find(exact, start + 1)
    return None if best is None else Place(best[2], best[2] + len(exact), as_it_was=True)


def find_copied(
    text: str, exact: str, *, prefix: str = "", suffix: str = "", near: int = 0
) -> Place | None:
    """As `find_words`; where the words do not stand as they are, white space does not count.

    What is copied from a page has a line end or a tab where a line or cell ends; the text has none.

    >>> find_copied("Ziel: eins zwei", "Ziel:\\n\\teins")
    Place(start=0, end=10, as_it_was=False)
    """
    found = find_words(text, exact, prefix=prefix, suffix=suffix, near=near)
    if found is not None:
        return found
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    found = find_words(
        _squeezed(text), _squeezed(exact),
        prefix=_squeezed(prefix), suffix=_squeezed(suffix), near=bisect_left(places, near),
    )  # fmt: skip
    if found is None:
        return None
    return Place(places[found.start], places[found.end - 1] + 1, as_it_was=False)


def find_again(quote: Quote, old: str, new: str) -> Place | None:
    """Where a quote of the old text stands in the new one; None if too little of it is left.

    The words are followed through what changed between both texts. Where they came away whole, they
    are looked for elsewhere. Never raises; deterministic.

    >>> quote = quote_at("Die Stadt baut sichere Wege.", 10, 27)
    >>> find_again(quote, "Die Stadt baut sichere Wege.", "Die Stadt baut breite Wege.")
    Place(start=10, end=26, as_it_was=False)
    """
    if old[quote.start : quote.end] != quote.exact:
        return find_words(new, quote.exact, prefix=quote.prefix, suffix=quote.suffix)
    followed = _followed(quote, old, new)
    if followed is not None and followed.as_it_was:
        return followed
    whole = find_words(new, quote.exact, prefix=quote.prefix, suffix=quote.suffix, near=quote.start)
    return whole or followed


def _followed(quote: Quote, old: str, new: str) -> Place | None:
    """The stretch of the new text from the quote's first kept character to its last."""
    start = end = None
    kept = at_old = at_new = 0
    for change in _compared(old, new).changes:
        length = len(change.text)
        if change.kind == "same":
            first, last = max(quote.start, at_old), min(quote.end, at_old + length)
            if first < last:
                kept += last - first
                start = at_new + first - at_old if start is None else start
                end = at_new + last - at_old
        at_old += length if change.kind != "added" else 0
        at_new += length if change.kind != "removed" else 0
    if start is None or end is None or Fraction(kept, quote.end - quote.start) < STILL_THE_SAME:
        return None
    if new[start:end] == quote.exact:
        return Place(start, end, as_it_was=True)
    blank = len(new[start:end]) - len(new[start:end].lstrip())
    words = new[start:end].strip()
    return Place(start + blank, start + blank + len(words), as_it_was=False) if words else None


def _squeezed(text: str) -> str:
    return "".join(text.split())


@lru_cache(maxsize=8)
def _compared(old: str, new: str) -> Comparison:
    """Many quotes go the same way: what changed between two texts is worked out once."""
    return compare(old, new)


def _agree_backward(text: str, prefix: str) -> int:
    length = 0
    while length < min(len(text), len(prefix)) and text[-1 - length] == prefix[-1 - length]:
        length += 1
    return length


def _agree_forward(text: str, suffix: str) -> int:
    length = 0
    while length < min(len(text), len(suffix)) and text[length] == suffix[length]:
        length += 1
    return length
