"""Bank accounts: IBANs whose checksum is right (ISO 13616)."""

import re
from collections.abc import Iterator

# How long an IBAN of a country is.
_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28,
    "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26, "UA": 29,
}  # fmt: skip
_BEGINS = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})[ -]?[0-9][ -]?[0-9]")
_BETWEEN = " -\u00a0\u202f"


def places(text: str) -> Iterator[tuple[int, int]]:
    """Where an IBAN stands, however it is spaced."""
    for match in _BEGINS.finditer(text):
        length = _LENGTHS.get(match[1].upper(), 0)
        iban, end = _signs(text, match.start(), length)
        if length and len(iban) == length and _checks(iban):
            yield match.start(), end


def _signs(text: str, start: int, length: int) -> tuple[str, int]:
    """So many letters and digits, with at most one sign between two of them."""
    signs, place, gap = "", start, 0
    while place < len(text) and len(signs) < length:
        sign = text[place]
        if sign.isascii() and sign.isalnum():
            signs, gap = signs + sign.upper(), 0
        elif sign in _BETWEEN and not gap:
            gap = 1
        else:
            break
        place += 1
    goes_on = place < len(text) and text[place].isalnum()
    return ("" if goes_on else signs), place


def _checks(iban: str) -> bool:
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1
