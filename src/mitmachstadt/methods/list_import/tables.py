"""From the rows of a table to entries: its header, its columns, and cells that do not fit."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from mitmachstadt.methods.list_import.building import Entry, items_of
from mitmachstadt.methods.list_import.columns import Column, columns_of, has_title
from mitmachstadt.methods.list_import.errors import ListRefused
from mitmachstadt.methods.list_import.model import (
    MOST_COLUMNS,
    MOST_ROWS,
    Known,
    Note,
    Reading,
)
from mitmachstadt.methods.list_import.values import clean, has_control, looks_like_formula

type Row = tuple[int, Sequence[str]]

_HEADER_WITHIN = 10
_NAMED = 12


def read_rows(rows: Iterable[Row], known: Known, notes: list[Note], *, ragged: bool) -> Reading:
    """Read rows, each with its number, the header among the first ten that say something.

    Args:
        ragged: a row may have fewer or more cells than the header, so that a cell too many makes
            its columns uncertain. In a sheet every cell has its place.

    Raises ListRefused: ``empty_file``, ``no_title_column``, ``no_rows``, ``too_many_rows``,
    ``too_many_columns``.
    """
    said = (row for row in rows if any(cell.strip() for cell in row[1]))
    columns, left = _header(said, notes)
    entries: list[Entry] = []
    number = 0
    for number, (line, cells) in enumerate(left, start=1):
        if number > MOST_ROWS:
            raise ListRefused("too_many_rows", most=MOST_ROWS)
        if not ragged or _fits(line, cells, columns, notes):
            entries.append(_entry(line, cells, columns, notes))
    if not number:
        raise ListRefused("no_rows")
    items = items_of(entries, known, notes)
    return Reading(tuple(items), tuple(sorted(notes, key=lambda note: note.line)))


def _header(rows: Iterator[Row], notes: list[Note]) -> tuple[list[Column], Iterator[Row]]:
    """The columns, and the rows behind them."""
    first = list(islice(rows, _HEADER_WITHIN))
    if not first:
        raise ListRefused("empty_file")
    if any(len(cells) > MOST_COLUMNS for _, cells in first):
        raise ListRefused("too_many_columns", most=MOST_COLUMNS)
    place = next((place for place, (_, cells) in enumerate(first) if has_title(cells)), None)
    if place is None:
        names = [name for cell in first[0][1] if (name := clean(cell)[:40])]
        raise ListRefused("no_title_column", columns=tuple(names[:_NAMED]))
    for line, above in first[:place]:
        values = tuple(words for cell in above if (words := clean(cell)))
        notes.append(Note(line, "", "before_header", {"values": values}))
    return columns_of(first[place][1]), chain(first[place + 1 :], rows)


def _fits(line: int, cells: Sequence[str], columns: Sequence[Column], notes: list[Note]) -> bool:
    """Whether each cell has its column; what is missing at the end is told and stays empty."""
    params: dict[str, object] = {"found": len(cells), "expected": len(columns)}
    if len(cells) < len(columns):
        notes.append(Note(line, "", "too_few_cells", params))
    elif any(cell.strip() for cell in cells[len(columns) :]):
        params["values"] = tuple(map(clean, cells))
        notes.append(Note(line, "", "too_many_cells", params))
        return False
    return True


def _entry(line: int, cells: Sequence[str], columns: Sequence[Column], notes: list[Note]) -> Entry:
    values: dict[str, str] = {}
    rest: dict[str, str] = {}
    for place, cell in enumerate(cells):
        column = columns[place] if place < len(columns) else Column(f"#{place + 1}", "")
        words = clean(cell)
        if has_control(cell):
            notes.append(Note(line, column.name, "signs_removed"))
        if not words:
            continue
        if looks_like_formula(words):
            notes.append(Note(line, column.name, "formula_as_text", {"value": words}))
        if column.field:
            values[column.field] = words
        else:
            rest[column.name] = words
    names = {column.field: column.name for column in columns if column.field}
    return Entry(line, values, rest, names)
