"""All pairs of texts that are similar, without comparing each with each.

What could meet in two texts bounds their score from above, so that only pairs that can reach the
threshold are compared (R. Bayardo, Y. Ma, R. Srikant, "Scaling up all pairs similarity search",
WWW 2007). The bound is worked out for all texts at once: `bits`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from mitmachstadt.methods.similar_texts.bits import (
    Places,
    Thresholds,
    at_least,
    numbers_in,
    rounded_up,
    summed,
)
from mitmachstadt.methods.similar_texts.comparison import Frequencies, overlap, weights_of, whole
from mitmachstadt.methods.similar_texts.errors import SimilarTextsError
from mitmachstadt.methods.similar_texts.kinship import Kin, kin_within

MOST_PAIRS = 3_000_000
# After so many texts somebody is told how far it is.
_STRIDE = 500
# Weights are counted in these parts of one.
_UNIT = 4
# Sums in another order differ in their last digits.
_ROUNDING = 1 - 1e-9


# Told how many texts were compared, and of how many.
type Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Scale:
    """How words are weighed, and which are near each other."""

    weights: dict[str, float]
    kin: dict[str, Kin]


def scale_of(frequencies: Frequencies) -> Scale:
    """The scale on which texts with these words are compared."""
    having = frequencies.having
    return Scale(weights_of(frequencies, having), kin_within(having))


def similar_pairs(
    texts: Sequence[frozenset[str]],
    scale: Scale,
    threshold: float,
    progress: Progress | None = None,
) -> list[tuple[float, int, int]]:
    """Score and places of all pairs of texts with at least this score, the lower place first.

    Texts without stems are similar to nothing. Raises SimilarTextsError `too_many_pairs` (data:
    most) before memory runs out.
    """
    found: list[tuple[float, int, int]] = []
    wholes = [whole(stems, scale.weights) for stems in texts]
    order = sorted((place for place, stems in enumerate(texts) if stems), key=wholes.__getitem__)
    lightest_first = [(wholes[each], each) for each in order]
    for place, other in _near(texts, scale, threshold, lightest_first, progress):
        both = wholes[place] * wholes[other]
        score = overlap(texts[place], texts[other], scale.kin, scale.weights, both)
        if score >= threshold:
            found.append((score, min(place, other), max(place, other)))
            if len(found) > MOST_PAIRS:
                raise SimilarTextsError("too_many_pairs", most=MOST_PAIRS)
    return found


def _near(
    texts: Sequence[frozenset[str]],
    scale: Scale,
    threshold: float,
    order: Sequence[tuple[float, int]],
    progress: Progress | None,
) -> Iterator[tuple[int, int]]:
    """The pairs of places that may reach the threshold, each once.

    A pair of kin adds to what each of both texts has that meets the other; the score is the
    geometric mean of these sums, divided by that of what the texts weigh. A geometric mean is not
    above the arithmetic one, and that is a sum over pairs of kin. `order`: weight and place of
    each text, lightest first.
    """
    thresholds = Thresholds([sqrt(own) for own, _ in order])
    having: dict[str, Places] = {}
    gains = _gains(scale)
    for number, (own, place) in enumerate(order):
        if met := list(_met(texts[place], gains, having)):
            least = thresholds.above(_UNIT * threshold * _ROUNDING, sqrt(own))
            for earlier in numbers_in(at_least(summed(met), least)):
                yield place, order[earlier][1]
        for stem in texts[place]:
            having.setdefault(stem, Places()).add(number)
        if progress is not None and (number + 1) % _STRIDE == 0:
            progress(number + 1, len(order))


def _met(
    stems: frozenset[str], gains: dict[str, list[tuple[str, int]]], having: dict[str, Places]
) -> Iterator[tuple[int, int]]:
    """What each stem of a text gains at most, and with which earlier texts."""
    for stem in stems:
        for other, gain in gains[stem]:
            if other in having:
                yield gain, having[other].bits()


def _gains(scale: Scale) -> dict[str, list[tuple[str, int]]]:
    """What a text gains at most by a stem with each of its kin in the other, in parts of one."""
    weights = scale.weights
    return {
        stem: [
            (other, rounded_up(_UNIT * degree * (weights[stem] + weights[other]) / 2))
            for other, degree in near.items()
        ]
        for stem, near in scale.kin.items()
    }
