"""Joins what is similar, most similar first, as long as the group keeps a middle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Links:
    """Places that are similar, that are one unit by hand, and that must not come together.

    `pairs` have a score and the lower place first; `units` hold every place exactly once; `sizes`
    say how many texts stand at a place.
    """

    pairs: Sequence[tuple[float, int, int]]
    units: Sequence[Sequence[int]]
    apart: Sequence[tuple[int, int]]
    sizes: Sequence[int]


def linked(links: Links) -> Iterator[list[int]]:
    """The places of each group, its middle first, then in their order.

    A middle is a place that has a similar place in each unit of the group.
    """
    unit_of = {place: number for number, unit in enumerate(links.units) for place in unit}
    scores: dict[int, dict[int, float]] = {}
    for score, one, other in links.pairs:
        scores.setdefault(one, {})[other] = score
        scores.setdefault(other, {})[one] = score
    for group in _joined(links, unit_of):
        places = sorted(place for unit in group for place in links.units[unit])
        middle = _middle(places, scores, links.sizes)
        yield [middle, *(place for place in places if place != middle)]


def _joined(links: Links, unit_of: dict[int, int]) -> list[set[int]]:
    """Which units form a group."""
    near = [{number} for number in range(len(links.units))]
    for _, one, other in links.pairs:
        near[unit_of[one]].add(unit_of[other])
        near[unit_of[other]].add(unit_of[one])
    groups = [{number} for number in range(len(links.units))]
    # Which units have every unit of the group near them.
    middles = [set(each) for each in near]
    enemies: list[set[int]] = [set() for _ in groups]
    for one, other in links.apart:
        enemies[unit_of[one]].add(unit_of[other])
        enemies[unit_of[other]].add(unit_of[one])
    group_of = list(range(len(groups)))
    for _, one, other in sorted(links.pairs, key=lambda pair: (-pair[0], *pair[1:])):
        first, second = sorted((group_of[unit_of[one]], group_of[unit_of[other]]))
        if first == second or not enemies[first].isdisjoint(groups[second]):
            continue
        middle = middles[first] & middles[second]
        if middle.isdisjoint(groups[first]) and middle.isdisjoint(groups[second]):
            continue
        for unit in groups[second]:
            group_of[unit] = first
        groups[first] |= groups[second]
        enemies[first] |= enemies[second]
        middles[first] = middle
        groups[second] = set()
    return [each for each in groups if each]


def _middle(places: list[int], scores: dict[int, dict[int, float]], sizes: Sequence[int]) -> int:
    """What most texts of a group are similar to; of several, what they are most similar to."""
    within = set(places)

    def rank(place: int) -> tuple[int, float, int]:
        near = scores.get(place, {})
        met = sorted(near.keys() & within)
        texts = sizes[place] + sum(sizes[other] for other in met)
        return (-texts, -sum(sizes[other] * near[other] for other in met), place)

    return min(places, key=rank)
