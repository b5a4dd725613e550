"""Words that an import may have damaged: spaces lost, hyphens left in the middle, bytes misread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from mitmachstadt.methods.text_import.findings import Finding, PassageView, View

_WORD = re.compile(r"[^\W\d_]+")
_SEAM = re.compile(r"(?<![\w:*/@.-])([^\W\d_]*[a-zäöüß])([A-ZÄÖÜ][a-zäöüß]{3,})(?![\w:*@/]|\.\w)")
_AFTER_STOP = re.compile(
    r"(?<![\w.@/-])([^\W\d_]*[a-zäöüß]{3})([.,;!?])([A-ZÄÖÜ][a-zäöüß]{2,})(?![\w.@/-])"
)
_INNER_HYPHEN = re.compile(r"(?<![\w-])([^\W\d_]{2,})-([a-zäöüß]{2,})(?![\w-])")
_DAMAGE = re.compile(
    r"(?:[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œž“”¦¢])+|\ufffd+"
)
_OPENING = "([„“‚\"'"
_CLOSING = ")].,;:!?”“\"'"
# A name that is used this often is a name, not a slip.
_NAME_COUNT = 3
# Ends of German words that never begin one: proof that a hyphen stands inside a word.
_ENDING_TEXT = (
    "te ten ter tes tet ge gen ger gend gung gungen tung tungen rung rungen lung lungen nung "
    "nungen dung dungen sung sungen zung zungen ung ungen keit keiten heit heiten lich liche "
    "lichen licher liches schaft schaften schaftliche tion tionen ren nen den sen ben men chen "
    "ßen zen ler ner ker ser ver ßer tät täten ische ischen ischer mus tisch tische tischen"
)
_ENDINGS = frozenset(_ENDING_TEXT.split())
# Verb prefixes are rightly written both ways ("zusammen arbeiten", "zusammenarbeiten").
_PREFIX_TEXT = (
    "zusammen weiter wieder zurück voran fort vor mit auf aus an ab bei nach um zu durch über "
    "unter hin her da so wie wo hier nicht in viel gleich groß sicher frei statt fest teil"
)
_PREFIXES = frozenset(_PREFIX_TEXT.split())


def check_words(view: View) -> Iterator[Finding]:
    """Findings ``missing_space``, ``broken_word`` and ``encoding_damage``."""
    words: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    for passage in view.passages:
        words.update(_WORD.findall(passage.text))
        pairs.update(_neighbours(passage.text))
    glued = _glued(words, pairs)
    for passage in view.passages:
        text = passage.text
        if not text.islower():
            yield from _seams(passage, words, pairs)
            yield from _stops(passage)
        if glued:
            yield from _glued_words(passage, glued)
        if "-" in text:
            yield from _inner_hyphens(passage, words)
        if not text.isascii():
            yield from _damage(passage)


def _neighbours(text: str) -> Iterator[tuple[str, str]]:
    """Pairs of words with exactly one space between them."""
    for left, right in pairwise(text.split(" ")):
        # Signs around a pair do no harm, signs inside it mean that it is none.
        left, right = left.lstrip(_OPENING), right.rstrip(_CLOSING)
        if left.isalpha() and right.isalpha():
            yield left, right


def _glued(words: Counter[str], pairs: set[tuple[str, str]]) -> dict[str, str]:
    """Rare words that are two words standing side by side elsewhere ("Einoffener")."""
    return {
        left + right: f"{left} {right}"
        for left, right in pairs
        if len(left) >= 3
        and len(right) >= 4
        and right[0].islower()
        and left.casefold() not in _PREFIXES
        and 0 < words[left + right] < _NAME_COUNT
    }


def _seams(
    passage: PassageView, words: Counter[str], pairs: set[tuple[str, str]]
) -> Iterator[Finding]:
    """A capital inside a word: two words, unless it is a name such as "FabLabs"."""
    for found in _SEAM.finditer(passage.text):
        left, right = found[1], found[2]
        if right in ("Innen", "Innern") or words[found[0]] >= _NAME_COUNT:
            continue
        # A small first letter and two full words are no name; otherwise evidence is needed.
        plain = left[0].islower() and len(left) >= 4
        if plain or (left, right) in pairs:
            yield _finding("missing_space", passage, found.span(), f"{left} {right}")


def _stops(passage: PassageView) -> Iterator[Finding]:
    """No space after a full stop or comma; not in addresses, file names or abbreviations."""
    for found in _AFTER_STOP.finditer(passage.text):
        suggestion = f"{found[1]}{found[2]} {found[3]}"
        yield _finding("missing_space", passage, found.span(), suggestion)


def _glued_words(passage: PassageView, glued: dict[str, str]) -> Iterator[Finding]:
    for found in _WORD.finditer(passage.text):
        suggestion = glued.get(found[0])
        if suggestion is not None:
            yield _finding("missing_space", passage, found.span(), suggestion)


def _inner_hyphens(passage: PassageView, words: Counter[str]) -> Iterator[Finding]:
    """A hyphen between small letters, where the word also occurs whole or cannot be two words."""
    for found in _INNER_HYPHEN.finditer(passage.text):
        left, right = found[1], found[2]
        if len(left) > 1 and left.isupper():
            continue
        if words[left + right] or (right in _ENDINGS and len(left) >= 3):
            yield _finding("broken_word", passage, found.span(), left + right)


def _damage(passage: PassageView) -> Iterator[Finding]:
    """UTF-8 that was read as Windows-1252, and replacement characters."""
    for found in _DAMAGE.finditer(passage.text):
        yield _finding("encoding_damage", passage, found.span(), _repaired(found[0]))


def _repaired(text: str) -> str | None:
    try:
        repaired = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
    return repaired if repaired.isprintable() else None


def _finding(
    code: str, passage: PassageView, at: tuple[int, int], suggestion: str | None
) -> Finding:
    return Finding(code, passage.section, passage.passage, at, suggestion)
