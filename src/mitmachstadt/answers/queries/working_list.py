"""The office's working list: what is owed an answer, with everything needed to write one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection

from mitmachstadt.answers.queries.inbox import moment
from mitmachstadt.answers.queries.officers import units_with_a_desk
from mitmachstadt.answers.queries.owed import EVERYTHING, Wanted, owed
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.queries import veiled
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
    affiliation: str
    created: datetime
    about_title: str
    quote: str
    due: datetime


_COLUMNS = """r.public_id, r.version, r.text, r.author_name, r.organisation_name,
    r.affiliation, r.created,
    CASE WHEN a.visibility IN ('public', 'retired') THEN a.title ELSE '' END,
    COALESCE((SELECT q.text FROM contributions_remark c
              JOIN nodes_wording q ON q.id = c.wording_id
              WHERE c.node_id = r.id AND a.visibility IN ('public', 'retired')), ''),
    w.answer_due"""


def working_rows(wanted: Wanted = EVERYTHING) -> list[WorkingRow]:
    """Unanswered remarks that are wanted, soonest due first; one query."""
    if wanted.is_nothing:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*owed(_COLUMNS, MOST_LISTED, wanted=wanted))
        found = cursor.fetchall()
    rows = [WorkingRow(*each[:10]) for each in found]
    return [replace(row, created=moment(row.created), due=moment(row.due)) for row in rows]


@dataclass(frozen=True)
class Given:
    """What was answered to a contribution; of what belongs to a kind of answer, the keys."""

    contribution: int
    kind: str
    reason: str
    unit: int | None
    until: date | None
    elsewhere: int | None


@dataclass(frozen=True)
class Lookups:
    """What the rows of a working list name: contributions, places and units; what the
    contributions were answered before, and which units have a desk."""

    nodes: dict[str, Node]
    units: dict[str, Organisation]
    given: frozenset[Given]
    desks: frozenset[int]

    def unit(self, name: str) -> Organisation | None:
        return self.units.get(" ".join(name.split()).casefold())


def lookups(public_ids: Iterable[str], *, at: datetime) -> Lookups:
    """Everything that a working list names, in three queries for each 500 rows, and one more."""
    ids = {public_id for public_id in public_ids if public_id}
    nodes: dict[str, Node] = {}
    for some in _in_parts(sorted(ids), 500):
        found = Node.objects.filter(public_id__in=some).defer("card")
        nodes |= {node.public_id: veiled(node) for node in found}
    answered = sorted(node.pk for node in nodes.values() if node.answers)
    given = {each for some in _in_parts(answered, 500) for each in _given(some)}
    units = {unit.name.casefold(): unit for unit in answering_units()}
    return Lookups(nodes, units, frozenset(given), units_with_a_desk(at=at))


def _given(contributions: list[int]) -> Iterable[Given]:
    answers = "target__answer__"
    columns = ("source", f"{answers}kind", "target__text", f"{answers}unit", f"{answers}until")
    found = Trace.objects.filter(relation=Relation.ANSWERED_BY, source__in=contributions)
    for row in found.values_list(*columns, f"{answers}elsewhere"):
        yield Given(*row)


def _in_parts[T](items: list[T], size: int) -> Iterable[list[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
