"""What people said beside their words: why an idea contributes to each goal."""

from collections.abc import Sequence
from typing import NamedTuple

from mitmachstadt.nodes.enums import Kind, Relation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.queries import veiled


class GoalReason(NamedTuple):
    """What a goal is called, and how the idea contributes to it, in its author's words."""

    goal: str
    reason: str


def goal_reasons(nodes: Sequence[Node]) -> dict[int, list[GoalReason]]:
    """The reasons of the ideas among these, by primary key; one query, and none without ideas."""
    ideas = [node.pk for node in nodes if node.kind == Kind.IDEA]
    if not ideas:
        return {}
    traces = Trace.objects.filter(source__in=ideas, relation=Relation.PAYS_INTO).exclude(note="")
    found: dict[int, list[GoalReason]] = {}
    for trace in traces.select_related("target").order_by("pk"):
        said = GoalReason(veiled(trace.target).title, trace.note)
        found.setdefault(trace.source_id, []).append(said)
    return found
