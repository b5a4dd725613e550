from collections.abc import Collection
from datetime import datetime

from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor, units_at_desk
from mitmachstadt.responsibilities.enums import LONGEST_REASON
from mitmachstadt.responsibilities.errors import (
    HandOverReasonMissing,
    NothingToHandOver,
    NotYourDuty,
)
from mitmachstadt.responsibilities.rules.register import may_owe


def may_hand_over(
    nodes: Collection[Node],
    *,
    unit: Organisation | None,
    reason: str,
    visitor: Visitor,
    at: datetime,
) -> Verdict:
    """The unit where something lies gives it away, the office gives anything; never silently."""
    if visitor.person is None:
        return no(SignInNeeded())
    if not nodes:
        return no(NothingToHandOver())
    mine = {unit.pk for unit in units_at_desk(visitor, at=at)}
    for node in nodes:
        if not visitor.is_office and node.unit_id not in mine:
            return no(NotYourDuty(title=node.title))
    if unit is not None and not (owes := may_owe(unit)).allowed:
        return owes
    if not 0 < len(reason) <= LONGEST_REASON:
        return no(HandOverReasonMissing(longest=LONGEST_REASON))
    return YES
