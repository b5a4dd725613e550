"""Amounts of money as people write them, as whole cents; what could mean two things is refused.

German and English writing disagree about points and commas, so that "1,000" is one euro or a
thousand. Read is only what has one meaning in both: groups of three digits, two decimals, and a
comma before "Mio.". Everything else is left to whoever wrote it.

    >>> read_amount("1.300.000,50 €")
    Amount(cents=130000050, approximate=False, currency=True)
    >>> read_amount("≈ 950.000 €").approximate
    True
    >>> read_amount("1,3 Mio. €").cents
    130000000
    >>> written(130000050)
    '1.300.000,50 €'
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

# A hundred thousand billion euros; more than any city has, and far from what a column holds.
MOST_CENTS = 10**15


class Problem(StrEnum):
    """Why an amount cannot be read."""

    EMPTY = "empty"
    WORDS = "words"
    NEGATIVE = "negative"
    AMBIGUOUS = "ambiguous"
    DECIMALS = "decimals"
    CURRENCY_MISSING = "currency_missing"
    OTHER_CURRENCY = "other_currency"
    TOO_LARGE = "too_large"


class Unreadable(ValueError):
    """An amount that has no meaning, or more than one."""

    def __init__(self, problem: Problem, text: str) -> None:
        super().__init__(problem, text)
        self.problem = problem
        self.text = text


@dataclass(frozen=True)
class Amount:
    """Whole cents of a euro; whether it was said to be rough, and whether the euro was named."""

    cents: int
    approximate: bool = False
    currency: bool = False


_APPROXIMATE = re.compile(r"^(?:≈|~|ca\.?\s|circa\s|rund\s|etwa\s|ungefähr\s|approx\.?\s|about\s)")
_EURO = re.compile(r"€|\beuro?s?\b")
_OTHER = re.compile(r"[$£¥]|\b(?:usd|chf|gbp|dollar|dm|pln)\b")
_NEGATIVE = re.compile(r"^(?:[-−–—]|minus\b)")
# "950,- €" names whole euros.
_NO_CENTS = re.compile(r",\s?[-–—]{1,2}(?=\s*(?:€|euro?\b|$))")
_SCALES = {
    "tsd": 3, "tausend": 3, "thousand": 3, "mio": 6, "million": 6, "millionen": 6,
    "mrd": 9, "milliarde": 9, "milliarden": 9,
}  # fmt: skip
_SCALED = re.compile(rf"^(.*?\d)\s*({'|'.join(sorted(_SCALES, key=len, reverse=True))})\.?$")
_WHOLE = re.compile(r"\d+")
# Groups of three, and two decimals or none, as Germans and as the English write them.
_GERMAN = re.compile(r"(\d{1,3}(?:[. ]\d{3})*|\d+),(\d\d)")
_GERMAN_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+")
_ENGLISH = re.compile(r"(\d{1,3}(?:,\d{3})*|\d+)\.(\d\d)")
_ENGLISH_WHOLE = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_MULTIPLE = re.compile(r"(\d+)(?:,(\d{1,2}|\d{4,6}))?")
_ONE_SEPARATOR = re.compile(r"\d+[.,]\d+")


def read_amount(text: str, *, currency_needed: bool = False) -> Amount:
    """Read an amount.

    Args:
        text: as it was typed, with or without a currency.
        currency_needed: whether the euro has to be named.

    Raises:
        Unreadable: it is no amount, is below nothing, or could mean two things.
    """
    said = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if not said:
        raise Unreadable(Problem.EMPTY, text)
    said, rough = _APPROXIMATE.subn("", said)
    said = said.strip()
    if _NEGATIVE.match(said):
        raise Unreadable(Problem.NEGATIVE, text)
    if _OTHER.search(said):
        raise Unreadable(Problem.OTHER_CURRENCY, text)
    said, named = _EURO.subn("", _NO_CENTS.sub("", said))
    said = said.strip()
    if named > 1:
        raise Unreadable(Problem.WORDS, text)
    if _NEGATIVE.match(said):
        raise Unreadable(Problem.NEGATIVE, text)
    cents = _cents(said, text)
    if cents > MOST_CENTS:
        raise Unreadable(Problem.TOO_LARGE, text)
    if currency_needed and not named:
        raise Unreadable(Problem.CURRENCY_MISSING, text)
    return Amount(cents, approximate=bool(rough), currency=bool(named))


def _cents(said: str, text: str) -> int:
    if scaled := _SCALED.fullmatch(said):
        return _multiple(scaled[1], _SCALES[scaled[2]], text)
    if not said or not all((sign.isdecimal() and sign.isascii()) or sign in "., " for sign in said):
        raise Unreadable(Problem.WORDS, text)
    if _WHOLE.fullmatch(said) or _GERMAN_WHOLE.fullmatch(said) or _ENGLISH_WHOLE.fullmatch(said):
        return _digits(said) * 100
    for pattern in (_GERMAN, _ENGLISH):
        if found := pattern.fullmatch(said):
            return _digits(found[1]) * 100 + int(found[2])
    if _ONE_SEPARATOR.fullmatch(said) and not re.fullmatch(r"\d{1,3},\d{3}", said):
        raise Unreadable(Problem.DECIMALS, text)
    raise Unreadable(Problem.AMBIGUOUS, text)


def _multiple(number: str, power: int, text: str) -> int:
    found = _MULTIPLE.fullmatch(number)
    if found is None:
        readable = all(sign.isdecimal() or sign in "., " for sign in number)
        raise Unreadable(Problem.AMBIGUOUS if readable else Problem.WORDS, text)
    decimals = found[2] or ""
    return int(found[1] + decimals + "0" * (power + 2 - len(decimals)))


def _digits(said: str) -> int:
    return int("".join(sign for sign in said if sign.isdecimal()))


def written(cents: int) -> str:
    """An amount as Germans write it; whole euros without decimals."""
    euros, rest = divmod(cents, 100)
    grouped = f"{euros:,}".replace(",", ".")
    return f"{grouped},{rest:02d} €" if rest else f"{grouped} €"
