"""Telephone numbers as people in Germany write them."""

import re
from collections.abc import Iterator

_GAP = r"(?:[ ]?[()/–-][ ]?|[ ]|\.)"
_REST = rf"(?:{_GAP}{{1,2}}[0-9]{{1,14}}){{0,8}}"
# With the code of a country or a place.
_WHOLE = re.compile(
    rf"(?<![\w+.,:/§-])(?<![0-9][ ])(?:\+[ ]?|00|\(?0)[1-9][0-9]{{0,13}}{_REST}(?![0-9]|[.,:][0-9])"
)
# Without one, behind a word that says what it is.
_NAMED = re.compile(
    r"(?:\b(?:Tel|Telefon|Telefonnummer|Fon|Handy|Handynummer|Mobil|Mobilnummer|Rufnummer|Fax"
    r"|WhatsApp)\b[ ]?(?:\.|\.?-?Nr\.)?[ ]?:?[ ]{0,2}(?:ist[ ])?)"
    rf"([1-9][0-9]{{1,13}}{_REST})(?![0-9])",
    re.IGNORECASE,
)
_DATE = re.compile(r"0[1-9]\.(?:0?[1-9]|1[0-2])(?:\.|$)|0[1-9]-(?:0[1-9]|1[0-2])-(?:19|20)")
# What such a number is when these words stand before or behind it.
_REFERENCE = re.compile(
    r"(?:\b(?:Az|Aktenzeichen|Geschäftszeichen|GeschZ|Drucksache|Drs|Vorlage|DIN|ISO|ISBN|Norm"
    r"|Artikel|Art|Absatz|Abs|Ziffer|Zeichen)\b|§)[ .:#]{0,3}(?:Nr\.?[ ]?)?(?:[A-Z]{1,4}[ ])?$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[ ]?(?:€|%|Euro\b|EUR\b|Cent\b|Prozent\b|km\b|m²|qm\b|Uhr\b)", re.IGNORECASE)
# Nobody's own: free calls, service numbers, and what everyone may call.
_SERVICES = ("0800", "0180", "0137", "0900", "0118")
_FOR_ALL = {"110", "112", "115", "116111", "116116", "116117", "116123", "19240", "19222"}
_FEWEST, _MOST = 7, 15
_FEWEST_NAMED = 5


def places(text: str) -> Iterator[tuple[int, int]]:
    """Where a telephone number stands."""
    for match in _WHOLE.finditer(text):
        number = match.group()
        digits = _digits(number)
        if not _FEWEST <= len(digits) <= _MOST or digits.startswith(_SERVICES):
            continue
        if _DATE.match(number) or _AMOUNT.match(text, match.end()):
            continue
        if not _REFERENCE.search(text, max(0, match.start() - 40), match.start()):
            yield match.span()
    for match in _NAMED.finditer(text):
        digits = _digits(match[1])
        if _FEWEST_NAMED <= len(digits) <= _MOST and digits not in _FOR_ALL:
            yield match.span(1)


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdecimal())
