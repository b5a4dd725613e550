"""Amounts of money as people write them, and the sentence that says how to write them."""

import re

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.measures.errors import (
    AmountAmbiguous,
    AmountDecimals,
    AmountInOtherCurrency,
    AmountNegative,
    AmountTooLarge,
    AmountUnknown,
    AmountWithoutCurrency,
    NumberUnknown,
)
from mitmachstadt.methods.money_amounts import Amount, Problem, Unreadable, read_amount, written

_REFUSALS: dict[Problem, type[Refusal]] = {
    Problem.EMPTY: AmountUnknown,
    Problem.WORDS: AmountUnknown,
    Problem.NEGATIVE: AmountNegative,
    Problem.AMBIGUOUS: AmountAmbiguous,
    Problem.DECIMALS: AmountDecimals,
    Problem.CURRENCY_MISSING: AmountWithoutCurrency,
    Problem.OTHER_CURRENCY: AmountInOtherCurrency,
    Problem.TOO_LARGE: AmountTooLarge,
}


def amount_from(text: str, *, currency_needed: bool = False) -> Amount:
    """The amount that somebody typed.

    Raises:
        Refusal: it is none, is below nothing, or could mean two things.
    """
    try:
        return read_amount(text, currency_needed=currency_needed)
    except Unreadable as problem:
        raise _REFUSALS[problem.problem](words=text.strip()[:80]) from problem


def euros(cents: int) -> str:
    """An amount in words."""
    return written(cents)


_POSTS = re.compile(r"(\d{1,5})(?:,(\d{1,2}))?")


def posts_from(text: str, *, field: str) -> int:
    """Posts as Germans write them ("1,5"), in hundredths.

    Raises:
        NumberUnknown: it is no such number.
    """
    found = _POSTS.fullmatch(text) if text.isascii() else None
    if found is None:
        raise NumberUnknown(words=text[:40], field=field)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
