"""Texts as weighted vectors, and the cosine between them."""

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from mitmachstadt.methods.similar_texts.words import trigrams_of, words_of

_TRIGRAMS = 0.5
LEAST = 0.15

type _Vector = dict[str, float]


@dataclass(frozen=True)
class Found[K: Hashable]:
    """A text that says something similar, and how similar: from 0 to 1."""

    key: K
    score: float


def similarity(one: str, other: str) -> float:
    """How similar two texts are: 0 where they share nothing, 1 where they have the same words.

    Symmetric; the order of words does not count. Two texts without words are the same.
    """
    first, second = _counts(one), _counts(other)
    if not first or not second:
        return float(first == second)
    return _cosine(_vector(first, {}), _vector(second, {}))


def most_similar[K: Hashable](
    text: str, others: Sequence[tuple[K, str]], *, limit: int = 5, least: float = LEAST
) -> list[Found[K]]:
    """The most similar of some texts, most similar first; of equal ones the first given.

    Words are weighed by how many of these texts have them, so the order in which the others are
    given changes no score. Takes time in proportion to the number of letters of all texts.

    Args:
        others: key and text of each.
        least: below this similarity a text is not among them.
    """
    own = _counts(text)
    counted = [(key, _counts(other)) for key, other in others]
    weights = _weights([own, *(counts for _, counts in counted)])
    mine = _vector(own, weights)
    found = [
        Found(key, score)
        for key, counts in counted
        if (score := _cosine(mine, _vector(counts, weights))) >= least
    ]
    found.sort(key=lambda each: -each.score)
    return found[:limit]


def _counts(text: str) -> Counter[str]:
    """Words, and trigrams under names of their own."""
    words = words_of(text)
    counts = Counter({f"w:{word}": count for word, count in words.items()})
    counts.update({f"t:{gram}": count for gram, count in trigrams_of(words).items()})
    return counts


def _weights(texts: Iterable[Mapping[str, int]]) -> dict[str, float]:
    have: Counter[str] = Counter()
    number = 0
    for counts in texts:
        have.update(counts.keys())
        number += 1
    return {part: 1 + math.log((1 + number) / (1 + count)) for part, count in have.items()}


def _vector(counts: Mapping[str, int], weights: Mapping[str, float]) -> _Vector:
    """Sublinear counts, weighed, and of length 1. Sorted, so that sums come out the same."""
    vector = {
        part: (1 + math.log(counts[part]))
        * weights.get(part, 1.0)
        * (_TRIGRAMS if part.startswith("t:") else 1.0)
        for part in sorted(counts)
    }
    length = math.sqrt(math.fsum(value * value for value in vector.values()))
    return {part: value / length for part, value in vector.items()} if length else {}


def _cosine(one: _Vector, other: _Vector) -> float:
    if one == other:
        return float(bool(one))
    shared = one.keys() & other.keys()
    return min(1.0, math.fsum(one[part] * other[part] for part in shared))
