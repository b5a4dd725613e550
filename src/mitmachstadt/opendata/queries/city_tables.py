"""What everybody may take away about the whole city; rows are read as they are written out."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models.query import QuerySet
from django.utils import timezone

from mitmachstadt.formats.models import Process
from mitmachstadt.formats.queries import InvitationFacts, Involved, involved_in
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.opendata.enums import CityTable
from mitmachstadt.opendata.queries.portfolio import idea_rows, measure_rows
from mitmachstadt.responsibilities.queries import every_rule

CHUNK = 200

type Row = list[Any]


def city_rows(table: CityTable, *, at: datetime) -> Iterator[Row]:
    """The rows of a table, with values in the order of its fields; some hundred at a time."""
    if table == CityTable.MEASURES:
        return measure_rows(at=at)
    if table == CityTable.IDEAS:
        return idea_rows()
    return _involvement(at) if table == CityTable.INVOLVEMENT else _responsibilities()


def _involvement(at: datetime) -> Iterator[Row]:
    """Every invitation to a public process, and every district that one did not invite."""
    found: QuerySet[Process] = Process.objects.filter(
        opened__lte=at, node__visibility=Visibility.PUBLIC
    ).select_related("node")
    last = 0
    while page := list(found.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        for involved in involved_in(page, at=at):
            yield from _of_process(involved)
        last = page[-1].pk


def _of_process(involved: Involved) -> Iterator[Row]:
    process = involved.process
    opened = timezone.localdate(process.opened) if process.opened else None
    head = [process.node.public_id, process.node.title, process.node.scope, opened]
    for district in involved.districts:
        for facts in district.records:
            yield [*head, district.name, *_invitation(facts)]
        if not district.records:
            yield [*head, district.name, "none", *[None] * 11]
    for facts in involved.others:
        yield [*head, None, *_invitation(facts)]


def _invitation(facts: InvitationFacts) -> Row:
    record = facts.record
    return [
        "answered" if record.answered_on else "invited",
        record.unit,
        record.audience,
        record.channel,
        record.invited_on,
        record.respond_by,
        " ".join(day.isoformat() for day in facts.reminders),
        record.answered_on,
        record.stance,
        record.answer,
        record.responses,
        len(facts.corrections),
    ]


def _responsibilities() -> Iterator[Row]:
    for rule in every_rule().iterator(CHUNK):
        yield [
            rule.public_id,
            rule.node.public_id if rule.node else None,
            rule.node.title if rule.node else None,
            rule.term.public_id if rule.term else None,
            rule.subject,
            rule.district.name if rule.district else None,
            rule.unit.public_id,
            rule.unit.name,
            rule.since,
            rule.until,
            rule.note,
            rule.ended_because,
        ]
