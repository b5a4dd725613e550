"""What is known of one contribution at the desk, and what a second person decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mitmachstadt.contributions.models import Appeal, Remark, Removal
from mitmachstadt.contributions.queries.desk import Facts, known_about
from mitmachstadt.contributions.queries.moderation import open_appeal, proposed_removal
from mitmachstadt.contributions.queries.told import remark_of
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import veiled
from mitmachstadt.people.models import Person

CASES_PAGE = 20


@dataclass(frozen=True)
class Desk:
    """One contribution as a moderator sees it."""

    remark: Remark | None
    facts: Facts
    appeal: Appeal | None
    removal: Removal | None


def desk_of(node: Node, *, me: Person | None, at: datetime) -> Desk:
    """What is known of a contribution; six queries."""
    facts = known_about([node], me=me, at=at).of(node)
    remark = remark_of(node)
    if remark is not None:
        veiled(remark.thread)
    return Desk(
        remark=remark,
        facts=facts,
        appeal=open_appeal(node),
        removal=proposed_removal(node),
    )


@dataclass(frozen=True)
class Cases:
    """Open appeals and proposed deletions, oldest first; `later` is where the next page begins."""

    appeals: Sequence[Appeal]
    removals: Sequence[Removal]
    later: int | None


def cases_page(*, after: int | None = None) -> Cases:
    """The open appeals from a place on, and at first all proposed deletions; two queries."""
    waiting = Appeal.objects.filter(decided__isnull=True).select_related("node", "step__by")
    if after is not None:
        waiting = waiting.filter(pk__gt=after)
    appeals = list(waiting.order_by("pk")[: CASES_PAGE + 1])
    proposed = Removal.objects.filter(agreed__isnull=True).select_related("node", "proposed_by")
    removals = list(proposed.order_by("node_id")[:CASES_PAGE]) if after is None else []
    more = len(appeals) > CASES_PAGE
    return Cases(appeals[:CASES_PAGE], removals, appeals[CASES_PAGE - 1].pk if more else None)
