"""Rows as text for machines: CSV by RFC 4180 and JSON, written piece by piece."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mitmachstadt.kernel.csv_text import csv_lines, plain

__all__ = ["csv_lines", "json_pieces"]


def json_pieces(
    facts: Mapping[str, Any], tables: Mapping[str, tuple[Sequence[str], Iterable[Sequence[Any]]]]
) -> Iterator[str]:
    """One JSON object: the facts, then each table as a list of objects.

    Args:
        tables: name -> (names of the fields, rows).
    """
    yield json.dumps(dict(facts), ensure_ascii=False, default=plain)[:-1]
    for name, (fields, rows) in tables.items():
        yield f', "{name}": ['
        for number, row in enumerate(rows):
            pairs = dict(zip(fields, map(plain, row), strict=True))
            yield ("," if number else "") + "\n" + json.dumps(pairs, ensure_ascii=False)
        yield "\n]"
    yield "}\n"
