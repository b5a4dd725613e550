"""How near two stems are: another spelling, or a part of a compound.

A number from 0 to 1, the same in both directions. Spellings are compared by the trigrams that they
share (Dice's coefficient); these must be three, so that short words do not meet by chance. Of a
compound, the last part is what it is about ("fahrradweg" is a "weg"), so that it counts from four
letters on, and the first part from five. Two compounds that begin alike ("fahrradbugel",
"fahrradstand") are a little near. Numbers are near nothing but themselves.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import chain
from math import ceil

from mitmachstadt.methods.similar_texts.words import grams_of

SPELLING = 0.6
_SHARED = 3
COMPOUND = 0.5
BEGINNING = 0.4
_LAST, _FIRST, _REST = 4, 5, 3
_ALIKE = 6

type Kin = dict[str, float]


def kinship(one: str, other: str) -> float:
    """How near two stems are.

    >>> kinship("radweg", "radweg"), kinship("strassenbaum", "baum"), kinship("baum", "raum")
    (1.0, 0.5, 0.0)
    >>> round(kinship("radweg", "fahrradweg"), 2)
    0.67
    """
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=lambda each: (len(each), each))
    compound = COMPOUND if short in _parts(long) else 0.0
    if not compound and _beginning(short) and _beginning(short) == _beginning(long):
        compound = BEGINNING
    first, second = grams_of(short), grams_of(long)
    return max(compound, _spelling(len(first & second), len(first) + len(second)))


def _spelling(shared: int, both: int) -> float:
    dice = 2 * shared / both if shared >= _SHARED else 0.0
    return dice if dice >= SPELLING else 0.0


def _beginning(stem: str) -> str:
    """The letters that two compounds must both begin with; empty where there are too few."""
    return stem[:_ALIKE] if len(stem) >= _ALIKE and stem.isalpha() else ""


def _parts(stem: str) -> list[str]:
    size = len(stem) if stem.isalpha() else 0
    last = [stem[size - length :] for length in range(_LAST, size - _REST + 1)]
    return last + [stem[:length] for length in range(_FIRST, size - _REST + 1)]


def kin_between(few: Collection[str], many: Collection[str]) -> dict[str, Kin]:
    """Of some stems, which of many others are near them; every stem is its own kin.

    Takes time in proportion to the letters of all stems, and little where few share trigrams.
    """
    found: dict[str, Kin] = {stem: {} for stem in few}
    sizes = {stem: len(grams_of(stem)) for stem in few}
    holders: dict[str, list[str]] = {}
    compounds: dict[str, list[str]] = {}
    beginnings: dict[str, list[str]] = {}
    for stem in few:
        if beginning := _beginning(stem):
            beginnings.setdefault(beginning, []).append(stem)
        for gram in grams_of(stem):
            holders.setdefault(gram, []).append(stem)
        for part in _parts(stem):
            compounds.setdefault(part, []).append(stem)
    for other in many:
        for stem in beginnings.get(other[:_ALIKE], ()):
            if other.isalpha():
                found[stem][other] = BEGINNING
        for part in _parts(other):
            if part in found:
                found[part][other] = COMPOUND
        for stem in compounds.get(other, ()):
            found[stem][other] = COMPOUND
        # Most stems share little, so that their trigrams need not be kept.
        met = [place for place in range(len(other) - 2) if other[place : place + 3] in holders]
        if len(met) >= _SHARED:
            _meet(other, found, sizes, holders)
        if other in found:
            found[other][other] = 1.0
    return found


def _meet(
    other: str, found: dict[str, Kin], sizes: dict[str, int], holders: dict[str, list[str]]
) -> None:
    grams = grams_of(other)
    shared = Counter(chain.from_iterable(holders.get(gram, ()) for gram in grams))
    for stem, count in shared.items():
        near = _spelling(count, sizes[stem] + len(grams))
        if near > found[stem].get(other, 0.0):
            found[stem][other] = near


def kin_within(stems: Iterable[str]) -> dict[str, Kin]:
    """Which of some stems are near each other; every stem is its own kin.

    Two stems near in spelling share one of the rarer trigrams of each, since the others are too
    few (prefix filtering: S. Chaudhuri, V. Ganti, R. Kaushik, "A primitive operator for similarity
    joins in data cleaning", ICDE 2006). So only pairs that share one are looked at.
    """
    grams = {stem: grams_of(stem) for stem in sorted(set(stems))}
    found: dict[str, Kin] = {stem: {stem: 1.0} for stem in grams}
    beginnings: dict[str, list[str]] = {}
    for stem in grams:
        before = beginnings.setdefault(_beginning(stem), []) if _beginning(stem) else []
        for other in before:
            found[stem][other] = found[other][stem] = BEGINNING
        before.append(stem)
    for stem in grams:
        for part in _parts(stem):
            if part in grams:
                found[stem][part] = found[part][stem] = COMPOUND
    often = Counter(gram for each in grams.values() for gram in each)
    holders: dict[str, list[str]] = {}
    for stem, own in grams.items():
        rare = sorted(own, key=lambda gram: (often[gram], gram))
        rare = rare[: len(own) - ceil(SPELLING / (2 - SPELLING) * len(own)) + 1]
        for other in {other for gram in rare for other in holders.get(gram, ())}:
            near = _spelling(len(own & grams[other]), len(own) + len(grams[other]))
            if near > found[stem].get(other, 0.0):
                found[stem][other] = found[other][stem] = near
        for gram in rare:
            holders.setdefault(gram, []).append(stem)
    return found
