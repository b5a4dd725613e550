"""What somebody typed, as words to look for. The same on both databases.

The index holds words as they were written, folded; German's endings are dealt with here. A word
is looked for by its stem and whatever follows, so that "Anmerkungen" finds "Anmerkung" and
"Wohnung" finds "Wohnungsbau". Words in quotation marks are looked for exactly as they stand.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from mitmachstadt.nodes.migrations._search import SPELLED

LONGEST_QUERY = 200
MOST_TERMS = 8
SHORTEST_PREFIX = 3
SHORTEST_STEM = 4

_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r'(?<![^\W_])(-)?(?:"([^"]*)"|([^\s"]+))')
_QUOTES = str.maketrans("„“”«»", '"""""')
# "Bürger:innen", "Bürger*innen", "Bürger/-innen".
_GENDERED = re.compile(r"(?<=\w)[:*_/·]-?(?=(?:in|innen)\b)", re.IGNORECASE)
_ENDINGS = ("innen", "ern", "em", "en", "er", "es", "e", "n", "s")
_SPELLED = str.maketrans(SPELLED)
_MARKED = re.compile("([A-Za-z])[\u0300-\u036f]+")
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# In nearly every text, so that they tell nothing.
COMMON = frozenset(
    """aber als am an auch auf aus bei bin bis da dann das dass dem den denn der des die dies diese
    diesem diesen dieser dieses doch du durch ein eine einem einen einer eines er es euch fur hat
    haben hier ich ihr ihre im in ist ja kann man mich mir mit nach nicht noch nur ob oder ohne sehr
    sein seine sich sie sind so uber um und uns unter vom von vor war was weil wenn wer wie wir wird
    zu zum zur""".split()
)


def folded(text: str) -> str:
    """Small letters, Latin ones without accents, ß as ss: as both indexes keep words.

    Marks on other letters tell words apart, as in Greek or Arabic, and stay.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.translate(_SPELLED))
    return unicodedata.normalize("NFC", _MARKED.sub(r"\1", apart)).lower()


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(folded(text))


@dataclass(frozen=True)
class Form:
    """One way to write a term: words in a row, the last one perhaps only a beginning."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True)
class Term:
    """A word or a phrase that has to be there, or must not be there, in any of its forms."""

    forms: tuple[Form, ...]
    typed: tuple[str, ...]
    excluded: bool = False


@dataclass(frozen=True)
class Wanted:
    """What is looked for. `dropped` are words that are too common, `cut` says that some were left
    out because there were too many."""

    terms: tuple[Term, ...]
    dropped: tuple[str, ...] = ()
    cut: bool = False

    @cached_property
    def required(self) -> list[Term]:
        return [term for term in self.terms if not term.excluded]

    @property
    def is_everywhere(self) -> bool:
        """Whether only phrases of words are looked for that nearly every text has."""
        words = {word for term in self.required for word in term.typed}
        return words <= COMMON and any(len(term.typed) > 1 for term in self.required)

    @property
    def says_something(self) -> bool:
        return bool(self.required)


def read_query(text: str) -> Wanted:
    """Read what was typed, which may be anything; only `"` and `-` mean something."""
    short = " ".join(text[:LONGEST_QUERY].split())
    prepared = _GENDERED.sub("", short.translate(_QUOTES))
    terms: list[Term] = []
    dropped: list[str] = []
    for minus, phrase, word in _TERM.findall(prepared):
        found = [_exact(words_of(phrase), bool(minus))] if phrase else _words(word, bool(minus))
        for term in filter(None, found):
            common = not phrase and term.typed[0] in COMMON
            if common:
                dropped.append(term.typed[0])
            elif term not in terms:
                terms.append(term)
    cut = len(text) > LONGEST_QUERY or len(terms) > MOST_TERMS
    return Wanted(tuple(terms[:MOST_TERMS]), tuple(dict.fromkeys(dropped)), cut)


def read_words(text: str) -> list[Term]:
    """Every word of a text as a term, in the order in which they stand."""
    plain = _GENDERED.sub("", text)
    return [Term(_forms(word), (folded(word),)) for word in _WORD.findall(plain)]


def _words(typed: str, excluded: bool) -> list[Term | None]:
    """Each part of "Bund-Länder-Programm" is a word."""
    parts = _WORD.findall(typed)
    if excluded and len(parts) > 1:
        return [_exact(words_of(typed), excluded)]
    return [Term(_forms(part), (folded(part),), excluded) for part in parts]


def _exact(words: list[str], excluded: bool) -> Term | None:
    if not words:
        return None
    return Term((Form(tuple(words)),), tuple(words), excluded)


def _forms(typed: str) -> tuple[Form, ...]:
    """A word's stem and whatever follows; short ones exactly."""
    forms: dict[Form, None] = {}
    for spelling in _spellings(typed):
        if len(spelling) < SHORTEST_PREFIX or spelling.isdecimal():
            forms[Form((spelling,))] = None
            continue
        stem = _stem(spelling)
        if len(stem) >= SHORTEST_STEM:
            forms[Form((stem,), begins=True)] = None
        else:
            forms[Form((spelling,), begins=True)] = None
            if stem != spelling:
                forms[Form((stem,))] = None
    return tuple(forms)


def _stem(word: str) -> str:
    """Without its ending, where at least three letters stay; short ones lose only an e."""
    for ending in _ENDINGS:
        least = 3 if ending == "e" else SHORTEST_STEM
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


def _spellings(typed: str) -> list[str]:
    """ "Möbel" and "Moebel" are the same word, whichever is typed and whichever was written."""
    word = folded(typed)
    digraphs = folded(unicodedata.normalize("NFC", typed.lower()).translate(_DIGRAPHS))
    plain = re.sub("([aou])e", r"\1", word)
    return [word, digraphs, plain if len(plain) >= SHORTEST_STEM else word]
