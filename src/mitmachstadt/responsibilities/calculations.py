"""Which unit answers, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mitmachstadt.methods.precedence import Finding, Rule, most_specific
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation
from mitmachstadt.responsibilities.enums import BATCH, MOST_SECTIONS
from mitmachstadt.responsibilities.queries import (
    RuleLine,
    open_without_unit,
    rules_numbered,
    sections_to_answer,
    topic_of,
    units_numbered,
)
from mitmachstadt.responsibilities.queries.routing import Fitting, Topic, distinct, fitting


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


@dataclass(frozen=True)
class Why:
    """Which rules fit a node, most specific first, and which of them hold."""

    lines: list[RuleLine]
    holding: int
    unit: Organisation | None
    is_tied: bool


def why(node: Node, *, on: date) -> Why:
    """Why this unit answers what is said about a node; at most four statements."""
    topic = _topic(node)
    finding = findings([topic], on=on)[topic]
    lines = rules_numbered(rule.key for rule in finding.rules)
    unit = next((line.rule.unit for line in lines if line.rule.unit_id == finding.unit), None)
    return Why(lines, finding.holding, unit, finding.is_tied)


@dataclass(frozen=True)
class Uncovered:
    """The parts of published texts that no rule leads anywhere, and how many were looked at.

    `tops` names each whole text or section once, with how many parts below it have none either.
    """

    tops: list[tuple[Node, int]]
    count: int
    of: int


def uncovered(*, on: date) -> Uncovered:
    """Which documents and sections have no unit, whatever the district; two statements."""
    nodes = sections_to_answer(MOST_SECTIONS)
    held = findings([Topic(node.path) for node in nodes], on=on)
    missing = [node for node in nodes if held[Topic(node.path)].unit is None]
    return Uncovered(_tops(missing), len(missing), len(nodes))


def _tops(nodes: Iterable[Node]) -> list[tuple[Node, int]]:
    """The highest of these nodes, ordered by path, and how many of them stand below each."""
    tops: list[tuple[Node, int]] = []
    for node in nodes:
        if tops and node.path.startswith(f"{tops[-1][0].path}/"):
            tops[-1] = (tops[-1][0], tops[-1][1] + 1)
        else:
            tops.append((node, 0))
    return tops


@dataclass(frozen=True)
class Preview:
    """What would go where, of this batch, and where the next one begins; None after the last."""

    units: list[tuple[Organisation, int]]
    looked_at: int
    next: int | None

    @property
    def moves(self) -> int:
        return sum(number for _, number in self.units)


def preview_of_open(*, after: int, on: date) -> Preview:
    """To which units the open contributions without one would go now; three statements."""
    nodes = open_without_unit(after=after, limit=BATCH)
    found = list(units_for(nodes, on=on).values())
    units = [(unit, found.count(unit.pk)) for unit in units_numbered(set(found))]
    return Preview(units, len(nodes), _next(nodes))


def _next(nodes: Sequence[Node]) -> int | None:
    return nodes[-1].pk if len(nodes) == BATCH else None


def _topic(node: Node) -> Topic:
    """A reply that names no district is about the one of what it replies to."""
    above = node.parent.district_id if node.parent else None
    return replace(topic_of(node), district=node.district_id or above or 0)


def _rule(row: Fitting) -> Rule:
    return Rule(row.rule, row.unit, row.section, row.subject, row.district)
