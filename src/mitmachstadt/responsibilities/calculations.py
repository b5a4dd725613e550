"""Which unit answers, and why."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from mitmachstadt.methods.precedence import Finding, Rule, most_specific
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.models import Node
from mitmachstadt.responsibilities.queries.routing import (
    Fitting,
    Topic,
    distinct,
    fitting,
    topic_of,
)


def findings(topics: Iterable[Topic], *, on: date) -> dict[Topic, Finding]:
    """Which rules fit each topic on a day, and which one holds; one statement."""
    asked = distinct(topics)
    found: list[list[Fitting]] = [[] for _ in asked]
    for row in fitting(asked, on=on):
        found[row.topic].append(row)
    return {
        topic: most_specific(_rule(row) for row in rows)
        for topic, rows in zip(asked, found, strict=True)
    }


def unit_for(about: Node, *, district: int | None, on: date) -> int | None:
    """Who answers what is said about a node: the primary key of a unit, or None, a gap.

    A reply goes where the contribution lies that it replies to; else at most one statement.
    """
    if about.kind == Kind.REMARK and about.unit_id:
        return about.unit_id
    topic = Topic(about.path, district or about.district_id or 0)
    return findings([topic], on=on)[topic].unit


def units_for(nodes: Iterable[Node], *, on: date) -> dict[int, int]:
    """The units that contributions go to: node -> unit; those without one are left out."""
    waiting = list(nodes)
    found = {n.pk: n.parent.unit_id for n in waiting if n.parent and n.parent.unit_id}
    topics = {node.pk: _topic(node) for node in waiting if node.pk not in found}
    held = findings(topics.values(), on=on)
    return found | {pk: unit for pk, topic in topics.items() if (unit := held[topic].unit)}


def _topic(node: Node) -> Topic:
    """A reply that names no district is about the one of what it replies to."""
    above = node.parent.district_id if node.parent else None
    return replace(topic_of(node), district=node.district_id or above or 0)


def _rule(row: Fitting) -> Rule:
    return Rule(row.rule, row.unit, row.section, row.subject, row.district)
