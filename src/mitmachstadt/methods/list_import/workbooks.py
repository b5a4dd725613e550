"""Lists as XLSX: the first sheet that is shown, with its formulas' results."""

import io
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import repeat
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from mitmachstadt.methods.list_import.archive import UNREADABLE, Archive, look_at
from mitmachstadt.methods.list_import.decoding import check_size
from mitmachstadt.methods.list_import.errors import ListRefused
from mitmachstadt.methods.list_import.model import Known, Note, Reading
from mitmachstadt.methods.list_import.tables import Row, read_rows
from mitmachstadt.methods.list_import.values import clean

# What openpyxl raises for a ZIP that is no workbook, or one that somebody has damaged.
_BROKEN = (
    InvalidFileException,
    ArithmeticError,
    AttributeError,
    LookupError,
    SyntaxError,
    TypeError,
    *UNREADABLE,
)
_MOST_MERGED = 20


def read_xlsx(data: bytes, known: Known | None = None) -> Reading:
    """Read the first visible sheet of a workbook.

    A formula's place is taken by the result that the spreadsheet saved with it, which is told.
    Days are days. A merged cell counts once, where it begins. Other sheets are named.

    Raises ListRefused, whose docstring lists the codes; a workbook that has or claims too many rows
    is refused before it is read.
    """
    check_size(data)
    archive = Archive(data)
    notes: list[Note] = []
    for name in archive.sheets:
        # Openpyxl reads on from a row that a part only claims to have, so each sheet is looked at.
        with archive.open(name) as stream:
            look_at(stream)
    archive.check(archive.sheets)
    with warnings.catch_warnings():
        # Of what it does not know openpyxl warns whoever runs the city, who can do nothing.
        warnings.simplefilter("ignore")
        try:
            return _read(data, archive, known or Known(), notes)
        except ListRefused:
            raise
        except _BROKEN as error:
            raise ListRefused("damaged_workbook") from error


def _read(data: bytes, archive: Archive, known: Known, notes: list[Note]) -> Reading:
    results = _opened(data, formulas=False)
    shown = [sheet for sheet in results.worksheets if sheet.sheet_state == "visible"]
    sheet: Any = next(iter(shown or results.worksheets), None)
    if sheet is None:
        raise ListRefused("damaged_workbook")
    others = tuple(each.title for each in results.worksheets if each is not sheet)
    if others:
        notes.append(Note(0, "", "other_sheets", {"sheet": sheet.title, "others": others}))
    with archive.open(sheet._worksheet_path) as stream:
        look = look_at(stream)
    # What the sheet says of its size may be less than it has.
    sheet.reset_dimensions()
    for cells in look.merged[:_MOST_MERGED]:
        notes.append(Note(0, cells, "merged_cells", {"cells": cells}))
    if look.merged[_MOST_MERGED:]:
        more = look.merged[_MOST_MERGED:]
        notes.append(Note(0, "", "merged_cells", {"cells": more}))
    written: Iterator[Any] = repeat(())
    if look.formulas:
        other: Any = _opened(data, formulas=True).worksheets[results.worksheets.index(sheet)]
        other.reset_dimensions()
        written = other.iter_rows()
    rows = _rows(zip(sheet.iter_rows(), written, strict=False), notes)
    return read_rows(rows, known, notes, ragged=False)


def _opened(data: bytes, *, formulas: bool) -> Workbook:
    return load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas, keep_links=False)


def _rows(pairs: Iterator[Any], notes: list[Note]) -> Iterator[Row]:
    """The texts of each row; `pairs` have the cells with results and those with formulas."""
    for line, (cells, written) in enumerate(pairs, start=1):
        texts = [_text(cell.value) for cell in cells]
        for place, cell in enumerate(cells):
            if cell.data_type == "e":
                texts[place] = ""
                notes.append(_note(cell, line, "cell_error", value=clean(str(cell.value))))
        _put_results(line, texts, written, notes)
        yield line, texts


def _put_results(line: int, texts: list[str], written: Sequence[Any], notes: list[Note]) -> None:
    """Tell which texts are results; where none was saved, the formula is the text."""
    for place, cell in enumerate(written):
        if cell.data_type == "f" and place < len(texts):
            formula = clean(_text(getattr(cell.value, "text", cell.value)))
            if texts[place]:
                params = {"formula": formula, "value": clean(texts[place])}
                notes.append(_note(cell, line, "formula_value", **params))
            else:
                texts[place] = formula


def _note(cell: Any, line: int, code: str, **params: object) -> Note:
    return Note(line, getattr(cell, "coordinate", ""), code, params)


def _text(value: object) -> str:
    """A cell's value as text: days as 2026-12-31, numbers without superfluous zeros.

    >>> from datetime import datetime
    >>> _text(datetime(2026, 12, 31)), _text(950000.0), _text(True), _text(None)
    ('2026-12-31', '950000', 'true', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
