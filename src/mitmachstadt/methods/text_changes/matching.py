"""Which passages of a new edition continue which passages of the old one."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mitmachstadt.methods.text_changes.alignment import align
from mitmachstadt.methods.text_changes.tokens import bare_words

# Only so many old passages around the expected place are compared with a new one.
NEIGHBOURHOOD = 40
MAX_EDITS = 600


@dataclass(frozen=True, slots=True)
class Match:
    """One passage in both editions, or only in one of them (the other index is None).

    ``share_kept`` is 1 for the same text, 0 for passages without a partner, otherwise the share
    of words in common (twice the common words divided by the words of both).
    """

    old_index: int | None
    new_index: int | None
    share_kept: Fraction


def match_passages(
    old: Sequence[str], new: Sequence[str], *, threshold: Fraction
) -> tuple[Match, ...]:
    """Match the passages of two editions; every index occurs exactly once.

    Same texts first, in order; then same texts that were moved; then the most similar pairs in
    each other's neighbourhood, at least ``threshold`` (0 to 1) alike. Ties go to the pair that
    moved least, then to the lower indexes. The result is in the order of the new edition, passages
    that went are at the end. Raises ValueError for a threshold outside of 0 to 1.
    """
    if not 0 <= threshold <= 1:
        raise ValueError("threshold must be between 0 and 1")
    partner = dict(align(old, new, most_edits=MAX_EDITS))
    _match_moved(old, new, partner)
    shares = dict.fromkeys(partner, Fraction(1))
    _match_similar(old, new, threshold, partner, shares)
    by_new = {new_index: old_index for old_index, new_index in partner.items()}
    kept = [
        Match(by_new.get(place), place, shares.get(by_new.get(place, -1), Fraction(0)))
        for place in range(len(new))
    ]
    gone = [Match(place, None, Fraction(0)) for place in range(len(old)) if place not in partner]
    return (*kept, *gone)


def _match_moved(old: Sequence[str], new: Sequence[str], partner: dict[int, int]) -> None:
    """The same text in another place, first to first."""
    taken = set(partner.values())
    waiting: dict[str, list[int]] = defaultdict(list)
    for place in reversed(range(len(new))):
        if place not in taken:
            waiting[new[place]].append(place)
    for place, text in enumerate(old):
        if place not in partner and waiting.get(text):
            partner[place] = waiting[text].pop()


def _match_similar(
    old: Sequence[str],
    new: Sequence[str],
    threshold: Fraction,
    partner: dict[int, int],
    shares: dict[int, Fraction],
) -> None:
    free_old = [place for place in range(len(old)) if place not in partner]
    taken = set(partner.values())
    bags = _Bags()
    bags_old = {place: bags.bag(old[place]) for place in free_old}
    anchors = sorted((new_place, old_place) for old_place, new_place in partner.items())
    candidates: list[tuple[Fraction, int, int, int]] = []
    for place in range(len(new)):
        if place in taken:
            continue
        bag = bags.bag(new[place])
        expected = _expected(place, anchors)
        middle = bisect_left(free_old, expected)
        for other in free_old[max(0, middle - NEIGHBOURHOOD) : middle + NEIGHBOURHOOD]:
            common = len(bags_old[other] & bag)
            total = len(bags_old[other]) + len(bag)
            # In whole numbers, because most pairs fall short and fractions are slow.
            if common and 2 * common * threshold.denominator >= threshold.numerator * total:
                share = Fraction(2 * common, total)
                candidates.append((-share, abs(other - expected), other, place))
    for negative, _, other, place in sorted(candidates):
        if other not in partner and place not in taken:
            partner[other] = place
            taken.add(place)
            shares[other] = -negative


def _expected(place: int, anchors: list[tuple[int, int]]) -> int:
    """The old place that corresponds to a new one, counted from the last matched passage."""
    before = bisect_left(anchors, (place, 0))
    if not before:
        return place
    anchor_new, anchor_old = anchors[before - 1]
    return anchor_old + place - anchor_new


class _Bags:
    """Words with their counts as sets: the second "und" of a passage is a member of its own."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int], int] = {}

    def bag(self, text: str) -> frozenset[int]:
        seen: Counter[str] = Counter()
        members = []
        for word in bare_words(text):
            seen[word] += 1
            members.append(self._numbers.setdefault((word, seen[word]), len(self._numbers)))
        return frozenset(members)
