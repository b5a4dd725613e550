"""Sums and thresholds of many texts at once, beside the same worked out one by one."""

from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.similar_texts.bits import (
    Places,
    Thresholds,
    at_least,
    numbers_in,
    rounded_up,
    summed,
)

TEXTS = 20
PARTS = st.lists(st.tuples(st.integers(1, 300), st.integers(0, 2**TEXTS - 1)), max_size=30)


def sums_of(parts):
    return [sum(amount for amount, bits in parts if bits >> n & 1) for n in range(TEXTS)]


def digits(numbers):
    most = max((each.bit_length() for each in numbers), default=0)
    return [
        sum((each >> digit & 1) << n for n, each in enumerate(numbers)) for digit in range(most)
    ]


@given(PARTS)
def test_sums_are_those_of_each_text(parts):
    slices = summed(parts)
    found = [
        sum((each >> n & 1) << digit for digit, each in enumerate(slices)) for n in range(TEXTS)
    ]
    assert found == sums_of(parts)


@given(PARTS, st.lists(st.integers(0, 3000), min_size=TEXTS, max_size=TEXTS))
def test_texts_that_reach_what_is_asked_are_found(parts, asked):
    found = set(numbers_in(at_least(summed(parts), digits(asked))))
    own = sums_of(parts)
    assert found == {n for n in range(TEXTS) if own[n] and own[n] >= asked[n]}


@given(st.lists(st.floats(0.5, 40), min_size=1, max_size=TEXTS), st.floats(0.1, 20))
def test_nobody_is_asked_for_more_and_hardly_for_less(sizes, factor):
    """Whole numbers, and sizes within a twentieth, may be below; never above."""
    sizes.sort()
    thresholds = Thresholds(sizes)
    for size in sizes:
        slices = thresholds.above(factor, size)
        for n, own in enumerate(sizes):
            asked = sum((each >> n & 1) << digit for digit, each in enumerate(slices))
            assert factor * size * own * 0.95 - 1 <= asked <= factor * size * own


@given(st.floats(0, 1e6))
def test_rounding_up_never_loses_and_adds_an_eighth_at_most(number):
    assert number <= rounded_up(number) <= max(number + 1, number * 9 / 8 + 1)


@given(st.lists(st.integers(0, 400), unique=True))
def test_places_are_kept_whether_few_or_many(numbers):
    places = Places()
    for number in sorted(numbers):
        places.add(number)
    assert sorted(numbers_in(places.bits())) == sorted(numbers)
