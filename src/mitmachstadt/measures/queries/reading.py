"""Measures one by one, and who has to do with them."""

from collections.abc import Iterable
from datetime import datetime

from mitmachstadt.measures.models import Measure, Milestone
from mitmachstadt.nodes.enums import Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.people.queries import holders_of


def measure_of(node: Node) -> Measure | None:
    return Measure.objects.select_related("node", "owner", "post").filter(node=node).first()


def measure_by_public_id(public_id: str) -> Measure | None:
    """The measure at this address, if everybody may see it."""
    found = Measure.objects.select_related("node", "owner", "post").filter(
        node__public_id=public_id, node__visibility=Visibility.PUBLIC
    )
    return found.first()


def milestone_of(node: Node) -> Milestone | None:
    found = Milestone.objects.select_related("node", "measure__node", "measure__owner")
    return found.filter(node=node).first()


def milestone_by_public_id(public_id: str) -> Milestone | None:
    found = Milestone.objects.select_related("node", "measure__node", "measure__owner")
    return found.filter(node__public_id=public_id).first()


def names_around(organisations: Iterable[Organisation], *, at: datetime) -> list[str]:
    """What the people are called who belong or belonged to these, or work at the strategy office.

    A name of one word may be a usual word; of the office only fuller names count.
    """
    pks = [each.pk for each in organisations]
    members = Person.objects.filter(organisation_memberships__organisation__in=pks)
    office = [each.name for each in holders_of(BuiltInGroup.OFFICE, at=at) if " " in each.name]
    return sorted({*members.values_list("name", flat=True), *office})


def original_of(measure: Measure) -> Node | None:
    """What a measure was copied from."""
    trace = (
        Trace.objects.select_related("source")
        .filter(target=measure.pk, relation=Relation.COPIED_BY)
        .order_by("id")
        .first()
    )
    return trace.source if trace else None
