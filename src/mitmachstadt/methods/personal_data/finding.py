import re
from enum import StrEnum
from typing import NamedTuple

from mitmachstadt.methods.personal_data import accounts, telephones


class Datum(StrEnum):
    """What a finding may be."""

    EMAIL = "email"
    IBAN = "iban"
    TELEPHONE = "telephone"
    ADDRESS = "address"


class Finding(NamedTuple):
    """Characters `start` to `end` of a text."""

    kind: Datum
    start: int
    end: int


# Every repetition is bounded, so that no text takes longer than its length.
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w+-][\w.+-]{0,63}[ ]?(?:@|\(at\)|\[at\])[ ]?"
    r"[^\W_](?:[\w-]{0,62})(?:\.[^\W_][\w-]{0,62}){1,6}",
    re.IGNORECASE,
)
_STREET = (
    "straße|strasse|str\\.|weg|platz|allee|gasse|ufer|damm|ring|chaussee|promenade|zeile|steig|hof"
)
_ADDRESS = re.compile(
    rf"(?<![\w-])(?:[^\W\d_][\w-]{{0,40}}?)?(?:{_STREET})[ ]{{0,2}}[0-9]{{1,4}}[ ]?[a-z]?"
    r"(?:[ ]?[-/][ ]?[0-9]{1,4})?[ ]?,?[ ]{0,2}\n?(?:D[ ]?-[ ]?)?[0-9]{5}(?![0-9])",
    re.IGNORECASE,
)


def find(text: str) -> list[Finding]:
    """What may be personal, from the beginning to the end; no two overlap."""
    found = [
        *(Finding(Datum.IBAN, *place) for place in accounts.places(text)),
        *(Finding(Datum.EMAIL, *match.span()) for match in _EMAIL.finditer(text)),
        *(Finding(Datum.ADDRESS, *match.span()) for match in _ADDRESS.finditer(text)),
        *(Finding(Datum.TELEPHONE, *place) for place in telephones.places(text)),
    ]
    kept = list[Finding]()
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def pieces(text: str) -> list[tuple[str, Datum | None]]:
    """The whole text in order, cut where something was found; joined it is the text again."""
    cut, last = list[tuple[str, Datum | None]](), 0
    for kind, start, end in find(text):
        cut += [(text[last:start], None), (text[start:end], kind)]
        last = end
    return [piece for piece in [*cut, (text[last:], None)] if piece[0]]
