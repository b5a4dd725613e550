"""The public lists of plans and projects of mein.berlin, as JSON."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from mitmachstadt.methods.list_import.building import Entry, items_of
from mitmachstadt.methods.list_import.decoding import decode
from mitmachstadt.methods.list_import.errors import ListRefused
from mitmachstadt.methods.list_import.model import MOST_ROWS, Known, Note, Reading
from mitmachstadt.methods.list_import.values import clean, find_point, has_control

SITE = "https://mein.berlin.de"
# The platform's days begin at midnight in Berlin, and its moments are in UTC.
_ZONE = ZoneInfo("Europe/Berlin")
_FIELDS = {
    "title": "title",
    "description": "text",
    "point_label": "place",
    "district": "district",
    "organisation": "organisation",
    "cost": "cost",
    "status": "status",
    "url": "url",
}
# A plan is running or done; done was 1 and is 2. A project that is not done is running, or is still
# to come if its participation is.
_PLAN = {0: "running", 1: "finished", 2: "finished"}
_PROJECT = {0: "running", 1: "finished"}
_PARTICIPATION = (0, 1, 2, 3)
_EMPTY: tuple[object, ...] = ("", None, [], {})
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)")

type _Object = Mapping[str, object]


def read_plans(data: bytes, known: Known | None = None) -> Reading:
    """Read the list of plans (Vorhaben), https://mein.berlin.de/api/plans/?format=json.

    The address is the key. Cost is free text; points and everything that has no field stay in
    `rest`, lists and objects as JSON.

    Raises ListRefused, whose docstring lists the codes.

    >>> reading = read_plans(b'[{"title": "Steg", "url": "/vorhaben/2026-00001/", "cost": "N.N."}]')
    >>> reading.items[0].url, reading.items[0].cost_text, reading.notes[0].code
    ('https://mein.berlin.de/vorhaben/2026-00001/', 'N.N.', 'cost_is_text')
    """
    return _read(data, known or Known(), "plan", _plan)


def read_projects(data: bytes, known: Known | None = None) -> Reading:
    """Read the list of projects, https://mein.berlin.de/api/projects/?format=json.

    Begin and end are those of the participation, where the list is sure of them. Otherwise as
    `read_plans`.

    >>> entry = b'[{"title": "Platz", "url": "/projekte/platz/", "status": 1, "point": "",'
    >>> entry += b'"past_phase": "2017-05-29 22:00:00+00:00", "district": "Mitte"}]'
    >>> (item,) = read_projects(entry).items
    >>> item.status.value, item.ends, item.district_name
    ('finished', datetime.date(2017, 5, 29), 'Mitte')
    """
    return _read(data, known or Known(), "project", _project)


type _Reader = Callable[[_Object, dict[str, object]], None]


def _read(data: bytes, known: Known, kind: str, reader: _Reader) -> Reading:
    notes: list[Note] = []
    text = decode(data, notes)
    try:
        return _listed(_parsed(text), known, kind, reader, notes)
    except RecursionError as error:
        raise ListRefused("not_json") from error


def _listed(found: object, known: Known, kind: str, reader: _Reader, notes: list[Note]) -> Reading:
    if isinstance(found, dict) and isinstance(found.get("results"), list):
        if found.get("next"):
            notes.append(Note(0, "", "more_pages", {"next": _kept(found["next"])}))
        found = found["results"]
    if not isinstance(found, list):
        raise ListRefused("not_a_list")
    if len(found) > MOST_ROWS:
        raise ListRefused("too_many_rows", most=MOST_ROWS)
    entries = [
        entry
        for line, each in enumerate(found, start=1)
        if (entry := _entry(line, each, kind, reader, notes))
    ]
    items = items_of(entries, known, notes)
    return Reading(tuple(items), tuple(sorted(notes, key=lambda note: note.line)))


def _parsed(text: str) -> object:
    """What the JSON says; names that stand twice in an object are told apart."""
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=str)
    except ValueError as error:
        raise ListRefused("not_json") from error


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        number, own = 2, name
        while own in found:
            own = f"{name} ({number})"
            number += 1
        found[own] = value
    return found


def _entry(line: int, each: object, kind: str, reader: _Reader, notes: list[Note]) -> Entry | None:
    if not isinstance(each, dict):
        notes.append(Note(line, "", "not_an_entry", {"value": _kept(each)}))
        return None
    if each.get("type", kind) != kind:
        params = {"kind": _kept(each["type"]), "values": _all_kept(each)}
        notes.append(Note(line, "", "other_kind", params))
        return None
    said = {name: value for name, value in each.items() if value not in _EMPTY}
    told: dict[str, object] = {}
    for name in _FIELDS:
        if name in said:
            told[_FIELDS[name]] = said.pop(name)
    _common(said, told)
    reader(each, told)
    for name in ("future_phase", "active_phase", "past_phase"):
        if said.get(name) is False:
            # There is no such phase.
            del said[name]
    return _with_notes(line, told, said, notes)


def _common(said: dict[str, object], told: dict[str, object]) -> None:
    url = told.get("url")
    number = said.get("reference_number")
    if isinstance(url, str) and url.startswith("/") and not url.startswith("//"):
        told["url"] = SITE + url
    if isinstance(number, str) or isinstance(url, str):
        told["key"] = number if isinstance(number, str) else url


def _plan(each: _Object, told: dict[str, object]) -> None:
    _state(told, _PLAN)


def _project(each: _Object, told: dict[str, object]) -> None:
    _state(told, _PROJECT)
    future, active, past = (each.get(f"{name}_phase") for name in ("future", "active", "past"))
    if future and not active and not past and (begins := _day(future)):
        told["begins"] = begins
        if told.get("status") == "running":
            told["status"] = "planned"
    last = active[-1] if isinstance(active, list) and active else past
    if last and not future and (ends := _day(last, ending=True)):
        told["ends"] = ends


def _state(told: dict[str, object], states: Mapping[int, str]) -> None:
    code = told.get("status")
    if type(code) is int and code in states:
        told["status"] = states[code]


def _day(moment: object, *, ending: bool = False) -> str:
    """The day of a moment; what ends at midnight ends on the day before."""
    if not isinstance(moment, str) or not _MOMENT.fullmatch(moment):
        return ""
    try:
        local = datetime.fromisoformat(moment).astimezone(_ZONE)
        return (local - timedelta(seconds=1) if ending else local).date().isoformat()
    except (ValueError, OverflowError):
        return ""


def _with_notes(
    line: int, told: dict[str, object], said: dict[str, object], notes: list[Note]
) -> Entry:
    note = partial(Note, line)
    values: dict[str, str] = {}
    names = {field: name for name, field in _FIELDS.items()}
    rest = _all_kept(said)
    for field, value in told.items():
        name = names.get(field, field)
        text = _kept(value)
        if isinstance(value, (dict, list)):
            notes.append(note(name, "not_text", {"value": text}))
        elif text:
            values[field] = text
    for name, value in (*said.items(), *told.items()):
        if has_control(_text(value)):
            notes.append(note(clean(name), "signs_removed"))
    if (level := said.get("participation")) is not None and level not in _PARTICIPATION:
        notes.append(note("participation", "unknown_participation", {"value": _kept(level)}))
    if "point" in said and find_point(said["point"]) is None:
        notes.append(note("point", "no_point", {"value": _kept(said["point"])}))
    return Entry(line, values, rest, names)


def _all_kept(said: Mapping[str, object]) -> dict[str, str]:
    """Each value by its name; names that differ in what cannot be kept are told apart."""
    return {
        name: text
        for name, value in _object([(clean(name), value) for name, value in said.items()]).items()
        if (text := _kept(value))
    }


def _kept(value: object) -> str:
    return clean(_text(value))


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
