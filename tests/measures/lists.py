"""Lists of measures from elsewhere, held and read in."""

import json
from typing import Any

from mitmachstadt.measures import actions
from mitmachstadt.measures.actions import Look, Outcome
from mitmachstadt.measures.enums import Fate, MeasureType
from mitmachstadt.measures.models import HeldList, Measure
from mitmachstadt.people.queries import Visitor
from tests.factories import NOW
from tests.measures.city import City

OURS = "Bezirksamt Mitte"
HEAD = "Kennung;Titel;Beschreibung;Bezirk;Zuständig\n"
BENCHES = f"{HEAD}1;Bänke;Am Ufer fehlen Bänke.;Mitte;{OURS}\n"


def of(columns: str, cells: str) -> str:
    """A list of one row, whose measure is the district office's."""
    return f"Kennung;Titel;Zuständig;{columns}\n1;Licht;{OURS};{cells}\n"


def hold(visitor: Visitor, content: str | bytes | list[Any], **rest: Any) -> HeldList:
    """Upload a list: text with columns, bytes, or a list of the platform."""
    if isinstance(content, list):
        content, rest = json.dumps(content), {"name": "plans.json", **rest}
    data = content.encode() if isinstance(content, str) else content
    given = {
        "name": "liste.csv", "kind": "", "source": "Programm 2026", "owner": None, "year": None,
        "type": MeasureType.DECENTRAL, "at": NOW, **rest,
    }  # fmt: skip
    return actions.hold_list(content=data, visitor=visitor, **given)


def look(here: City, content: str | bytes | list[Any], **rest: Any) -> Look:
    """What would become of it."""
    hold(here.office, content, **rest)
    found = actions.look_at_list(visitor=here.office, at=NOW)
    assert found is not None
    return found


def row(here: City, content: str | bytes | list[Any], **rest: Any) -> Outcome:
    """What would become of its only row."""
    (found,) = look(here, content, **rest).outcomes
    return found


def rows(number: int) -> str:
    """A list of so many entries."""
    return HEAD + "".join(f"{n};Ort {n};;Mitte;{OURS}\n" for n in range(number))


def read_in(here: City, content: str | bytes | list[Any], **rest: Any) -> int | None:
    """Upload it and take over what is new."""
    hold(here.office, content, **rest)
    return actions.import_measures(visitor=here.office, at=NOW)


def made(here: City, content: str | bytes | list[Any], **rest: Any) -> Measure:
    """The only measure that comes in with it."""
    known = set(Measure.objects.values_list("pk", flat=True))
    assert read_in(here, content, **rest) == 1
    return Measure.objects.select_related("node", "owner").exclude(pk__in=known).get()


def fates(found: Look) -> list[Fate]:
    return [each.fate for each in found.outcomes]


def told(outcome: Outcome) -> str:
    return " ".join([outcome.words, *outcome.notes])
