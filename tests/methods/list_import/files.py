"""Builds files to read: CSV, and workbooks of openpyxl or by hand."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

TITLE = "Titel"
DISTRICTS = ("Mitte", "Neukölln", "Charlottenburg-Wilmersdorf", "Bezirk 1", "10", "11", "12")


def csv_file(rows: Iterable[Sequence[str]], separator: str = ";", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_file(*sheets: Sequence[Sequence[Any]]) -> bytes:
    book = Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.worksheets[0] if not number else book.create_sheet()
        sheet.title = f"Blatt {number + 1}"
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(data: bytes, **parts: bytes) -> bytes:
    """The same workbook with the part whose name ends like this replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            key = name.rsplit("/", 1)[-1].removesuffix(".xml")
            new.writestr(name, parts.get(key, old.read(name)))
    return out.getvalue()


def sheet_xml(rows: bytes, dimension: str = "", head: bytes = b"") -> bytes:
    names = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    claimed = f'<dimension ref="{dimension}"/>'.encode() if dimension else b""
    return b"%s<worksheet %s>%s<sheetData>%s</sheetData></worksheet>" % (
        head, names, claimed, rows
    )  # fmt: skip


def text_row(number: int, *texts: str) -> bytes:
    cells = "".join(
        f'<c r="{"ABCDEFGH"[place]}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for place, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'.encode()
