"""The words of a text that say what it is about, and their stems."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]{2,}|\d")
# Marks on letters, soft hyphens and signs without width divide no word.
_WITHIN = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u00ad\u200b-\u200f\u2060\ufeff]")
# Words that hold sentences together say nothing about what they are about.
_STOP = frozenset(
    """
    ab aber alle allem allen aller alles als also am an and andere anderen are as at auch auf aus
    be bei beim bin bis bitte but by da dabei daher damit dann daran darauf daraus darin das dass
    dazu dein dem den denn der deren des dessen dich die dies diese diesem diesen dieser dieses
    doch dort du durch ein eine einem einen einer eines er es etwas etc euch euer for from für
    ganz gar gegen gibt habe haben hat hatte has have hier ich ihm ihn ihnen ihr ihre ihrem ihren
    ihrer im immer in innen ins is ist it ja je jede jedem jeden jeder jedes jetzt kann kein keine
    keinem keinen keiner können man mehr mein mich mir mit muss müssen nach nein nicht nichts noch
    not nun nur ob oder of ohne on or schon sehr sein seine sich sie sind so soll sollen sollte
    sollten sondern that the this to über um und uns unser unsere unter viel viele vom von vor war
    was we weil wenn wer werden wie wieder will wir wird with wo wurde you zu zum zur zwischen
    """.split()
)
# An umlaut and its two letters are one, as in Snowball's stemmer "German2".
_TWO_LETTERS = re.compile(r"ae|oe|(?<![aeq])ue")
# What makes a noun of a verb, then endings, then endings of comparison; never leaving less than
# three letters. "haus" has no ending.
_ENDINGS = (
    re.compile(r"(?<=...)(?:ungen|ung|heiten|heit|keiten|keit|lich[a-z]{0,2})$"),
    re.compile(r"(?<=...)(?:ern|em|er|en|es|e|(?<=[bdfghklmnrt])s|n)$"),
    re.compile(r"(?<=....)(?:er|en|est|st)$"),
)


def words_of(text: str) -> set[str]:
    """The words of a text in small letters; words that only hold it together are left out.

    >>> sorted(words_of("Die Ampeln sind zu schnell!"))
    ['ampeln', 'schnell']
    """
    small = _WITHIN.sub("", unicodedata.normalize("NFC", text).lower())
    return set(_WORD.findall(small)) - _STOP


def stems_of(text: str) -> set[str]:
    """The stems of the words of a text."""
    return set(map(stem, words_of(text)))


def stems_and_words(text: str) -> dict[str, list[str]]:
    """Which words of a text have which stem, in the order of the alphabet."""
    found: dict[str, list[str]] = {}
    for word in sorted(words_of(text)):
        found.setdefault(stem(word), []).append(word)
    return found


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """A word in small letters without accents and endings: a light stemmer for German.

    Other languages lose an ending now and then, the same in every text.

    >>> [stem(word) for word in ("radweg", "radwege", "bäume", "baeume", "beteiligungen")]
    ['radweg', 'radweg', 'baum', 'baum', 'beteilig']
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)) or word
    plain = _TWO_LETTERS.sub(lambda found: found[0][0], plain)
    for ending in _ENDINGS:
        plain = ending.sub("", plain)
    return plain


def grams_of(stem: str) -> frozenset[str]:
    """Three letters that follow each other; none of what has a number in it."""
    if not stem.isalpha():
        return frozenset()
    return frozenset(map("".join, zip(stem, stem[1:], stem[2:], strict=False)))


def in_order(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, where it stands first."""
    return tuple(dict.fromkeys(words))
