from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append_many
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import veiled
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.people.queries import Visitor
from mitmachstadt.responsibilities.models import HandOver
from mitmachstadt.responsibilities.rules import may_hand_over


def hand_over(
    *,
    nodes: Iterable[Node],
    unit: Organisation | None,
    reason: str,
    visitor: Visitor,
    at: datetime,
) -> int:
    """Let another unit owe the answers, or none, which is a visible gap; returns how many moved.

    What lies with that unit already stays as it is.
    """
    reason = clean_line(reason)
    with transaction.atomic():
        locked = locked_for_hand_over(nodes)
        may_hand_over(locked, unit=unit, reason=reason, visitor=visitor, at=at).require()
        return move_duties(nodes=locked, unit=unit, reason=reason, by=visitor.person, at=at)


def locked_for_hand_over(nodes: Iterable[Node]) -> list[Node]:
    """These nodes as they are now, in the order in which all writers lock them.

    What not everybody may read comes without its words: a refusal would name them.
    """
    found = Node.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    locked = found.filter(pk__in=[node.pk for node in nodes]).order_by("pk")
    return [veiled(node) for node in locked]


def move_duties(
    *, nodes: Iterable[Node], unit: Organisation | None, reason: str, by: Person | None,
    at: datetime, by_rule: bool = False,
) -> int:  # fmt: skip
    """Write down that these locked nodes lie with another unit now; asks no rule.

    Args:
        by_rule: whether the register decided, and not somebody.
    """
    moved = [node for node in nodes if node.unit != unit]
    HandOver.objects.bulk_create(
        HandOver(
            node=node,
            before=node.unit,
            before_name=node.unit.name if node.unit else "",
            after=unit,
            after_name=unit.name if unit else "",
            reason=reason,
            by=by,
            by_rule=by_rule,
            at=at,
        )
        for node in moved
    )
    Node.objects.filter(pk__in=[node.pk for node in moved]).update(unit=unit)
    content = {"unit": unit.public_id if unit else "", "reason": reason}
    append_many(kind="duty.moved", contents=[(node.public_id, content) for node in moved], at=at)
    return len(moved)
