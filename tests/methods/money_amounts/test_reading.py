"""Amounts of money as people write them."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods import money_amounts
from mitmachstadt.methods.money_amounts import (
    MOST_CENTS,
    Amount,
    Problem,
    Unreadable,
    read_amount,
    written,
)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.300.000,50 €", 130000050),
        ("1,3 Mio. €", 130000000),
        ("1,25 Mio €", 125000000),
        ("3 Millionen Euro", 300000000),
        ("0,5 Mrd. €", 50000000000),
        ("250 Tsd. EUR", 25000000),
        ("950000", 95000000),
        ("≈ 950.000 €", 95000000),
        ("ca. 950.000 €", 95000000),
        ("950,- €", 95000),
        ("950,–", 95000),
        ("€ 1,300,000.50", 130000050),
        ("EUR 1,300,000", 130000000),
        ("1,000.50", 100050),
        ("12,50", 1250),
        ("1 300 000 €", 130000000),
        ("1\u00a0300\u00a0000\u00a0€", 130000000),
        ("0 €", 0),
    ],
)
def test_amount_with_one_meaning_is_read_in_cents(text, cents):
    assert read_amount(text).cents == cents


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", Problem.EMPTY),
        ("   ", Problem.EMPTY),
        ("N.N.", Problem.WORDS),
        ("wird noch geklärt", Problem.WORDS),
        ("1 bis 2 Mio. €", Problem.WORDS),
        ("einskommadrei Mio. €", Problem.WORDS),
        ("€", Problem.WORDS),
        ("5 € und 3 €", Problem.WORDS),
        ("zwölf", Problem.WORDS),
        ("٣٣", Problem.WORDS),
        ("-5", Problem.NEGATIVE),
        ("−5 €", Problem.NEGATIVE),
        ("– 5 €", Problem.NEGATIVE),
        ("€ -5", Problem.NEGATIVE),
        ("minus 5 €", Problem.NEGATIVE),
        ("ca. -5 €", Problem.NEGATIVE),
        ("1.3 Mio", Problem.AMBIGUOUS),
        ("1.3 Mio. €", Problem.AMBIGUOUS),
        ("1,300 Mio. €", Problem.AMBIGUOUS),
        ("1.300 Tsd. €", Problem.AMBIGUOUS),
        ("1,000", Problem.AMBIGUOUS),
        ("1,000.5", Problem.AMBIGUOUS),
        ("1.000,000.50", Problem.AMBIGUOUS),
        ("1.0000", Problem.DECIMALS),
        ("1000,0", Problem.DECIMALS),
        ("1.3", Problem.DECIMALS),
        ("$ 500", Problem.OTHER_CURRENCY),
        ("500 CHF", Problem.OTHER_CURRENCY),
        ("9" * 40, Problem.TOO_LARGE),
        ("999999999 Mrd. €", Problem.TOO_LARGE),
    ],
)
def test_what_is_no_amount_or_could_mean_two_is_refused_with_the_reason(text, problem):
    with pytest.raises(Unreadable) as raised:
        read_amount(text)
    assert raised.value.problem == problem


def test_currency_is_asked_for_where_it_is_needed():
    assert read_amount("500 €", currency_needed=True) == Amount(50000, currency=True)
    with pytest.raises(Unreadable) as raised:
        read_amount("500", currency_needed=True)
    assert raised.value.problem == Problem.CURRENCY_MISSING


def test_rough_amounts_are_marked_and_exact_ones_are_not():
    assert read_amount("rund 5 €").approximate and not read_amount("5 €").approximate


@given(st.integers(min_value=0, max_value=MOST_CENTS))
def test_what_we_write_is_what_we_read(cents):
    assert read_amount(written(cents), currency_needed=True).cents == cents


@given(st.integers(min_value=0, max_value=MOST_CENTS))
def test_english_writing_of_two_decimals_means_the_same(cents):
    assert read_amount(f"{cents // 100:,}.{cents % 100:02d}").cents == cents


@given(st.text(alphabet="0123456789., €-−MiotsdEUR≈ca", max_size=20))
def test_whatever_is_typed_is_read_as_no_less_than_nothing_or_refused(text):
    try:
        read = read_amount(text)
    except Unreadable:
        return
    assert 0 <= read.cents <= MOST_CENTS


@given(st.integers(min_value=0, max_value=10**9))
def test_a_minus_is_never_read_as_a_plus(euros):
    for sign in "-−–":
        with pytest.raises(Unreadable):
            read_amount(f"{sign}{euros} €")


def test_examples_in_the_description_are_true():
    assert doctest.testmod(money_amounts).failed == 0
