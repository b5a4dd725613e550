"""The shapes that come out of reading a list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from enum import StrEnum

# How many entries may come at once, and how wide a table may be.
MOST_ROWS = 10_000
MOST_COLUMNS = 500

type Amount = tuple[int, bool]
type ReadAmount = Callable[[str], Amount | None]


class Status(StrEnum):
    """Where something stands; empty where the list says nothing that is certain."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One idea or measure of a list.

    `line` is where it begins: the line of a CSV file, the row of a sheet, the number of an entry of
    JSON, from 1. `source_key` is the same whenever the same entry is read, and no two items of a
    list have the same. `cost` is in cents and `approximate` where the list says "about"; both stay
    empty unless the reader was given `read_amount` and it was sure. `citywide` is true where the
    list says so. `rest` is whatever else stood there, by the name that the list gives it.
    """

    line: int
    source_key: str
    title: str
    text: str = ""
    place: str = ""
    district_name: str = ""
    citywide: bool = False
    organisation: str = ""
    cost_text: str = ""
    cost: int | None = None
    approximate: bool = False
    status: Status = Status.UNKNOWN
    begins: date | None = None
    ends: date | None = None
    url: str = ""
    rest: Mapping[str, str] = made(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was not taken over, or not as it stood there.

    `line` is 0 where it is about the whole list, `field` the field or column, empty where it is
    about the whole entry. `messages.describe` makes a sentence of it.
    """

    line: int
    field: str
    code: str
    params: Mapping[str, object] = made(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. Every value of the list stands in a field, in `rest` or in a note."""

    items: tuple[Item, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the reader is told beforehand: the names of the city's districts; how to read amounts.

    Without districts, their names are taken as they stand there.
    """

    districts: Sequence[str] = ()
    read_amount: ReadAmount | None = None
