"""All pairs of texts that are similar, without comparing each with each.

An inverted index tells which texts have kin of a stem. What a text gathers there bounds its score
from above, so that only pairs that can reach the threshold are compared (R. Bayardo, Y. Ma,
R. Srikant, "Scaling up all pairs similarity search", WWW 2007). Stems that many texts have would
gather everything; they are left out of gathering, and their weight is added to the bound.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mitmachstadt.methods.similar_texts.comparison import Frequencies, overlap, weights_of, whole
from mitmachstadt.methods.similar_texts.errors import SimilarTextsError
from mitmachstadt.methods.similar_texts.kinship import Kin, kin_within

MOST_PAIRS = 3_000_000
# A stem is common if one text in this many has it, and more than a few do.
_COMMON = 20
_FEW = 50
# Sums in another order differ in their last digits.
_ROUNDING = 1 - 1e-9


@dataclass(frozen=True)
class Scale:
    """How words are weighed, and which are near each other."""

    weights: dict[str, float]
    kin: dict[str, Kin]
    common: frozenset[str]


@dataclass
class _Index:
    """The texts so far: which of them have a stem, their weights, and those of common stems."""

    having: dict[str, list[int]] = field(default_factory=dict)
    wholes: list[float] = field(default_factory=list)
    commons: list[float] = field(default_factory=list)


def scale_of(frequencies: Frequencies) -> Scale:
    """The scale on which texts with these words are compared."""
    having = frequencies.having
    bound = max(_FEW, frequencies.texts / _COMMON)
    common = frozenset(stem for stem, count in having.items() if count > bound)
    return Scale(weights_of(frequencies, having), kin_within(having), common)


def similar_pairs(
    texts: Sequence[frozenset[str]], scale: Scale, threshold: float
) -> list[tuple[float, int, int]]:
    """Score and places of all pairs of texts with at least this score, the lower place first.

    Texts without stems are similar to nothing. Raises SimilarTextsError `too_many_pairs` (data:
    most) before memory runs out.
    """
    found: list[tuple[float, int, int]] = []
    index = _Index()
    for place, stems in enumerate(texts):
        index.wholes.append(own := whole(stems, scale.weights))
        index.commons.append(whole(stems & scale.common, scale.weights))
        for other in _near(stems, scale, threshold**2 * _ROUNDING, index):
            both = own * index.wholes[other]
            score = overlap(stems, texts[other], scale.kin, scale.weights, both)
            if score >= threshold:
                found.append((score, other, place))
        if len(found) > MOST_PAIRS:
            raise SimilarTextsError("too_many_pairs", most=MOST_PAIRS)
        for stem in stems:
            index.having.setdefault(stem, []).append(place)
    return found


def _near(stems: frozenset[str], scale: Scale, least: float, index: _Index) -> Iterator[int]:
    """The places of earlier texts that may reach the square of the threshold."""
    total, common = index.wholes[-1], index.commons[-1]
    # A text of common words is gathered by them: it has little else.
    everything = common >= least * total
    gathered: defaultdict[int, float] = defaultdict(float)
    more: defaultdict[int, float] = defaultdict(float)
    for stem in stems:
        weight = scale.weights[stem]
        for other, degree in scale.kin[stem].items():
            if not everything and stem in scale.common and other in scale.common:
                continue
            gain = degree * weight
            for place in index.having.get(other, ()):
                gathered[place] += gain
            if other != stem:
                extra = degree * scale.weights[other] - gain
                for place in index.having.get(other, ()):
                    more[place] += extra
    # Stems that were not gathered count as if they had met.
    mine = 0.0 if everything else common
    floor = least * total - mine
    for place, gain in gathered.items():
        if gain < floor:
            continue
        own = min(gain + mine, total)
        its = gain + more.get(place, 0.0) + (0.0 if everything else index.commons[place])
        if own * min(its, index.wholes[place]) >= least * total * index.wholes[place]:
            yield place
