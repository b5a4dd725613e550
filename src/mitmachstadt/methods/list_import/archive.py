"""What a workbook is made of, looked at before anything of it is read as a whole.

A few hundred kilobytes can unpack to gigabytes, and a sheet can have a million rows. So sizes come
from the archive's directory (beyond which Python unpacks nothing), no part may have a document
type, and the sheet's rows are counted in a stream that ends at the first one too many.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import IO
from xml.parsers import expat

from mitmachstadt.methods.list_import.errors import ListRefused
from mitmachstadt.methods.list_import.model import MOST_COLUMNS, MOST_ROWS

LARGEST_UNPACKED = 100 * 1024 * 1024
# Strings of all sheets are held in memory as a whole, and so is a row.
LARGEST_STRINGS = 32 * 1024 * 1024
LARGEST_ROW = 4 * 1024 * 1024
MOST_PARTS = 2_000
# The header, and some lines above it.
MOST_COUNTED = MOST_ROWS + 20
_CHUNK = 64 * 1024
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
_ROW = re.compile(rb"<(?:\w{1,20}:)?row(?=[\s/>])")
_ROW_NUMBER = re.compile(rb"""<(?:\w{1,20}:)?row\s[^<>]*?\br=["'](\d{1,9})["']""")
_DIMENSION = re.compile(rb"""<(?:\w{1,20}:)?dimension\s[^<>]*?ref=["'][A-Z\d]*:[A-Z]*(\d+)["']""")
_CELL = re.compile(rb"""<(?:\w{1,20}:)?c\s[^<>]*?\br=["']([A-Z]{2,3})\d+["']""")
_MERGED = re.compile(rb"""<(?:\w{1,20}:)?mergeCell\s[^<>]*?ref=["']([A-Z0-9:]+)["']""")
_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f[\s/>]")
_OVERLAP = 512


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a sheet told: merged cells, and whether there are formulas."""

    merged: tuple[str, ...]
    formulas: bool


class Archive:
    """The parts of a workbook; opening it refuses what is no workbook, or too large.

    Raises ListRefused: ``no_workbook``, ``damaged_workbook``, ``unpacked_too_large``.
    """

    def __init__(self, data: bytes) -> None:
        if not data.startswith(b"PK"):
            # An old workbook, or one with a password, is another kind of archive.
            encrypted = data.startswith(b"\xd0\xcf\x11\xe0")
            raise ListRefused("damaged_workbook" if encrypted else "no_workbook")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except UNREADABLE as error:
            raise ListRefused("damaged_workbook") from error
        self._sizes = {part.filename: part.file_size for part in parts}
        if len(self._sizes) < len(parts):
            raise ListRefused("damaged_workbook")
        if any(part.flag_bits & 1 or part.compress_type not in _PACKINGS for part in parts):
            raise ListRefused("damaged_workbook")
        if len(parts) > MOST_PARTS:
            raise too_large()
        if not any(name.endswith("workbook.xml") for name in self._sizes):
            raise ListRefused("no_workbook")

    def check(self, sheets: list[str]) -> None:
        """Raises ListRefused: ``unpacked_too_large``, ``forbidden_entities``, `damaged_workbook`.

        Args:
            sheets: the parts that are looked at by themselves.
        """
        others = {name: size for name, size in self._sizes.items() if name not in sheets}
        if any(size > LARGEST_STRINGS for size in others.values()):
            raise too_large()
        if sum(self._sizes.values()) > LARGEST_UNPACKED:
            raise too_large()
        for name in self._sizes:
            with self.open(name) as stream:
                _no_document_type(stream)

    @property
    def sheets(self) -> list[str]:
        """The parts that are sheets."""
        return [name for name in self._sizes if "/worksheets/" in name and name.endswith(".xml")]

    def open(self, name: str) -> IO[bytes]:
        """A part, to be read piece by piece."""
        try:
            return self._zip.open(name)
        except (KeyError, *UNREADABLE) as error:
            raise ListRefused("damaged_workbook") from error


def too_large() -> ListRefused:
    """The refusal of what would not fit into memory."""
    return ListRefused("unpacked_too_large", most=LARGEST_UNPACKED // 2**20, rows=MOST_ROWS)


def look_at(stream: IO[bytes]) -> Look:
    """Look through a sheet; stops at the first row or column too many.

    Raises ListRefused: ``too_many_rows``, ``too_many_columns``, ``unpacked_too_large``, and
    ``damaged_workbook``, also where rows are not in their order: some would be passed over.
    """
    rows = since = last = 0
    formulas = False
    merged: list[str] = []
    before = b""
    while chunk := _chunk(stream):
        piece = before + chunk
        # What lies within the overlap was found with the piece before.
        starts = [row.start() for row in _ROW.finditer(piece) if row.end() >= len(before)]
        rows += len(starts)
        since = len(piece) - starts[-1] if starts else since + len(chunk)
        if since > LARGEST_ROW:
            raise too_large()
        found = (row for row in _ROW_NUMBER.finditer(piece) if row.end() > len(before))
        last = _last([last, *(int(row[1]) for row in found)])
        claimed = max((int(each[1]) for each in _DIMENSION.finditer(piece)), default=0)
        if max(rows, last, claimed) > MOST_COUNTED:
            raise ListRefused("too_many_rows", most=MOST_ROWS)
        if any(_column(cell[1]) > MOST_COLUMNS for cell in _CELL.finditer(piece)):
            raise ListRefused("too_many_columns", most=MOST_COLUMNS)
        formulas = formulas or _FORMULA.search(piece) is not None
        merged += [each[1].decode() for each in _MERGED.finditer(piece)]
        before = piece[-_OVERLAP:]
    return Look(tuple(dict.fromkeys(merged)), formulas)


def _chunk(stream: IO[bytes]) -> bytes:
    try:
        return stream.read(_CHUNK)
    except UNREADABLE as error:
        raise ListRefused("damaged_workbook") from error


def _last(numbers: list[int]) -> int:
    if any(one >= other for one, other in pairwise(numbers)):
        raise ListRefused("damaged_workbook")
    return numbers[-1]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class _Begun(Exception):
    """The first element is there: what may not come before it did not."""


def _no_document_type(stream: IO[bytes]) -> None:
    """Pictures and the like are passed over; what may be XML must be in bytes like ASCII's.

    Other encodings could hide rows and cells from who looks for them in bytes.
    """
    chunk = _chunk(stream)
    if chunk.startswith((b"\xfe\xff", b"\xff\xfe", b"\x00<")):
        raise ListRefused("damaged_workbook")
    if not chunk.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return

    def refuse(*_: object) -> None:
        raise ListRefused("forbidden_entities")

    def begun(*_: object) -> None:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begun
    try:
        while chunk:
            if b"\x00" in chunk:
                raise ListRefused("damaged_workbook")
            parser.Parse(chunk)
            chunk = _chunk(stream)
        # Of a long token the parser says nothing before the end.
        parser.Parse(b"", True)
    except _Begun:
        return
    except ListRefused:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise ListRefused("damaged_workbook") from error
