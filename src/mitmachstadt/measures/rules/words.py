"""What counts as said: no placeholders, no names of people, no empty praise."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from mitmachstadt.kernel.text import shorten
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.measures.enums import (
    LONGEST_LINE,
    LONGEST_REASON,
    LONGEST_TEXT,
    SHORTEST_LESSON,
    SHORTEST_REASON,
)
from mitmachstadt.measures.errors import (
    EmptyWords,
    NamesAPerson,
    PlaceholderWords,
    ReasonMissing,
    TextTooLong,
    TextTooShort,
)

# Without spaces and signs, so that "N. N.", "n/n" and "T B D" are the same as "NN" and "tbd".
_NOTHING = frozenset(
    """nn nnn tbd tba tbc tbdtbd todo alle alleman jeder jede jedermann niemand keiner irgendwer
    unbekannt offen nochoffen unklar nochunklar unbestimmt nochunbestimmt folgt folgtnoch
    wirdgeklärt wirdnochgeklärt nochzuklären zuklären klärungläuft inklärung inabstimmung
    wirdabgestimmt wirdnochabgestimmt wirdbenannt wirdnochbenannt nochzubenennen zubenennen
    wirdnachgereicht wirdnachgetragen wirdergänzt wirdnochergänzt spätermehr mehrspäter später
    keineangabe keineangaben ka kA na nv siehoben sieheoben siehounten sieheunten siehetext so su
    platzhalter beispiel test testtest text xxx xx x y z abc asdf qwertz egal dummy loremipsum
    everyone everybody all unknown open none nobody pending placeholder tobedecided tobedefined
    tobedetermined tobeannounced nochnichtbekannt nichtbekannt nochnichtfestgelegt festzulegen
    weißnicht wissenwirnochnicht machenwirspäter zuständigestelle diezuständigen alleämter
    allebeteiligten""".split()
)
# Whoever says no more than these words says nothing of what happened.
_PRAISE = frozenset(
    """alles all das es gut gute guter sehr super prima top toll bestens läuft lief gelaufen war ist
    wäre wie geplant klappt geklappt hat okay ok passt schon keine kein probleme problem nichts
    neues besonderes nix weiter so bleibt dabei ändern zu nicht änderung änderungen nötig wir und
    bisher soweit eigentlich einfach im plan good fine everything nothing no problems""".split()
)
_BETWEEN = r"[,;/|+&\n]+|\bund\b|\boder\b"
_ADDRESSED = re.compile(r"\b(?:Herrn?|Frau|Kolleg(?:e|en|in)|Mr\.?|Mrs\.?|Ms\.?)\s+[A-ZÄÖÜ][\w-]+")


def bare(text: str) -> str:
    """Letters and numbers alone, in small letters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum()).replace("ss", "ß")


_NOTHING_BARE = frozenset(bare(word) for word in _NOTHING)
_PRAISE_BARE = frozenset(bare(word) for word in _PRAISE)


def is_placeholder(text: str) -> bool:
    """Whether words stand where something should: "tbd", "N. N.", "?", also several of them."""
    if bare(text) in _NOTHING_BARE or not bare(text):
        return True
    wholes, words = re.split(_BETWEEN, text), text.split()
    return any(
        all(bare(part) in _NOTHING_BARE for part in parts if bare(part))
        for parts in (wholes, words)
    )


def may_stand(words: Mapping[str, str], *, longest: int = LONGEST_TEXT) -> Verdict:
    """Texts by the name of their field: empty, or something that is said, and not too long."""
    for field, text in words.items():
        if len(text) > longest:
            return no(TextTooLong(field=field, longest=longest))
        if text and is_placeholder(text):
            return no(PlaceholderWords(words=shorten(text, 40), field=field))
    return YES


def may_stand_in_lines(words: Mapping[str, str]) -> Verdict:
    return may_stand(words, longest=LONGEST_LINE)


def must_stand(words: Mapping[str, str], *, least: int = 3, longest: int = LONGEST_LINE) -> Verdict:
    """The same where nothing may be empty."""
    for field, text in words.items():
        if len(text) < least:
            return no(TextTooShort(field=field, least=least))
    return may_stand(words, longest=longest)


def may_give_reason(reason: str) -> Verdict:
    """A reason in words, for everybody to read."""
    if len(reason) < SHORTEST_REASON or is_placeholder(reason):
        return no(ReasonMissing(least=SHORTEST_REASON))
    if len(reason) > LONGEST_REASON:
        return no(TextTooLong(field="", longest=LONGEST_REASON))
    return YES


def person_named_in(text: str, names: Iterable[str]) -> str:
    """The first of these names, or any "Frau ...", that stands in a text; "" if none does."""
    if found := _ADDRESSED.search(text):
        return found.group()
    for name in names:
        parts = name.split()
        surname = parts[-1] if len(parts) > 1 and len(parts[-1]) > 3 else ""
        for words in filter(None, (name, surname)):
            if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text):
                return words
    return ""


def may_be_about_things(texts: Iterable[str], *, names: Iterable[str]) -> Verdict:
    """Nothing that is told names somebody."""
    known = list(names)
    for text in texts:
        if found := person_named_in(text, known):
            return no(NamesAPerson(words=shorten(found, 60)))
    return YES


def may_teach(
    *, tried: str, happened: str, changes: str, labels: Mapping[str, str], names: Iterable[str]
) -> Verdict:
    """A lesson says what was tried, what happened and what changes, and blames nobody."""
    said = {labels["tried"]: tried, labels["happened"]: happened, labels["changes"]: changes}
    for text in said.values():
        if _is_empty_praise(text):
            return no(EmptyWords(words=shorten(text, 60)))
    must_say = must_stand(said, least=SHORTEST_LESSON, longest=LONGEST_TEXT)
    if not must_say.allowed:
        return must_say
    return may_be_about_things(said.values(), names=names)


def _is_empty_praise(text: str) -> bool:
    words = [bare(word) for word in re.findall(r"\w+", text)]
    return bool(words) and all(word in _PRAISE_BARE for word in words)
