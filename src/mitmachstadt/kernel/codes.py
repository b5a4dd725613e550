"""Codes that a person can write down: short enough for paper, too long to be guessed."""

import hashlib
import hmac

from django.conf import settings

from mitmachstadt.kernel.ids import ALPHABET, spell

CODE_LENGTH = 12


def code_for(*, submission: str, about: str, text: str) -> str:
    """The code of a contribution: the same form sent twice gives the same code.

    Args:
        submission: the random key (at least 128 bits) that the form carried.
        about: the public id of what the contribution is about.
        text: what was written; a changed text is another contribution.

    Returns:
        Twelve characters, 58 bits, derived with the city's secret key.
    """
    message = "\x1f".join(("receipt", submission, about, text))
    return spell(int.from_bytes(_keyed(message)[:16]), CODE_LENGTH)


def card_code(seed: str) -> str:
    """The code on a printed card, derived from the card's random seed (at least 128 bits)."""
    return spell(int.from_bytes(_keyed("card\x1f" + seed)[:16]), CODE_LENGTH)


def code_hash(code: str) -> str:
    """What the database keeps instead of the code."""
    return _keyed("code\x1f" + code).hex()


def code_as_read(typed: str) -> str:
    """The code as a person typed it: only letters and digits matter; "" if it is none."""
    letters = "".join(letter for letter in typed if letter.isalnum()).lower()
    if len(letters) != CODE_LENGTH or any(letter not in ALPHABET for letter in letters):
        return ""
    return letters


def code_in_groups(code: str) -> str:
    """ABCD-EFGH-JKMN, as it is shown and read aloud."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4)).upper()


def _keyed(message: str) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), message.encode(), hashlib.sha256).digest()
