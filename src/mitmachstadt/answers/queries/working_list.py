"""The office's working list: what is owed an answer, with everything needed to write one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from mitmachstadt.answers.queries.inbox import moment, owed
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import answering_units

# As many rows as a person can still work through, and a spreadsheet opens at once.
MOST_LISTED = 5_000


@dataclass(frozen=True)
class WorkingRow:
    """A contribution that waits for an answer. `version` tells whether it was changed since."""

    public_id: str
    version: int
    text: str
    author_name: str
    organisation_name: str
    created: datetime
    about_title: str
    quote: str
    due: datetime


_COLUMNS = """r.public_id, r.version, r.text, r.author_name, r.organisation_name, r.created,
    CASE WHEN a.visibility IN ('public', 'retired') THEN a.title ELSE '' END,
    COALESCE((SELECT q.text FROM contributions_remark c
              JOIN nodes_wording q ON q.id = c.wording_id
              WHERE c.node_id = r.id AND a.visibility IN ('public', 'retired')), ''),
    w.answer_due"""


def working_rows(windows: list[int] | None = None) -> list[WorkingRow]:
    """Unanswered remarks, of these windows or of all, soonest due first; one query."""
    if windows == []:
        return []
    which = f" AND w.id IN ({', '.join(['%s'] * len(windows))})" if windows is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(*owed(_COLUMNS, MOST_LISTED, which, windows or ()))
        found = cursor.fetchall()
    rows = [WorkingRow(*each) for each in found]
    return [replace(row, created=moment(row.created), due=moment(row.due)) for row in rows]


@dataclass(frozen=True)
class Lookups:
    """What the rows of a working list name: contributions, places and units."""

    nodes: dict[str, Node]
    units: dict[str, Organisation]

    def unit(self, name: str) -> Organisation | None:
        return self.units.get(" ".join(name.split()).casefold())


def lookups(public_ids: Iterable[str]) -> Lookups:
    """Everything that a working list names, in two queries."""
    ids = {public_id for public_id in public_ids if public_id}
    nodes: dict[str, Node] = {}
    for some in _in_parts(sorted(ids), 500):
        nodes |= {n.public_id: n for n in Node.objects.filter(public_id__in=some).defer("card")}
    return Lookups(nodes, {unit.name.casefold(): unit for unit in answering_units()})


def _in_parts(items: list[str], size: int) -> Iterable[list[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
