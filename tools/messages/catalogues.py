"""Reads, compares and writes catalogues; what a translator wrote stays as it is."""

import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po, write_po
from django.conf import settings

from tools.messages.extract import PACKAGE, Message, everything, on_the_path

# How many forms a counted noun has, as gettext wants to be told (Unicode CLDR).
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 :"
    " n%100>=11 && n%100<=99 ? 4 : 5);",
    "tr": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
}
# What a translation must hold exactly as the German has it: names in braces, tags of HTML.
_PLACES = re.compile(r"%\(\w+\)s|%%|\{\w*\}|</?\w+[^>]*>")
_NEEDS_A_READER = "not yet read by somebody whose first language it is"

Catalogue = Catalog


def path_of(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def catalogue(language: str) -> Catalog:
    """What is kept for a language; empty for one that is new."""
    path = path_of(language)
    if not path.is_file():
        return read_po(io.BytesIO(_header(language, reviewed=False).encode()), locale=language)
    with path.open("rb") as file:
        return read_po(file)


def wanted(language: str) -> list[Message]:
    """The messages that a language has to have: all, or those of the path to a contribution."""
    messages = everything()
    if language in settings.LANGUAGES_OF_THE_PATH:
        return [message for message in messages if on_the_path(message)]
    return messages


def missing(language: str) -> list[str]:
    """In words, each message without a translation, or whose translation cannot be used."""
    known = catalogue(language)
    return [words for message in wanted(language) if (words := _fault(message, known))]


def _fault(message: Message, known: Catalog) -> str:
    entry = known.get(message.text, message.context or None)
    if entry is None:
        return f"missing: {message.text}"
    texts = _texts(entry)
    if entry.fuzzy or not all(texts):
        return f"not translated: {message.text}"
    if message.many and len(texts) != known.num_plurals:
        return f"forms of a counted noun: {message.text}"
    for text in texts:
        if sorted(_PLACES.findall(text)) != sorted(_PLACES.findall(message.text)):
            return f"other names in braces or other tags than: {message.text}"
    return ""


def _texts(entry: Entry) -> list[str]:
    """What a translator wrote: one text, or one for each form of a counted noun."""
    return [entry.string] if isinstance(entry.string, str) else list(entry.string or ())


def update(language: str) -> int:
    """Write a catalogue anew: what is new comes in empty, what nothing says any more goes.

    Returns how many messages wait for a translation.
    """
    known, made = catalogue(language), _empty(language)
    for message in wanted(language):
        old = known.get(message.text, message.context or None)
        entry = Entry(
            (message.text, message.many) if message.many else message.text,
            string=_string(old, message, made.num_plurals),
            locations=[(file, 0) for file in sorted(message.files)],
            flags=old.flags & {"fuzzy"} if old else (),
            user_comments=old.user_comments if old else (),
            context=message.context or None,
        )
        made[entry.id] = entry
    body = io.BytesIO()
    write_po(body, made, width=96, omit_header=True, include_lineno=False)
    reviewed = not path_of(language).is_file() or _NEEDS_A_READER not in _text(language)
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    header = _header(language, reviewed=reviewed and language == "en")
    path_of(language).write_text(f"{header}\n{body.getvalue().decode()}", encoding="utf-8")
    return len(missing(language))


def _string(old: Entry | None, message: Message, forms: int) -> str | tuple[str, ...]:
    counted = bool(message.many)
    if old is not None and isinstance(old.string, str) != counted:
        return tuple(_texts(old)) if counted else _texts(old)[0]
    return ("",) * forms if counted else ""


def _text(language: str) -> str:
    return path_of(language).read_text(encoding="utf-8")


def _empty(language: str) -> Catalog:
    header = _header(language, reviewed=True)
    return read_po(io.BytesIO(header.encode()), locale=language)


def _header(language: str, *, reviewed: bool) -> str:
    """Without a date, an address or a name: they would change with every run and machine."""
    plural = PLURALS.get(language, "nplurals=2; plural=(n != 1);")
    state = "complete" if reviewed else _NEEDS_A_READER
    return f"""\
# Mitmachstadt in another language; German is the source. See docs/translating.md.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"
"X-Review: {state}\\n"
"""
