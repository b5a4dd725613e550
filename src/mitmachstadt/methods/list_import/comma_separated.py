"""Lists as CSV, as spreadsheets write it (RFC 4180 and its neighbours)."""

import csv
import io
import re
from collections.abc import Iterator

from mitmachstadt.methods.list_import.columns import known as known_columns
from mitmachstadt.methods.list_import.decoding import decode
from mitmachstadt.methods.list_import.errors import ListRefused
from mitmachstadt.methods.list_import.model import Known, Note, Reading
from mitmachstadt.methods.list_import.tables import read_rows

_SEPARATORS = ";,\t"
# Excel reads and writes a first line that names the separator.
_NAMED = re.compile(r"sep=(.)\r?\n")
_TRIED = 10


def read_csv(data: bytes, known: Known | None = None) -> Reading:
    """Read a list in UTF-8, UTF-16 with its mark, or Windows-1252, with ; or , or tabs.

    Cells that begin like a formula are text. A row with a cell too many is left out, as nobody
    knows which one it is; a row with too few is empty at its end.

    Raises ListRefused, whose docstring lists the codes.

    >>> reading = read_csv("Titel;Ort;Farbe\\nBänke;Am Platz;grün".encode())
    >>> item = reading.items[0]
    >>> item.title, item.place, dict(item.rest), [note.code for note in reading.notes]
    ('Bänke', 'Am Platz', {'Farbe': 'grün'}, ['keys_from_titles'])
    """
    notes: list[Note] = []
    text = decode(data, notes)
    line = 1
    named = _NAMED.match(text)
    separator = named[1] if named and named[1] in _SEPARATORS else None
    if named and separator:
        text, line = text[named.end() :], 2
    rows = _rows(text, separator or _separator(text), line)
    return read_rows(rows, known or Known(), notes, ragged=True)


def _separator(text: str) -> str:
    """With which separator most columns of the first rows have a meaning; else, are most."""

    def rank(separator: str) -> tuple[int, int]:
        meaning = cells = 0
        try:
            for number, (_, row) in enumerate(_rows(text, separator, 1)):
                meaning, cells = max(meaning, known_columns(row)), max(cells, len(row))
                if number >= _TRIED:
                    break
        except ListRefused:
            # What does not read to the end with this separator may with another.
            pass
        return meaning, cells

    return max(_SEPARATORS, key=rank)


def _rows(text: str, separator: str, line: int) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line in which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        begins = line + reader.line_num
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise ListRefused("broken_quotes", line=begins) from error
        if row is None:
            return
        yield begins, row
