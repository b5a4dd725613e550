"""Places as rows of a table, as offices keep them."""

import csv
import io
from collections.abc import Iterable, Mapping

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
_YES, _NO = {"ja", "j", "x", "1"}, {"nein", "n", "0"}


def rows_of(text: str) -> list[tuple[int, Row]]:
    """The rows of a CSV file with the lines on which they end; headings in small letters.

    Raises:
        NoTable, TooManyRows: there is nothing to check row by row.
    """
    text = text.removeprefix("\ufeff").replace("\x00", "")
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(";,\t", key=first.count))
    try:
        headings = [clean_line(cell).lower() for cell in next(reader, [])]
        if not {"name", "anschrift"}.issubset(headings):
            raise NoTable()
        rows: list[tuple[int, Row]] = [
            (reader.line_num, dict(zip(headings, cells, strict=False)))
            for cells in reader
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as error:
        raise NoTable() from error
    if len(rows) > MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)
    return rows


def described(row: Row, districts: Iterable[District]) -> Described:
    """What a row says about a place.

    Raises:
        Refusal: a cell that says nothing we understand.
    """

    def line(heading: str) -> str:
        return clean_line(row.get(heading, ""))

    return Described(
        name=line("name"),
        address=line("anschrift"),
        district=_district(line("bezirk"), districts),
        neighbourhood=line("kiez"),
        access={fact.value: _answer(row, str(fact.label)) for fact in Access},
        services=[each.value for each in Service if _answer(row, str(each.label)) == Known.YES],
        languages=line("sprachen"),
        contact=line("kontakt"),
        way_there=clean_text(row.get("anfahrt", "")),
        note=clean_text(row.get("hinweis", "")),
        week={day.value: hours_of_day(line(str(day.label).lower())) for day in Weekday},
        special=special_days("\n".join(row.get("besondere tage", "").split("|"))),
    )


def _district(words: str, districts: Iterable[District]) -> District | None:
    if not words:
        return None
    for district in districts:
        if words.lower() == district.name.lower() or words == str(district.number):
            return district
    raise UnknownDistrict(words=words[:60])


def _answer(row: Row, heading: str) -> str:
    words = clean_line(row.get(heading.lower(), "")).lower()
    if words in _YES:
        return Known.YES.value
    if words in _NO:
        return Known.NO.value
    if words:
        raise UnknownAnswer(column=heading, words=words[:60])
    return Known.UNKNOWN.value


def headings() -> list[str]:
    """The columns that are read, as they stand in an empty table to fill in."""
    named = ["Name", "Anschrift", "Bezirk", "Kiez", *(str(day.label) for day in Weekday)]
    facts = [*(str(each.label) for each in Service), *(str(fact.label) for fact in Access)]
    rest = ["Besondere Tage", "Sprachen", "Kontakt", "Anfahrt", "Hinweis"]
    return [*named, *facts, *rest]


def empty_table() -> str:
    """A CSV file with the headings alone, as spreadsheets open it."""
    made = io.StringIO()
    csv.writer(made, delimiter=";").writerow(headings())
    return "\ufeff" + made.getvalue()
