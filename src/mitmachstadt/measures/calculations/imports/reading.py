"""A file becomes entries, and sentences about everything that is none."""

from dataclasses import dataclass

from django.utils.translation import gettext

from mitmachstadt.measures.calculations.imports.entries import Entry, entry_of
from mitmachstadt.measures.calculations.imports.here import Here
from mitmachstadt.measures.calculations.imports.money import certain_amount
from mitmachstadt.measures.enums import MOST_LISTED
from mitmachstadt.measures.errors import ListTooLong, ListUnreadable
from mitmachstadt.methods.list_import import (
    Known,
    ListRefused,
    Note,
    describe,
    read_any,
    refusal_text,
)


@dataclass(frozen=True)
class LeftOut:
    """A row that is no entry, and why."""

    line: int
    words: str


@dataclass(frozen=True)
class ReadList:
    """What a file holds; `notes` are about the whole of it."""

    entries: list[Entry]
    left_out: list[LeftOut]
    notes: list[str]


def read_list(content: bytes, *, name: str, kind: str, here: Here) -> ReadList:
    """Read a list by what it is.

    Args:
        kind: "projects" for the platform's list of projects, else that of plans, if it is JSON.

    Raises:
        ListUnreadable: why it cannot be read, and what to do.
        ListTooLong: it has more entries than can be looked at.
    """
    known = Known([each.name for each in here.districts], certain_amount)
    try:
        reading = read_any(content, known, name=name, projects=kind == "projects")
    except ListRefused as refused:
        raise ListUnreadable(words=refusal_text(refused.code, refused.data, gettext)) from refused
    if len(reading.items) > MOST_LISTED:
        raise ListTooLong(found=len(reading.items), most=MOST_LISTED)
    about: dict[int, list[Note]] = {}
    for note in reading.notes:
        about.setdefault(0 if note.code == "before_header" else note.line, []).append(note)
    whole = [_sentence(note) for note in about.pop(0, [])]
    entries = [entry_of(item, about.pop(item.line, []), here) for item in reading.items]
    left_out = [
        LeftOut(line, " ".join(_with_field(note) for note in notes))
        for line, notes in sorted(about.items())
    ]
    return ReadList(entries, left_out, whole)


def _sentence(note: Note) -> str:
    where = gettext("Zeile {line}: ").format(line=note.line) if note.line else ""
    return f"{where}{_with_field(note)}"


def _with_field(note: Note) -> str:
    return f"{note.field}: {describe(note, gettext)}" if note.field else describe(note, gettext)
