"""CPU time and memory for reading lists from elsewhere: the largest one, and one that is too large.

    python -m benchmarks.lists

Each file is read once for its seconds and once for its memory, as Python's allocator tells it.
"""

import io
import json
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable

from openpyxl import Workbook

from mitmachstadt.methods.list_import import (
    MOST_ROWS,
    Known,
    ListRefused,
    read_csv,
    read_plans,
    read_xlsx,
)

MILLION = 1_000_000
_HEADER = (
    "Kennung Titel Beschreibung Bezirk Ort Kosten Status Beginn Ende Organisation Link".split()
)
_TEXT = "Mehr Bänke, mehr Bäume und ein sicherer Weg zur Schule für alle im Kiez. " * 4


def main() -> int:
    rows = [_row(number) for number in range(MOST_ROWS)]
    known = Known(["Mitte"])
    text = "\n".join(";".join(row) for row in [_HEADER, *rows]).encode()
    _tell("CSV", text, lambda data: read_csv(data, known))
    _tell("XLSX", _workbook(rows), lambda data: read_xlsx(data, known))
    names = ("reference_number", "title", "description", "district", "point_label", "cost")
    plans = [dict(zip(names, row, strict=False)) | {"status": 0} for row in rows]
    _tell("JSON", json.dumps(plans).encode(), lambda data: read_plans(data, known))
    _tell("XLSX of a million rows", _million(), read_xlsx)
    return 0


def _row(number: int) -> list[str]:
    return [
        f"A-{number}", f"Vorschlag {number}", f"{_TEXT}{number}", "Mitte", "Am Platz", "950.000 €",
        "laufend", "1.2.2026", "31.12.2027", "Bezirksamt Mitte", f"https://example.org/{number}",
    ]  # fmt: skip


def _workbook(rows: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Liste")
    for row in (_HEADER, *rows):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _million() -> bytes:
    """A workbook with a million rows that does not say how many it has."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_workbook([]))) as old, zipfile.ZipFile(file, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            if not name.endswith("sheet1.xml"):
                new.writestr(name, content)
                continue
            begin, end = content.split(b"</sheetData>")
            with new.open(name, "w") as stream:
                stream.write(begin)
                for number in range(2, MILLION + 1):
                    cell = b'<c r="B%d" t="inlineStr"><is><t>Idee</t></is></c>' % number
                    stream.write(b'<row r="%d">%s</row>' % (number, cell))
                stream.write(b"</sheetData>" + end)
    return file.getvalue()


def _tell(name: str, data: bytes, read: Callable[[bytes], object]) -> None:
    start = time.process_time()
    outcome = _outcome(data, read)
    seconds = time.process_time() - start
    tracemalloc.start()
    _outcome(data, read)
    memory = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    size = len(data) / 2**20
    print(f"{name}, {size:.1f} MB: {outcome}; {seconds:.2f} s of CPU, {memory:.0f} MiB at most")


def _outcome(data: bytes, read: Callable[[bytes], object]) -> str:
    try:
        reading = read(data)
    except ListRefused as refused:
        return str(refused.code)
    return f"{len(getattr(reading, 'items', ()))} items"


if __name__ == "__main__":
    sys.exit(main())
