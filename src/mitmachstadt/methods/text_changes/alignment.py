"""Which tokens of two sequences correspond: the shortest edit script, with a limit.

Source: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986),
section 4b (linear space refinement). Splitting at unique tokens: B. Cohen, "Patience diff".
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

type Pair = tuple[int, int]
type Box = tuple[int, int, int, int]


def align(old: Sequence[str], new: Sequence[str], *, most_edits: int) -> list[Pair]:
    """Pairs (place in old, place in new) of equal tokens, ascending in both.

    Deterministic. Time is O((n + m) * most_edits): stretches that differ by more edits than that
    are split at the tokens that occur once in both; without such tokens they count as different.
    """
    # Tokens of one side only have no partner; without them the search is much shorter.
    common = {token: number for number, token in enumerate(set(old).intersection(new))}
    old_places = [place for place, token in enumerate(old) if token in common]
    new_places = [place for place, token in enumerate(new) if token in common]
    a = [common[old[place]] for place in old_places]
    b = [common[new[place]] for place in new_places]
    pairs = _align_numbers(a, b, most_edits)
    return sorted((old_places[x], new_places[y]) for x, y in pairs)


def _align_numbers(a: list[int], b: list[int], most_edits: int) -> list[Pair]:
    pairs: list[Pair] = []
    boxes: list[Box] = [(0, len(a), 0, len(b))]
    while boxes:
        a_low, a_high, b_low, b_high = boxes.pop()
        while a_low < a_high and b_low < b_high and a[a_low] == b[b_low]:
            pairs.append((a_low, b_low))
            a_low, b_low = a_low + 1, b_low + 1
        while a_low < a_high and b_low < b_high and a[a_high - 1] == b[b_high - 1]:
            a_high, b_high = a_high - 1, b_high - 1
            pairs.append((a_high, b_high))
        if a_low == a_high or b_low == b_high:
            continue
        x_low, y_low = a_low, b_low
        for x, y in _splits(a[a_low:a_high], b[b_low:b_high], most_edits):
            boxes.append((x_low, a_low + x, y_low, b_low + y))
            x_low, y_low = a_low + x, b_low + y
    return pairs


def _splits(a: list[int], b: list[int], most_edits: int) -> list[Pair]:
    """Points that cut a box into smaller ones; the last is its far corner, [] means give up."""
    middle = _middle(a, b, most_edits)
    corner = (len(a), len(b))
    if middle is not None:
        return [middle, corner]
    anchors = _anchors(a, b)
    return [*anchors, corner] if anchors else []


def _anchors(a: list[int], b: list[int]) -> list[Pair]:
    """The longest ascending chain of tokens that occur exactly once on both sides."""
    count_a, count_b = Counter(a), Counter(b)
    place_b = {token: place for place, token in enumerate(b)}
    chain: list[int] = []  # the lowest last place in b of a chain of each length
    ends: list[int] = []
    steps: list[tuple[Pair, int]] = []  # a pair, and the step before it
    for x, token in enumerate(a):
        if count_a[token] != 1 or count_b[token] != 1:
            continue
        y = place_b[token]
        length = bisect_left(chain, y)
        before = ends[length - 1] if length else -1
        chain[length : length + 1] = [y]
        ends[length : length + 1] = [len(steps)]
        steps.append(((x, y), before))
    pairs = []
    step = ends[-1] if ends else -1
    while step >= 0:
        pair, step = steps[step]
        pairs.append(pair)
    return pairs[::-1]


def _middle(a: list[int], b: list[int], most_edits: int) -> Pair | None:
    """A point on a shortest path, found from both ends at once; None beyond the limit.

    The point is never a corner of the box, so that both halves are smaller.
    """
    n, m = len(a), len(b)
    delta = n - m
    half = min((n + m + 1) // 2, most_edits // 2 + 1)
    forward = {1: 0}
    backward = {1: 0}
    for edits in range(half + 1):
        for k in range(-edits, edits + 1, 2):
            x = _further(forward, k, edits)
            while x < n and 0 <= x - k < m and a[x] == b[x - k]:
                x += 1
            forward[k] = x
            meets = delta % 2 and abs(delta - k) < edits
            if meets and x + backward.get(delta - k, -n) >= n:
                return _inside(x, x - k, n, m)
        for k in range(-edits, edits + 1, 2):
            x = _further(backward, k, edits)
            while x < n and 0 <= x - k < m and a[n - 1 - x] == b[m - 1 - (x - k)]:
                x += 1
            backward[k] = x
            meets = not delta % 2 and abs(delta - k) <= edits
            if meets and x + forward.get(delta - k, -n) >= n:
                return _inside(n - x, m - (x - k), n, m)
    return None


def _further(reached: dict[int, int], k: int, edits: int) -> int:
    if k == -edits or (k != edits and reached[k - 1] < reached[k + 1]):
        return reached[k + 1]
    return reached[k - 1] + 1


def _inside(x: int, y: int, n: int, m: int) -> Pair | None:
    x, y = min(max(x, 0), n), min(max(y, 0), m)
    return None if (x, y) in ((0, 0), (n, m)) else (x, y)
