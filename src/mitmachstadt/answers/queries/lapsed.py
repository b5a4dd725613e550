"""What was to be examined until a day that has passed."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node, Trace

LAPSED_SHOWN = 50


@dataclass(frozen=True)
class Lapsed:
    """A contribution whose examination should be over."""

    public_id: str
    title: str
    about_title: str
    until: date
    answer_id: str


def examined_until(node: Node) -> date | None:
    """The day by which a contribution is examined, if that is the last answer to it."""
    return (
        Trace.objects.filter(source=node, relation=Relation.ANSWERED_BY)
        .order_by("-id")
        .values_list("target__answer__until", flat=True)
        .first()
    )


# From the few examinations whose day is over to what they answer: left to itself, SQLite goes over
# all traces there are.
_LAPSED = """
    SELECT s.public_id, s.title,
           CASE WHEN p.visibility IN ('public', 'retired') THEN p.title ELSE '' END,
           a.until, n.public_id
    FROM answers_answer a
    {join} nodes_trace t ON t.target_id = a.node_id AND t.relation = 'answered_by'
    {join} nodes_node s ON s.id = t.source_id AND s.visibility = 'public'
    {join} nodes_node n ON n.id = a.node_id
    LEFT JOIN nodes_node p ON p.id = s.parent_id
    WHERE a.kind = 'examining' AND a.until < %s AND NOT EXISTS (
        SELECT 1 FROM nodes_trace l
        WHERE l.source_id = s.id AND l.relation = 'answered_by' AND l.id > t.id
    )
    ORDER BY a.until, t.id LIMIT {limit}"""
_JOIN = {"sqlite": "CROSS JOIN", "postgresql": "JOIN"}


def lapsed_rows(*, today: date, limit: int = LAPSED_SHOWN) -> list[Lapsed]:
    """Contributions that were to be examined until a day that has passed; one query."""
    statement = _LAPSED.format(join=_JOIN[connection.vendor], limit=int(limit))
    with connection.cursor() as cursor:
        cursor.execute(statement, [connection.ops.adapt_datefield_value(today)])
        found = cursor.fetchall()
    return [
        Lapsed(
            public_id,
            title,
            about or "",
            until if isinstance(until, date) else date.fromisoformat(until),
            answer,
        )
        for public_id, title, about, until, answer in found
    ]
