"""A version of a taxonomy as a file, and back: CSV for spreadsheets, JSON in the words of SKOS."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.taxonomies.enums import MOST_ENTRIES, MappingRelation
from mitmachstadt.taxonomies.errors import ImportUnreadable, TooManyEntries
from mitmachstadt.taxonomies.models import Entry, Mapping, Version

COLUMNS = ("slug", "broader", "name_de", "name_en", "definition", "successor")
# A spreadsheet takes a cell that begins like this for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SKOS = {
    MappingRelation.SAME: "exactMatch",
    MappingRelation.BROADER: "broadMatch",
    MappingRelation.NARROWER: "narrowMatch",
    MappingRelation.MERGED_INTO: "isReplacedBy",
}


@dataclass(frozen=True)
class Row:
    """A term as a file gives it; `broader` and `successor` are slugs, or empty."""

    slug: str
    broader: str
    name_de: str
    name_en: str
    definition: str
    successor: str


def rows_of_version(entries: Sequence[Entry]) -> list[Row]:
    slugs = {entry.term_id: entry.slug for entry in entries}
    return [
        Row(
            entry.slug,
            slugs.get(entry.parent_id, "") if entry.parent_id else "",
            entry.name_de,
            entry.name_en,
            entry.definition,
            slugs.get(entry.successor_id, "") if entry.successor_id else "",
        )
        for entry in entries
    ]


def as_csv(entries: Sequence[Entry]) -> str:
    """One line for each term. Text that looks like a formula gets an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in rows_of_version(entries):
        writer.writerow([_safe(getattr(row, column)) for column in COLUMNS])
    return "\ufeff" + file.getvalue()


def as_json(version: Version, entries: Sequence[Entry], mappings: Iterable[Mapping]) -> str:
    """The version as a concept scheme; mappings name the other term by its public id."""
    matches: dict[int, dict[str, list[str]]] = {}
    for mapping in mappings:
        word = _SKOS[MappingRelation(mapping.relation)]
        matches.setdefault(mapping.source_id, {}).setdefault(word, []).append(
            mapping.target.public_id
        )
    concepts = [
        {
            "id": entry.term.public_id,
            "notation": row.slug,
            "prefLabel": _labels(row.name_de, row.name_en),
            "definition": _labels(row.definition, ""),
            "broader": row.broader,
            "successor": row.successor,
            **matches.get(entry.term_id, {}),
        }
        for entry, row in zip(entries, rows_of_version(entries), strict=True)
    ]
    taxonomy = version.taxonomy
    scheme = {
        "id": taxonomy.public_id,
        "notation": taxonomy.slug,
        "prefLabel": _labels(taxonomy.name_de, taxonomy.name_en),
        "version": version.number,
        "validFrom": version.valid_from.isoformat() if version.valid_from else "",
    }
    return json.dumps({"conceptScheme": scheme, "concepts": concepts}, ensure_ascii=False, indent=1)


def read_file(content: bytes, *, name: str) -> list[Row]:
    """The terms in a file as `as_csv` and `as_json` write it.

    Raises:
        ImportUnreadable, TooManyEntries: it is neither, or holds more than any taxonomy has.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportUnreadable(why=gettext("sie ist nicht in UTF-8 geschrieben.")) from error
    rows = _from_json(text) if name.lower().endswith(".json") else _from_csv(text)
    if not rows:
        raise ImportUnreadable(why=gettext("sie enthält keinen Begriff."))
    if len(rows) > MOST_ENTRIES:
        raise TooManyEntries(most=MOST_ENTRIES)
    return rows


def _from_csv(text: str) -> list[Row]:
    delimiter = ";" if ";" in text.split("\n", 1)[0] else ","
    try:
        lines = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ImportUnreadable(why=gettext("sie ist keine CSV-Datei.")) from error
    if lines and not {"slug", "name_de"} <= {str(column) for column in lines[0]}:
        raise ImportUnreadable(
            why=gettext("die erste Zeile nennt nicht die Spalten slug und name_de.")
        )
    return [_row({str(k): _plain(v) for k, v in line.items()}) for line in lines]


def _from_json(text: str) -> list[Row]:
    try:
        concepts = json.loads(text)["concepts"]
        return [
            _row(
                {
                    "slug": each["notation"],
                    "broader": each.get("broader", ""),
                    "name_de": each["prefLabel"]["de"],
                    "name_en": each["prefLabel"].get("en", ""),
                    "definition": each.get("definition", {}).get("de", ""),
                    "successor": each.get("successor", ""),
                }
            )
            for each in concepts
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ImportUnreadable(
            why=gettext("sie hat nicht die Form unserer JSON-Ausgabe.")
        ) from error


def _row(given: dict[str, Any]) -> Row:
    words = {column: str(given.get(column) or "") for column in COLUMNS}
    definition = clean_text(words.pop("definition"))
    return Row(definition=definition, **{c: clean_line(value) for c, value in words.items()})


def _labels(german: str, english: str) -> dict[str, str]:
    return {language: words for language, words in (("de", german), ("en", english)) if words}


def _safe(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _plain(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text
