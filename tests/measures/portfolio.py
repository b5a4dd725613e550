"""Many measures at once, written row by row: what overviews are asked about."""

from datetime import date
from typing import Any

from mitmachstadt.measures.enums import MeasureType, Phase
from mitmachstadt.measures.models import Measure, Milestone
from mitmachstadt.nodes.enums import Kind, Relation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.models import Organisation
from tests import factories as f
from tests.factories import NOW
from tests.measures.city import TODAY


def measure(owner: Organisation, title: str = "Ampeln, die warten", **rest: Any) -> Measure:
    """A public measure of somebody; `districts` are numbers."""
    districts = rest.pop("districts", ())
    made = Measure.objects.create(
        node=f.node(Kind.MEASURE, title=title),
        owner=owner,
        status_on=TODAY,
        **{"type": MeasureType.DECENTRAL, "phase": Phase.PILOT, **rest},
    )
    made.districts.set(districts)
    return made


def milestone(
    of: Measure, planned: date, reached: date | None = None, title: str = "Fertig"
) -> Milestone:
    node = f.node(Kind.MILESTONE, title=title, parent=of.node)
    return Milestone.objects.create(node=node, measure=of, planned=planned, reached=reached)


def copied(original: Measure, copy: Measure) -> Trace:
    return link(original.node, copy.node, Relation.COPIED_BY)


def link(source: Node, target: Node, relation: Relation, note: str = "") -> Trace:
    return Trace.objects.create(
        source=source, target=target, relation=relation, note=note, created=NOW
    )
