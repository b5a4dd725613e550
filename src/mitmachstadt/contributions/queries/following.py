"""Who follows what. How many follow something is not public, and nobody counts it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max, Min, Q, QuerySet

from mitmachstadt.contributions.enums import DIGEST_DAYS, Digest
from mitmachstadt.contributions.models import Follow, Subscriber
from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import veiled
from mitmachstadt.people.models import Person

_FOLLOWS = prepared(
    lambda person, node: Follow.objects.filter(
        subscriber__person=person, node=node, own=False
    ).values_list("pk", flat=True)
)


def follows(person: Person | None, node: Node) -> bool:
    """Whether somebody signed in follows a node; one query."""
    return person is not None and bool(_FOLLOWS(person, node))


def subscriber_of(person: Person) -> Subscriber | None:
    return Subscriber.objects.select_related("person").filter(person=person).first()


def subscriber_by_public_id(public_id: str) -> Subscriber | None:
    return Subscriber.objects.select_related("person").filter(public_id=public_id).first()


def followed_by(subscriber: Subscriber | None) -> list[Follow]:
    """What somebody follows, newest first; what not everyone may read comes without its words."""
    if subscriber is None or subscriber.pk is None:
        return []
    found = Follow.objects.filter(subscriber=subscriber).select_related("node", "node__parent")
    listed = list(found.order_by("-pk"))
    for follow in listed:
        veiled(follow.node)
    return listed


def _waiting_for_digest(at: datetime) -> QuerySet[Subscriber]:
    due = Q(pk__in=[])
    for digest, days in DIGEST_DAYS.items():
        due |= Q(digest=digest, told_until__lte=at - timedelta(days=days))
    known = Q(person__isnull=True) | Q(person__is_active=True)
    return Subscriber.objects.filter(due, known).exclude(digest=Digest.NEVER)


def due_for_digest(*, at: datetime, after: int, limit: int) -> list[Subscriber]:
    """The next few who are to be told what is new, by primary key."""
    found = _waiting_for_digest(at).filter(pk__gt=after).select_related("person")
    return list(found.order_by("pk")[:limit])


def untold_since(*, at: datetime, after: int, limit: int) -> tuple[datetime | None, int]:
    """Since when the next few were not told, and the last of them."""
    few = _waiting_for_digest(at).filter(pk__gt=after).order_by("pk")[:limit]
    found = Subscriber.objects.filter(pk__in=few.values("pk"))
    ends = found.aggregate(since=Min("told_until"), last=Max("pk"))
    return ends["since"], ends["last"] or after


def still_untold(batch: Iterable[Subscriber]) -> set[int]:
    """Those of a batch who still want news and were told none since it was read; locked."""
    read = {each.pk: each.told_until for each in batch}
    locked = Subscriber.objects.select_for_update(no_key=True).filter(pk__in=read).order_by("pk")
    rows = locked.exclude(digest=Digest.NEVER).values_list("pk", "told_until")
    return {pk for pk, told_until in rows if told_until == read[pk]}


def follows_of(subscribers: Iterable[Subscriber]) -> dict[int, list[Follow]]:
    """What each of these follows, the nearest to the leaves first, by the subscriber."""
    found: dict[int, list[Follow]] = {}
    rows = Follow.objects.filter(subscriber__in=[each.pk for each in subscribers])
    wanted = rows.select_related("node").only(
        "subscriber_id", "own", "since", "node_id", "node__path", "node__title", "node__kind",
        "node__public_id", "node__visibility",
    )  # fmt: skip
    for follow in wanted.order_by("subscriber_id", "pk"):
        found.setdefault(follow.subscriber_id, []).append(follow)
    for follows_ in found.values():
        follows_.sort(key=lambda follow: -len(follow.node.path))
    return found
