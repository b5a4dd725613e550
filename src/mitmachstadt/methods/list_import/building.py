"""From the texts of an entry to an item: what is certain goes into fields, the rest aside."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

from mitmachstadt.methods.list_import.model import Item, Known, Note, Status
from mitmachstadt.methods.list_import.values import (
    find_day,
    find_district,
    find_status,
    fold,
    is_address,
    is_citywide,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """The texts of an entry by field, and what else it says; `names` tells the list's own names.

    No text is empty.
    """

    line: int
    values: Mapping[str, str]
    rest: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def shown(self) -> dict[str, str]:
        """Everything that the entry says, by the list's own names."""
        return {self.names.get(name, name): text for name, text in self.values.items()} | dict(
            self.rest
        )


class _Told(TypedDict, total=False):
    district_name: str
    citywide: bool
    status: Status
    begins: date | None
    ends: date | None
    url: str
    cost_text: str
    cost: int | None
    approximate: bool


class _Aside:
    """What a single entry could not fill its fields with."""

    def __init__(self, entry: Entry, notes: list[Note]) -> None:
        self.entry, self.notes = entry, notes
        self.rest = dict(entry.rest)

    def name(self, name: str) -> str:
        return self.entry.names.get(name, name)

    def put(self, name: str, code: str) -> None:
        """Keep the text of a field with the rest, and say why."""
        value = self.entry.values[name]
        self.rest[self.name(name)] = value
        self.note(name, code, value=value)

    def note(self, name: str, code: str, **params: object) -> None:
        self.notes.append(Note(self.entry.line, self.name(name), code, params))


def items_of(entries: Sequence[Entry], known: Known, notes: list[Note]) -> list[Item]:
    """One item for each entry that has a title and says something new."""
    titled = []
    for entry in entries:
        if "title" in entry.values:
            titled.append(entry)
        else:
            notes.append(Note(entry.line, "", "no_title", {"values": entry.shown()}))
    keys = _keys(titled, notes)
    first: dict[str, Entry] = {}
    items = []
    for entry, key in zip(titled, keys, strict=True):
        before = first.setdefault(key, entry)
        if before is entry:
            items.append(_item(entry, key, known, notes))
        elif before.shown() == entry.shown():
            notes.append(Note(entry.line, "", "row_twice", {"first": before.line}))
        else:
            params = {"key": key, "first": before.line, "values": entry.shown()}
            notes.append(Note(entry.line, "", "key_twice", params))
    return items


def _keys(entries: Sequence[Entry], notes: list[Note]) -> list[str]:
    """The key that each entry has; of those that have none, a digest of what names them.

    Where several are named alike, their texts count too: so each key stays the same in any order.
    """
    without = [entry for entry in entries if "key" not in entry.values]
    if without and len(without) == len(entries):
        notes.append(Note(0, "", "keys_from_titles"))
    else:
        notes.extend(Note(entry.line, "", "no_key") for entry in without)
    named = Counter(_digest(_naming(entry)) for entry in without)
    keys = []
    for entry in entries:
        key = entry.values.get("key") or _digest(_naming(entry))
        if "key" not in entry.values and named[key] > 1:
            key = _digest([*_naming(entry), entry.values.get("text", "")])
        keys.append(key)
    return keys


def _naming(entry: Entry) -> list[str]:
    names = ("title", "place", "district", "organisation")
    return [fold(entry.values.get(name, "")) for name in names]


def _digest(words: Iterable[str]) -> str:
    told = json.dumps(list(words), ensure_ascii=True)
    return f"title-{hashlib.sha256(told.encode()).hexdigest()[:20]}"


def _item(entry: Entry, key: str, known: Known, notes: list[Note]) -> Item:
    aside = _Aside(entry, notes)
    values = entry.values
    told: _Told = {}
    told |= _district(values.get("district", ""), known, aside)
    told |= _status(values.get("status", ""), aside)
    told |= _days(values, aside)
    told |= _address(values.get("url", ""), aside)
    told |= _cost(values.get("cost", ""), known, aside)
    return Item(
        line=entry.line,
        source_key=key,
        title=values["title"],
        text=values.get("text", ""),
        place=values.get("place", ""),
        organisation=values.get("organisation", ""),
        rest=aside.rest,
        **told,
    )


def _district(name: str, known: Known, aside: _Aside) -> _Told:
    if not name or is_citywide(name):
        return {"citywide": bool(name)}
    found = find_district(name, known.districts) if known.districts else name
    if found is None:
        aside.put("district", "unknown_district")
        return {}
    return {"district_name": found}


def _status(words: str, aside: _Aside) -> _Told:
    found = find_status(words)
    if words and found is Status.UNKNOWN:
        aside.put("status", "unknown_status")
    return {"status": found}


def _days(values: Mapping[str, str], aside: _Aside) -> _Told:
    days = {name: find_day(values[name]) for name in ("begins", "ends") if name in values}
    for name, day in days.items():
        if day is None:
            aside.put(name, "no_date")
    begins, ends = days.get("begins"), days.get("ends")
    if begins and ends and ends < begins:
        for name in days:
            aside.rest[aside.name(name)] = values[name]
        aside.note("ends", "ends_before_begin", begins=values["begins"], ends=values["ends"])
        return {}
    return {"begins": begins, "ends": ends}


def _address(url: str, aside: _Aside) -> _Told:
    if url and not is_address(url):
        aside.put("url", "no_address")
        return {}
    return {"url": url}


def _cost(words: str, known: Known, aside: _Aside) -> _Told:
    amount = known.read_amount(words) if words and known.read_amount else None
    if amount is not None:
        return {"cost_text": words, "cost": amount[0], "approximate": amount[1]}
    if words:
        aside.note("cost", "cost_is_text", value=words)
    return {"cost_text": words}
