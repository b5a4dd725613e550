"""Lists of ideas from elsewhere: which reader a file needs, and what its rows say."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from mitmachstadt.arena.enums import MOST_LISTED
from mitmachstadt.arena.errors import ListTooLong, ListUnreadable
from mitmachstadt.kernel.text import shorten
from mitmachstadt.methods.list_import import (
    Item,
    Known,
    ListRefused,
    Note,
    describe,
    read_any,
    refusal_text,
)
from mitmachstadt.people.models import District


@dataclass(frozen=True)
class Entry:
    """One entry of a list, as an idea can be made of it."""

    key: str
    title: str
    text: str
    district: District | None
    neighbourhood: str
    url: str


@dataclass(frozen=True)
class ReadList:
    """The entries of a list, and in words what was not taken over or not as it stood there."""

    entries: list[Entry]
    notes: list[str]


def read_list(
    content: bytes, *, name: str, districts: Iterable[District], kind: str = ""
) -> ReadList:
    """Read a list by what it is: a workbook, JSON of the platform, else text with columns.

    Args:
        kind: "projects" for the platform's list of projects, else that of plans, if it is JSON.

    Raises:
        ListUnreadable: why it cannot be read, and what to do.
        ListTooLong: it has more entries than come in at once.
    """
    known = {district.name: district for district in districts}
    try:
        reading = read_any(content, Known(list(known)), name=name, projects=kind == "projects")
    except ListRefused as refused:
        raise ListUnreadable(words=refusal_text(refused.code, refused.data, gettext)) from refused
    if len(reading.items) > MOST_LISTED:
        raise ListTooLong(found=len(reading.items), most=MOST_LISTED)
    return ReadList(
        [_entry(item, known) for item in reading.items],
        [*map(_sentence, reading.notes), *filter(None, map(_left_out, reading.items))],
    )


def _entry(item: Item, known: dict[str, District]) -> Entry:
    return Entry(
        key=item.source_key,
        title=item.title,
        text=item.text or item.title,
        district=known.get(item.district_name),
        neighbourhood=item.place or ("" if item.district_name in known else item.district_name),
        url=item.url,
    )


def _left_out(item: Item) -> str:
    """What an idea has no place for; a measure would."""
    told = {
        gettext("Organisation"): item.organisation,
        gettext("Kosten"): item.cost_text,
        gettext("Status"): item.status.value,
        gettext("Beginn"): item.begins.isoformat() if item.begins else "",
        gettext("Ende"): item.ends.isoformat() if item.ends else "",
        **item.rest,
    }
    words = "; ".join(f"{name}: {value}" for name, value in told.items() if value)
    if not words:
        return ""
    return gettext("Zeile {line}: nicht übernommen: {words}").format(
        line=item.line, words=shorten(words, 500)
    )


def _sentence(note: Note) -> str:
    where = gettext("Zeile {line}: ").format(line=note.line) if note.line else ""
    field = f"{note.field}: " if note.field else ""
    return f"{where}{field}{describe(note, gettext)}"
