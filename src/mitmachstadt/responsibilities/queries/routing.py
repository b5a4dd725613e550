"""Which rules fit what somebody talks about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db import connection

from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries.places import paths_above


@dataclass(frozen=True)
class Topic:
    """What is talked about: the path of a node, and the district where it is, 0 for none."""

    path: str
    district: int = 0


@dataclass(frozen=True)
class Fitting:
    """A rule that fits a topic; depths begin with 1, and 0 says that it names no such thing."""

    topic: int
    rule: int
    unit: int
    section: int
    subject: int
    district: bool


# Written out: no queryset says it in one statement, and it is asked with every contribution. Each
# branch finds its rules by an index of what they name.
# A closed term leads on to its successor; `up` ends what a circle of terms would make endless.
_FITTING = """
WITH RECURSIVE
topic(topic, district) AS (VALUES {topics}),
above(topic, path, depth) AS (VALUES {above}),
place(topic, node, depth) AS (
    SELECT a.topic, n.id, a.depth FROM above a JOIN nodes_node n ON n.path = a.path
),
subject(topic, start, term, up) AS (
    SELECT p.topic, s.term_id, s.term_id, 0
    FROM place p JOIN taxonomies_assignment s ON s.node_id = p.node
    UNION
    SELECT s.topic, s.start, COALESCE(e.successor_id, e.parent_id), s.up + 1
    FROM subject s
    JOIN taxonomies_entry e ON e.term_id = s.term
    JOIN taxonomies_version v ON v.id = e.version_id AND v.state = 'in_force'
    WHERE s.up < 20 AND COALESCE(e.successor_id, e.parent_id) IS NOT NULL
),
ladder(topic, term, depth) AS (
    SELECT topic, term, MAX(up) OVER (PARTITION BY topic, start) - up + 1 FROM subject
),
theme(topic, term, depth) AS (SELECT topic, term, MAX(depth) FROM ladder GROUP BY topic, term)
SELECT fits.topic, r.id, r.unit_id, fits.section, fits.subject, r.district_id IS NOT NULL
FROM (
    SELECT p.topic, r.id, p.depth AS section, COALESCE(s.depth, 0) AS subject
    FROM place p JOIN responsibilities_responsibility r ON r.node_id = p.node
    LEFT JOIN theme s ON s.topic = p.topic AND s.term = r.term_id
    WHERE r.term_id IS NULL OR s.term IS NOT NULL
    UNION ALL
    SELECT s.topic, r.id, 0, s.depth
    FROM theme s JOIN responsibilities_responsibility r ON r.term_id = s.term
    WHERE r.node_id IS NULL
    UNION ALL
    SELECT t.topic, r.id, 0, 0
    FROM topic t JOIN responsibilities_responsibility r ON r.district_id = t.district
    WHERE r.node_id IS NULL AND r.term_id IS NULL
) fits
JOIN topic t ON t.topic = fits.topic
JOIN responsibilities_responsibility r ON r.id = fits.id
    AND r.since <= %s AND (r.until IS NULL OR r.until > %s)
    AND (r.district_id IS NULL OR r.district_id = t.district)
JOIN people_organisation o ON o.id = r.unit_id AND (o.ended IS NULL OR o.ended > %s)
"""


@cache
def _statement(topics: int, above: int) -> str:
    return _FITTING.format(
        topics=", ".join(["(%s, %s)"] * topics), above=", ".join(["(%s, %s, %s)"] * above)
    )


def fitting(topics: Sequence[Topic], *, on: date) -> list[Fitting]:
    """The rules in force on a day that fit each of these topics; one statement.

    `topic` of what comes back is the place of the topic in the sequence. Rules that lead to a unit
    which has ended by then do not count.
    """
    if not topics:
        return []
    above = [
        (number, path, depth)
        for number, topic in enumerate(topics)
        for depth, path in enumerate(paths_above(topic.path), 1)
    ]
    values: list[int | str] = [v for n, topic in enumerate(topics) for v in (n, topic.district)]
    values += [value for row in above for value in row]
    day = connection.ops.adapt_datefield_value(on)
    with connection.cursor() as cursor:
        cursor.execute(_statement(len(topics), len(above)), [*values, day, day, day])
        return [Fitting(t, r, u, n, s, bool(d)) for t, r, u, n, s, d in cursor.fetchall()]


def topic_of(node: Node) -> Topic:
    """What a contribution, or a text, is about."""
    return Topic(node.path, node.district_id or 0)


def open_without_unit(*, after: int, limit: int) -> list[Node]:
    """Public contributions without an answer that no unit owes one; one query."""
    found = Node.objects.filter(
        kind=Kind.REMARK, visibility=Visibility.PUBLIC, answers=0, unit=None, pk__gt=after
    )
    return list(found.select_related("parent__unit").order_by("pk")[:limit])


def how_many_without_unit(*, at_most: int) -> int:
    """How many open contributions have no unit, counted no further than asked."""
    found = Node.objects.filter(
        kind=Kind.REMARK, visibility=Visibility.PUBLIC, answers=0, unit=None
    )
    return found.values("pk")[:at_most].count()


def sections_to_answer(limit: int) -> list[Node]:
    """The parts of published texts that people can talk about, in the order of their paths."""
    found = Node.objects.filter(
        kind__in=(Kind.DOCUMENT, Kind.SECTION), visibility=Visibility.PUBLIC
    )
    return list(found.order_by("path")[:limit])


def distinct(topics: Iterable[Topic]) -> list[Topic]:
    """Each topic once, in the order in which they first come."""
    return list(dict.fromkeys(topics))
