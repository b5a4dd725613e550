"""Sums for many texts at once: in each of some long numbers every text has one bit.

The bits that a text has in the first number, the second and so on are the digits of its own sum
(bit slicing: P. O'Neil, D. Quass, "Improved query performance with variant indexes", SIGMOD 1997).
Numbers are added with full adders, three to two, so that few operations on long numbers do what
would be many on short ones.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor

# Sums are upper bounds: their parts keep so many digits and are rounded up.
_DIGITS = 4
# As many places are kept one by one; from then on as bits.
_FEW = 8
# Texts that weigh nearly the same are held to the threshold of the lightest.
_NEARLY = 1.02

type Slices = list[int]


class Places:
    """Which texts have something; few are kept as a list, for the sake of memory."""

    __slots__ = ("_bits", "_few")

    def __init__(self) -> None:
        self._few: list[int] = []
        self._bits = 0

    def add(self, number: int) -> None:
        self._few.append(number)
        if len(self._few) == _FEW:
            self._bits = self.bits()
            self._few.clear()

    def bits(self) -> int:
        found = self._bits
        for number in self._few:
            found |= 1 << number
        return found


def rounded_up(number: float) -> int:
    """A whole number that is not less, with at most four binary digits before its zeros.

    >>> [rounded_up(each) for each in (0.2, 7, 8.5, 17, 100)]
    [1, 7, 9, 18, 104]
    """
    whole = ceil(number)
    zeros = max(0, whole.bit_length() - _DIGITS)
    return -(-whole >> zeros) << zeros


def summed(parts: Iterable[tuple[int, int]]) -> Slices:
    """The sums of all texts, of parts that each count for the texts in their bits.

    >>> summed([(3, 0b01), (1, 0b11)])  # 4 for the first text, 1 for the second
    [2, 0, 1]
    """
    waiting: list[list[int]] = []
    for amount, bits in parts:
        while len(waiting) < amount.bit_length():
            waiting.append([])
        for digit in range(amount.bit_length()):
            if amount >> digit & 1:
                waiting[digit].append(bits)
    slices: Slices = []
    for digit, rows in enumerate(waiting):
        if len(rows) > 1 and digit + 1 == len(waiting):
            waiting.append([])
        while len(rows) > 2:
            one, two, three = rows.pop(), rows.pop(), rows.pop()
            either = one ^ two
            rows.append(either ^ three)
            waiting[digit + 1].append(one & two | either & three)
        if len(rows) == 2:
            one, two = rows
            rows = [one ^ two]
            if one & two:
                waiting[digit + 1].append(one & two)
        slices.append(rows[0] if rows else 0)
    return slices


def at_least(sums: Slices, least: Slices) -> int:
    """The texts whose sum is not 0 and reaches what is asked of them.

    >>> bin(at_least([2, 0, 1], [0b11, 0b01]))  # 4 of 3 that are asked, 1 of 1
    '0b11'
    """
    some = 0
    for each in sums:
        some |= each
    less = 0
    for digit in range(max(len(sums), len(least))):
        own = sums[digit] if digit < len(sums) else 0
        asked = least[digit] & some if digit < len(least) else 0
        lacking = some ^ own
        less = lacking & asked | less & (lacking | asked)
    return some ^ less


def numbers_in(bits: int) -> Iterator[int]:
    """The numbers of the texts that have their bit, the highest first."""
    while bits:
        highest = bits.bit_length() - 1
        yield highest
        bits ^= 1 << highest


class Thresholds:
    """What is asked of each text, in proportion to something of its own that grows with its number.

    Kept for whoever comes next: those who ask come in the same order.
    """

    def __init__(self, sizes: Sequence[float]) -> None:
        self._stretches = list(_stretches(sizes))
        self._for = 0.0
        self._kept: Slices = []

    def above(self, factor: float, size: float) -> Slices:
        """The greatest whole numbers that are not above factor · size · the size of each text.

        For sizes that differ little they may be those of the smallest.
        """
        if not self._for <= size <= self._for * _NEARLY:
            self._for, self._kept = size, self._slices(factor * size)
        return self._kept

    def _slices(self, factor: float) -> Slices:
        slices: Slices = []
        for size, bits in self._stretches:
            asked = floor(factor * size)
            while len(slices) < asked.bit_length():
                slices.append(0)
            for digit in range(asked.bit_length()):
                if asked >> digit & 1:
                    slices[digit] |= bits
        return slices


def _stretches(sizes: Sequence[float]) -> Iterator[tuple[float, int]]:
    """The smallest size of texts with nearly the same, and their bits."""
    first = 0
    for number, size in enumerate([*sizes, float("inf")]):
        if number > first and size > sizes[first] * _NEARLY:
            yield sizes[first], (1 << number) - (1 << first)
            first = number
