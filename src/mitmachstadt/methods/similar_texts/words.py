"""The words of a text that say what it is about."""

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3
# Words that hold sentences together say nothing about what they are about.
_STOP = frozenset(
    """
    aber alle allem allen aller alles als also andere anderen auch auf aus bei beim bin bis bitte
    dann daran darauf daraus darin das dass dazu dein dem den denn der deren des dessen dich die
    dies diese diesem diesen dieser dieses doch dort durch ein eine einem einen einer eines etwas
    für ganz gar gegen gibt habe haben hat hatte hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer
    immer ins ist jede jedem jeden jeder jedes jetzt kann kein keine keinem keinen keiner können
    man mehr mein mich mir mit muss müssen nach nicht nichts noch nun nur oder ohne schon sehr sein
    seine sich sie sind soll sollen sollte sollten sondern über und uns unser unsere unter viel
    viele vom von vor war was weil wenn wer werden wie wieder will wir wird wurde zum zur zwischen
    and are but for from has have not that the this was with you
    """.split()
)
# Two forms of a word: what one has behind the other is at most an ending.
_LONGEST_ENDING = 3
_SHORTEST_STEM = 5


def words_of(text: str) -> Counter[str]:
    """How often each word stands in a text; words that only hold it together are left out."""
    folded = unicodedata.normalize("NFC", text).casefold()
    found = (word for word in _WORD.findall(folded) if len(word) >= _SHORTEST)
    return Counter(word for word in found if word not in _STOP)


def trigrams_of(words: Counter[str]) -> Counter[str]:
    """How often three letters follow each other in these words, whose ends are letters too."""
    found: Counter[str] = Counter()
    for word, count in words.items():
        framed = f"^{word}$"
        for start in range(len(framed) - 2):
            found[framed[start : start + 3]] += count
    return found


def common_words(one: str, other: str) -> frozenset[str]:
    """The words of two texts, in small letters, that both have, be it with another ending."""
    first, second = set(words_of(one)), set(words_of(other))
    found = first & second
    stems: dict[str, list[str]] = {}
    for word in second - found:
        stems.setdefault(word[:_SHORTEST_STEM], []).append(word)
    for word in first - found:
        for like in stems.get(word[:_SHORTEST_STEM], ()):
            if _same_stem(word, like):
                found |= {word, like}
    return frozenset(found)


def _same_stem(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_STEM or len(long) - len(short) > _LONGEST_ENDING:
        return False
    return long.startswith(short)
