"""What people said about texts: which belong together, which must not stand in one group."""

from collections.abc import Collection, Iterable

from mitmachstadt.methods.similar_texts.errors import SimilarTextsError

type Pair[K] = tuple[K, K]


def units[K: (int, str)](
    keys: Collection[K], together: Iterable[Pair[K]], apart: Collection[Pair[K]]
) -> list[list[K]]:
    """The keys that belong together, be it by a chain, in the order of their lowest keys.

    Raises SimilarTextsError for a key that is not there, for what is apart from itself, and where
    the same texts are said to belong together and apart.
    """
    bonds: dict[K, set[K]] = {key: set() for key in keys}
    for one, other in together:
        _known(bonds, one, other)
        bonds[one].add(other)
        bonds[other].add(one)
    for one, other in sorted(apart):
        _known(bonds, one, other)
        if one == other:
            raise SimilarTextsError("apart_from_itself", key=one)
    found: list[list[K]] = []
    place: dict[K, int] = {}
    for key in sorted(bonds):
        if key not in place:
            unit = sorted(_reached(bonds, key))
            place |= dict.fromkeys(unit, len(found))
            found.append(unit)
    for one, other in sorted(apart):
        if place[one] == place[other]:
            chain = _chain(bonds, one, other)
            raise SimilarTextsError("contradiction", apart=(one, other), chain=chain)
    return found


def _known[K: (int, str)](bonds: dict[K, set[K]], *keys: K) -> None:
    for key in keys:
        if key not in bonds:
            raise SimilarTextsError("unknown_key", key=key)


def _reached[K: (int, str)](bonds: dict[K, set[K]], start: K) -> dict[K, K]:
    """Every key that a chain leads to, and the key before it; by the shortest chain."""
    before, queue = {start: start}, [start]
    for key in queue:
        for other in sorted(bonds[key]):
            if other not in before:
                before[other] = key
                queue.append(other)
    return before


def _chain[K: (int, str)](bonds: dict[K, set[K]], start: K, end: K) -> tuple[K, ...]:
    before = _reached(bonds, start)
    chain = [end]
    while chain[-1] != start:
        chain.append(before[chain[-1]])
    return tuple(reversed(chain))
