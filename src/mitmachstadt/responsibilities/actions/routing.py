"""Contributions find their unit after they have come."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.responsibilities.actions.handing_over import locked_for_hand_over, move_duties
from mitmachstadt.responsibilities.calculations import unit_for, units_for
from mitmachstadt.responsibilities.enums import BATCH
from mitmachstadt.responsibilities.queries import handed_over_by_people, open_without_unit
from mitmachstadt.responsibilities.rules import may_route_again

BY_RULE = "Zugeordnet nach dem Zuständigkeitsregister."
BY_PLACE = "Neu zugeordnet, weil der Ort berichtigt wurde."


def route_open(*, visitor: Visitor, at: datetime, after: int = 0) -> tuple[int, int | None]:
    """Give some of the open contributions without a unit to the units that rules name now.

    Returns:
        How many found a unit, and where the next ones begin; None after the last.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    found = open_without_unit(after=after, limit=BATCH)
    with transaction.atomic():
        waiting = [node for node in locked_for_hand_over(found) if not node.unit_id]
        units = units_for(waiting, on=timezone.localdate(at))
        moved = 0
        for unit in Organisation.objects.filter(pk__in=set(units.values())).order_by("pk"):
            nodes = [node for node in waiting if units.get(node.pk) == unit.pk]
            moved += move_duties(
                nodes=nodes, unit=unit, reason=BY_RULE, by=visitor.person, at=at, by_rule=True
            )
    return moved, found[-1].pk if len(found) == BATCH else None


def route_again(*, node: Node, at: datetime) -> bool:
    """Ask the rules once more where a locked contribution belongs whose place was corrected.

    Returns:
        Whether it lies elsewhere now; what somebody has worked on stays where it is.
    """
    if not may_route_again(node, handed_over=handed_over_by_people(node)).allowed:
        return False
    parent = node.parent
    assert parent is not None
    pk = unit_for(parent, district=node.district_id, on=timezone.localdate(at))
    unit = Organisation.objects.filter(pk=pk).first() if pk else None
    return bool(move_duties(nodes=[node], unit=unit, reason=BY_PLACE, by=None, at=at, by_rule=True))
