"""Where in a text the words that were looked for stand, and how well a text fits them."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from mitmachstadt.nodes.queries.search.words import Form, Term, folded

_BEFORE, _LENGTH = 80, 280
_LONGEST = 60_000
_WORD = re.compile(r"[^\W_]+")
type Span = tuple[int, int]


def spans(text: str, terms: Iterable[Term]) -> list[Span]:
    """Where the terms stand, from first to last; a word that only begins so is taken whole."""
    forms = [form for term in terms for form in term.forms]
    places = [found.span() for found in _WORD.finditer(text, 0, _LONGEST)]
    words = [folded(text[start:end]) for start, end in places]
    starts = tuple(form.words[0] for form in forms)
    found: list[Span] = []
    for place, word in enumerate(words):
        length = max(_length_at(words, place, f) for f in forms) if word.startswith(starts) else 0
        start, end = places[place][0], places[place + length - 1][1]
        if length and (not found or end > found[-1][1]):
            found.append((max(start, found[-1][1]) if found else start, end))
    return found


def _length_at(words: Sequence[str], place: int, form: Form) -> int:
    """How many words the form takes at this place; 0 where it does not stand there."""
    first = words[place]
    if form.begins:
        return int(first.startswith(form.words[0]))
    if first != form.words[0]:
        return 0
    length = len(form.words)
    return length if tuple(words[place : place + length]) == form.words else 0


def marked(text: str, found: Iterable[Span]) -> SafeString:
    """The text, escaped, with `<mark>` around what was found."""
    pieces, last = list[str](), 0
    for start, end in found:
        pieces.append(f"{escape(text[last:start])}<mark>{escape(text[start:end])}</mark>")
        last = end
    pieces.append(escape(text[last:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece above is escaped


def excerpt(text: str, terms: Iterable[Term]) -> SafeString:
    """The words around the first place where something was found, with marks."""
    line = " ".join(text.split())
    found = spans(line, terms)
    first, behind = found[0] if found else (0, 0)
    start = max(0, first - _BEFORE)
    if start:
        start = min(line.find(" ", start) + 1, first)
    end = start + _LENGTH
    if end < len(line):
        end = max(line.rfind(" ", start, end), behind)
    before, after = "… " if start else "", " …" if end < len(line) else ""
    inside = [(a - start, b - start) for a, b in found if b <= end]
    return mark_safe(f"{before}{marked(line[start:end], inside)}{after}")  # noqa: S308 - escaped


# Latin letters one byte each and small, anything between words a space: counting in such bytes
# takes a hundredth of the time of a pattern.
_PLAIN = bytes(
    ord(letter) if (letter := folded(chr(number))[:1]) and letter.isalnum() and ord(letter) < 256
    else 32
    for number in range(256)
)  # fmt: skip


def plain(text: str) -> bytes:
    """A text as `count` reads it; letters that are not Latin are left out."""
    small = text.replace("ß", "ss").lower().encode("latin-1", "replace")
    return b" %b " % small.translate(_PLAIN)


def count(words: bytes, form: Form) -> int:
    looked_for = " ".join(form.words)
    if not looked_for.isascii():
        return 0
    return words.count(f" {looked_for}{'' if form.begins else ' '}".encode())


def score(title: str, text: str, terms: Iterable[Term]) -> int:
    """How well a text fits: in its title before in the text, as typed before alike."""
    total = 0
    for words, points in ((title, 4), (text, 1)):
        looked_in = plain(words) if words else b""
        for term in terms:
            found = sum(count(looked_in, form) for form in term.forms)
            total += points * (min(found, 3) + (count(looked_in, Form(term.typed)) > 0))
    return total
