"""Places as rows of a table, as offices keep them."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from mitmachstadt.kernel.city import Words, word
from mitmachstadt.kernel.language import in_every_language
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.people.models import District
from mitmachstadt.places.calculations.hours import Described, hours_of_day, special_days
from mitmachstadt.places.enums import MOST_ROWS, Access, Known, Service, Weekday
from mitmachstadt.places.errors import (
    NoTable,
    TooManyRows,
    UnknownAnswer,
    UnknownDistrict,
)

type Row = Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """The rows of a list with the lines on which they end, by the names of `columns()`."""

    rows: list[tuple[int, Row]]
    headings: Mapping[str, str]
    unknown: list[str]


def columns() -> dict[str, str]:
    """What a table may say: its name, and its heading in the language of the page."""
    return {
        "name": _("Name"),
        "address": _("Anschrift"),
        "district": str(word("district")),
        "neighbourhood": str(word("neighbourhood")),
        **{f"day_{day.value}": str(day.label) for day in Weekday},
        **{f"service_{each.value}": str(each.label) for each in Service},
        **{f"access_{fact.value}": str(fact.label) for fact in Access},
        "special": _("Besondere Tage"),
        "languages": _("Sprachen"),
        "contact": _("Kontakt"),
        "way_there": _("Anfahrt"),
        "note": _("Hinweis"),
    }


def _names() -> dict[str, str]:
    """The name of each heading: in whatever language the list was made, with whatever words."""
    found: dict[str, str] = {}
    for called in in_every_language(columns):
        for name, heading in called.items():
            found.setdefault(heading.lower(), name)
    found.setdefault(Words.district.lower(), "district")
    found.setdefault(Words.neighbourhood.lower(), "neighbourhood")
    return found


def read_table(text: str) -> Table:
    """A CSV file, read.

    Raises:
        NoTable, TooManyRows: there is nothing to check row by row.
    """
    text = text.removeprefix("\ufeff").replace("\x00", "")
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(";,\t", key=first.count))
    names = _names()
    try:
        headings = [clean_line(cell) for cell in next(reader, [])]
        found = [names.get(heading.lower(), "") for heading in headings]
        if not {"name", "address"}.issubset(found):
            raise NoTable()
        rows: list[tuple[int, Row]] = [
            (reader.line_num, _row(found, cells))
            for cells in reader
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as error:
        raise NoTable() from error
    if len(rows) > MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)
    named = dict(zip(found, headings, strict=True))
    unknown = [h for h, name in zip(headings, found, strict=True) if h and not name]
    return Table(rows, named, unknown)


def _row(names: list[str], cells: list[str]) -> Row:
    # A spreadsheet may leave out the empty cells at the end of a row.
    pairs = zip_longest(names, cells[: len(names)], fillvalue="")
    return {name: cell for name, cell in pairs if name}


def described(row: Row, table: Table, districts: Iterable[District], known: Described) -> Described:
    """What a row says about a place; what the table has no column for stays as it is known.

    Raises:
        Refusal: a cell that says nothing we understand.
    """
    says: dict[str, Any] = {
        name: clean_line(row[name])
        for name in ("name", "address", "neighbourhood", "languages", "contact")
        if name in row
    }
    says |= {name: clean_text(row[name]) for name in ("way_there", "note") if name in row}
    if "district" in row:
        says["district"] = _district(clean_line(row["district"]), districts)
    if "special" in row:
        says["special"] = special_days("\n".join(row["special"].split("|")))
    days = [day.value for day in Weekday if f"day_{day.value}" in row]
    week = {day: hours_of_day(clean_line(row[f"day_{day}"])) for day in days}
    services = _answers("service", Service.values, row, table)
    kept = {*known.services, *services} - {s for s, k in services.items() if k != Known.YES}
    return replace(
        known,
        **says,
        week=known.week | week,
        services=[each for each in Service.values if each in kept],
        access=known.access | _answers("access", Access.values, row, table),
    )


def _district(words: str, districts: Iterable[District]) -> District | None:
    if not words:
        return None
    for district in districts:
        if words.lower() == district.name.lower() or words == str(district.number):
            return district
    raise UnknownDistrict(words=words[:60])


def _answers(of: str, facts: Collection[str], row: Row, table: Table) -> dict[str, str]:
    """What the columns that there are say about these facts."""
    return {fact: _answer(row, f"{of}_{fact}", table) for fact in facts if f"{of}_{fact}" in row}


def _answer(row: Row, name: str, table: Table) -> str:
    words = clean_line(row[name])
    if words and words.lower() not in _answered():
        raise UnknownAnswer(column=table.headings[name], words=words[:60])
    return _answered().get(words.lower(), Known.UNKNOWN.value)


@cache
def _answered() -> dict[str, str]:
    """Yes and no as people write them, in each language."""
    found = {"j": "yes", "x": "yes", "1": "yes", "n": "no", "0": "no"}
    for called in in_every_language(lambda: [(str(known.label), known.value) for known in Known]):
        found |= {label.lower(): value for label, value in called}
    return found


def empty_table() -> str:
    """A CSV file with the headings alone, as spreadsheets open it."""
    made = io.StringIO()
    csv.writer(made, delimiter=";").writerow(columns().values())
    return "\ufeff" + made.getvalue()
