"""Who is looking at a contribution just now."""

from datetime import datetime, timedelta

from django.db.models import Q

from mitmachstadt.contributions.enums import CLAIM_MINUTES
from mitmachstadt.contributions.models import Claim
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.queries import Visitor


def claim(*, node: Node, visitor: Visitor, at: datetime) -> None:
    """Tell the other moderators that this one is being looked at; it keeps nobody out.

    Whoever opened it first is named until some minutes have passed.
    """
    if visitor.person is None or not visitor.is_moderator:
        return
    forgotten = Q(at__lte=at - timedelta(minutes=CLAIM_MINUTES))
    mine = Claim.objects.filter(Q(by=visitor.person) | forgotten, node=node)
    if not mine.update(by=visitor.person, at=at):
        made = Claim(node=node, by=visitor.person, at=at)
        Claim.objects.bulk_create([made], ignore_conflicts=True)
