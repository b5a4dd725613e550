"""Rows as text for machines: CSV by RFC 4180 and JSON, written piece by piece."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

# A spreadsheet takes a cell that begins like this for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets take UTF-8 for something else


class _Echo:
    """What `csv` writes to: gives back what it is given."""

    def write(self, text: str) -> str:
        return text


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Lines of a CSV file with a header. Text that looks like a formula gets an apostrophe."""
    writer = csv.writer(_Echo())
    yield _BYTE_ORDER_MARK + writer.writerow(header)
    for row in rows:
        yield writer.writerow([_cell(value) for value in row])


def json_pieces(
    facts: Mapping[str, Any], tables: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Any]]]]
) -> Iterator[str]:
    """One JSON object: the facts, then each table as a list of objects.

    Args:
        tables: name -> (names of the fields, rows).
    """
    yield json.dumps(dict(facts), ensure_ascii=False, default=_plain)[:-1]
    for name, (fields, rows) in tables.items():
        yield f', "{name}": ['
        for number, row in enumerate(rows):
            pairs = dict(zip(fields, map(_plain, row), strict=True))
            yield ("," if number else "") + "\n" + json.dumps(pairs, ensure_ascii=False)
        yield "\n]"
    yield "}\n"


def _cell(value: Any) -> Any:
    value = _plain(value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
