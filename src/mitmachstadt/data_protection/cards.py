"""Somebody's data as a file, written piece by piece; the register of processing as text."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitmachstadt.data_protection.enums import Form
from mitmachstadt.data_protection.queries import Activity, Part
from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.declarations import Basis
from mitmachstadt.kernel.language import moment_in_words

_FILE = "data_protection/file/"


def file_pieces(parts: Iterable[Part], *, form: Form, name: str, at: datetime) -> Iterator[bytes]:
    """One file with everything in these parts, for whose name it is."""
    pieces = _json(parts, name, at) if form == Form.JSON else _html(parts, name, at)
    return (piece.encode() for piece in pieces)


def _about(part: Part) -> dict[str, str]:
    one = part.declared
    return {
        "called": str(one.called),
        "purpose": str(one.purpose),
        "basis": str(Basis(one.basis).label),
        "kept": part.keep_in_words,
        "seen_by": str(one.seen_by),
    }


def _json(parts: Iterable[Part], name: str, at: datetime) -> Iterator[str]:
    city = the_city()
    head = {"city": city.name, "contact": city.contact, "for": name, "written": at.isoformat()}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "parts": ['
    for number, part in enumerate(parts):
        fields = {field: str(part.declared.says[field]) for field in part.declared.handed_out}
        facts = {"table": part.declared.model, **_about(part), "fields": fields}
        yield ("," if number else "") + "\n" + json.dumps(facts, ensure_ascii=False)[:-1]
        yield ', "rows": ['
        for place, row in enumerate(part.rows()):
            plain = json.dumps(row, ensure_ascii=False, default=_plain)
            yield ("," if place else "") + "\n" + plain
        yield "]}"
    yield "\n]}\n"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)


def _html(parts: Iterable[Part], name: str, at: datetime) -> Iterator[str]:
    city = the_city()
    yield render_to_string(_FILE + "head.html", {"city": city, "name": name, "at": at})
    for part in parts:
        rows = part.rows()
        first = next(rows, None)
        if first is None:
            continue
        yield render_to_string(_FILE + "part.html", _about(part))
        for row in chain([first], rows):
            lines = [(part.declared.says[field], _shown(value)) for field, value in row.items()]
            shown = [(label, value) for label, value in lines if value != ""]
            yield render_to_string(_FILE + "row.html", {"lines": shown})
        yield "</section>\n"
    yield "</main></body></html>\n"


def _shown(value: Any) -> str:
    """A value as a person reads it; "" for nothing."""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, datetime):
        return moment_in_words(timezone.localtime(value))
    if isinstance(value, dict) and set(value) == {"id", "title"}:
        return f"{value['title']} ({value['id']})".strip()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


LABELS = (
    gettext_lazy("Was"),
    gettext_lazy("Wozu"),
    gettext_lazy("Welche Angaben"),
    gettext_lazy("Rechtsgrundlage"),
    gettext_lazy("Wie lange"),
    gettext_lazy("Wer es sieht"),
)
HEADER = ("called", "purpose", "data", "basis", "keep", "seen_by")


def register_csv(activities: Iterable[Activity], labels: Iterable[str | Promise]) -> str:
    """The register of processing for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([str(label) for label in labels])
    writer.writerows(_line(activity) for activity in activities)
    return "\ufeff" + out.getvalue()


def register_markdown(activities: Iterable[Activity], labels: Iterable[str | Promise]) -> str:
    """The register of processing as a table that a document takes in."""
    rows = [[str(label) for label in labels], ["---"] * len(HEADER)]
    rows += [_line(activity) for activity in activities]
    lines = ("| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows)
    return "\n".join(lines) + "\n"


def _line(activity: Activity) -> list[str]:
    cells = (getattr(activity, name) for name in HEADER)
    return [", ".join(cell) if isinstance(cell, list) else cell for cell in cells]
