"""Words that are not public any more do not go out with mail that still waits."""

from datetime import datetime

from django.db.models import Q

from mitmachstadt.contributions.models import Mail, Subscriber
from mitmachstadt.nodes.models import Node

# A digest cuts titles further down than here.
_BEGINNING = 90


def recall(node: Node) -> None:
    """Take back the digests that name a node; what else stood in them is told by the next one.

    Called with the words as they were, before they change; in a transaction.
    """
    named = Q(text__contains=node.public_id) | Q(text__contains=node.title[:_BEGINNING])
    waiting = Mail.objects.filter(bulk=True, due__isnull=False)
    concerned = set(waiting.filter(named).values_list("subscriber_id", flat=True))
    if not concerned:
        return
    locked = Subscriber.objects.select_for_update(no_key=True).filter(pk__in=concerned)
    subscribers = list(locked.order_by("pk"))
    theirs = waiting.filter(subscriber__in=subscribers)
    told_before: dict[int | None, datetime] = {}
    for whose, since in theirs.order_by("-since").values_list("subscriber_id", "since"):
        if since is not None:
            told_before[whose] = since
    theirs.delete()
    for each in subscribers:
        each.told_until = told_before.get(each.pk, each.told_until)
    Subscriber.objects.bulk_update(subscribers, ["told_until"], batch_size=100)
