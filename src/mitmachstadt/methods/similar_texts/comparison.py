"""How similar two texts are, and which of some texts is most similar to one."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from mitmachstadt.methods.similar_texts.kinship import Kin, kin_between
from mitmachstadt.methods.similar_texts.words import in_order, stems_and_words, stems_of

LEAST = 0.1


@dataclass(frozen=True)
class Frequencies:
    """How many texts there are, and how many of them have a word; made by `count_words`."""

    texts: int = 0
    having: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Found[K: (int, str)]:
    """A text that says something similar.

    `score` is above 0 and at most 1; `shared` are the words of both texts, in small letters, that
    explain it, the most telling first.
    """

    key: K
    score: float
    shared: tuple[str, ...]


def count_words(texts: Iterable[str]) -> Frequencies:
    """How often words are had, to be kept and given to `rank`.

    >>> count_words(["Radwege!", "Ein Radweg", "Netz"]).having["radweg"]
    2
    """
    return _counted([stems_of(text) for text in texts])


def _counted(texts: Sequence[Collection[str]]) -> Frequencies:
    return Frequencies(len(texts), Counter(chain.from_iterable(texts)))


def similarity(one: str, other: str) -> float:
    """How similar two texts are: 0 where they share nothing, 1 where they have the same words.

    Symmetric; the order of words does not count. Two texts without words are the same.

    >>> similarity("Mehr Bäume am Platz", "Am Platz mehr Bäume")
    1.0
    """
    first, second = stems_of(one), stems_of(other)
    if not first or not second:
        return float(first == second)
    weights = dict.fromkeys(first | second, 1.0)
    return overlap(first, second, kin_between(second, first), weights, len(first) * len(second))


def rank[K: (int, str)](
    text: str,
    candidates: Sequence[tuple[K, str]],
    limit: int = 5,
    *,
    least: float = LEAST,
    frequencies: Frequencies | None = None,
) -> list[Found[K]]:
    """The most similar of some texts, most similar first; of equal ones the lowest key first.

    Args:
        candidates: key and text of each, as a search proposed them; in any order.
        limit: how many at most.
        least: a text with a lower score is not among them.
        frequencies: how many texts have a word, by `count_words`. Without it words are weighed by
            how many of the candidates have them.

    >>> found = rank("Radwege bauen", [(1, "Netz bauen"), (2, "Ein Fahrradweg!"), (3, "Baum")])
    >>> [(each.key, each.shared) for each in found]
    [(2, ('radwege', 'fahrradweg')), (1, ('bauen',))]
    """
    own = stems_of(text)
    theirs = [(key, stems_of(other)) for key, other in candidates]
    frequencies = frequencies or _counted([stems for _, stems in theirs])
    weights = weights_of(frequencies, own.union(*(stems for _, stems in theirs)))
    kin = kin_between(own, weights)
    met = _turned(kin)
    mine = whole(own, weights)
    scored = [
        (-score, key, place)
        for place, (key, stems) in enumerate(theirs)
        if not stems.isdisjoint(met)
        and (score := overlap(own, stems, met, weights, mine * whole(stems, weights))) >= least
    ]
    scored.sort()
    return [
        Found(key, -score, shared_words(text, candidates[place][1], kin, weights))
        for score, key, place in scored[: max(0, limit)]
    ]


def _turned(kin: Mapping[str, Kin]) -> dict[str, Kin]:
    turned: dict[str, Kin] = {}
    for one, near in kin.items():
        for other, degree in near.items():
            turned.setdefault(other, {})[one] = degree
    return turned


def weights_of(frequencies: Frequencies, stems: Iterable[str]) -> dict[str, float]:
    """The weight of each stem: the rarer, the heavier; squared, as a vector's length would be."""
    number, having = frequencies.texts, frequencies.having
    by_count: dict[int, float] = {}
    weights: dict[str, float] = {}
    for each in stems:
        count = min(having.get(each, 0), number)
        weight = by_count.get(count)
        if weight is None:
            weight = by_count[count] = (1 + math.log((1 + number) / (1 + count))) ** 2
        weights[each] = weight
    return weights


def whole(stems: Iterable[str], weights: Mapping[str, float]) -> float:
    """What all stems of a text weigh; the same in any order."""
    return math.fsum(map(weights.__getitem__, stems))


def overlap(
    one: Collection[str],
    other: Collection[str],
    kin: Mapping[str, Kin],
    weights: Mapping[str, float],
    wholes: float,
) -> float:
    """The share of each text's weight that meets kin in the other, as their geometric mean.

    The share is 1 where every stem has itself in the other. `kin` has the stems of the other text
    that are near any of the first; `wholes` is what both texts weigh, multiplied.
    """
    best: dict[str, float] = {}
    second: list[float] = []
    for each in kin.keys() & other:
        nearest = 0.0
        for met, degree in kin[each].items():
            if met in one:
                nearest = max(nearest, degree)
                if degree > best.get(met, 0.0):
                    best[met] = degree
        second.append(nearest * weights[each])
    if not best:
        return 0.0
    first = math.fsum([degree * weights[met] for met, degree in best.items()])
    return min(1.0, math.sqrt(first * math.fsum(second) / wholes))


def shared_words(
    one: str, other: str, kin: Mapping[str, Kin], weights: Mapping[str, float]
) -> tuple[str, ...]:
    """The words of two texts that met, the most telling first: its own, then the other's."""
    mine, theirs = stems_and_words(one), stems_and_words(other)
    met = [
        (-weights[each] * degree, each, near)
        for each in mine
        for near, degree in kin[each].items()
        if near in theirs
    ]
    met.sort()
    return in_order(word for _, each, near in met for word in (*mine[each], *theirs[near]))
