"""The moderators' desk: what lies there, and what is known about each of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value

from mitmachstadt.contributions.enums import BULK_MOST, CLAIM_MINUTES, Queue
from mitmachstadt.contributions.models import Appeal, Claim, Remark, Removal, Report
from mitmachstadt.contributions.queries.beside import GoalReason, goal_reasons
from mitmachstadt.contributions.queries.reports import reports_about
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Kind, Visibility
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.queries import Place, veiled, with_veiled_parent
from mitmachstadt.people.models import Person

QUEUE_PAGE = 20
PROCESSES_SHOWN = 100


@dataclass(frozen=True)
class Asked:
    """Which part of a queue somebody wants to see.

    `unproven`: only those without proof of work, or only the others. `process` is the public id
    of the process they came through; `suspicion` what was noticed.
    """

    queue: Queue = Queue.WAITING
    unproven: bool | None = None
    process: str = ""
    suspicion: str = ""


def waiting_page(
    *, after: Place | None = None, asked: Asked | None = None
) -> tuple[list[Node], Place | None]:
    """Contributions in a queue, oldest first, with what they are about."""
    asked = asked or Asked()
    found = _narrowed(_in_queue(asked.queue), asked)
    if asked.queue == Queue.WAITING:
        found = found.order_by("created", "id")
        if after:
            found = found.filter(created__gte=after.created).exclude(
                created=after.created, id__lte=after.id
            )
    else:
        # Ids grow as contributions come. The remark's own, for its index stands in that order.
        found = found.order_by("remark__node_id")
        if after:
            found = found.filter(remark__node_id__gt=after.id)
    page = list(
        found.select_related(
            "parent", "window__opened_by", "district", "remark__thread", "remark__reply_to"
        )[: QUEUE_PAGE + 1]
    )
    more = len(page) > QUEUE_PAGE
    page = [_with_veils(node) for node in page[:QUEUE_PAGE]]
    return page, Place(page[-1].created, page[-1].pk) if more else None


def _in_queue(queue: Queue) -> QuerySet[Node]:
    remarks = Node.objects.filter(kind__in=CONTRIBUTIONS)
    if queue == Queue.WAITING:
        return remarks.filter(visibility=Visibility.WAITING)
    if queue == Queue.UNSEEN:
        # Not by kind as well: databases would go through all remarks by that index instead.
        return Node.objects.filter(remark__unseen=True)
    if queue == Queue.REPORTED:
        return remarks.filter(Exists(_reports().filter(node=OuterRef("pk"))))
    if queue == Queue.APPEALED:
        return remarks.filter(pk__in=_appeals().values("node"))
    return remarks.filter(pk__in=_removals().values("node"))


def _reports() -> QuerySet[Report]:
    return Report.objects.filter(settled__isnull=True)


def _appeals() -> QuerySet[Appeal]:
    return Appeal.objects.filter(decided__isnull=True)


def _removals() -> QuerySet[Removal]:
    return Removal.objects.filter(agreed__isnull=True)


def _narrowed(found: QuerySet[Node], asked: Asked) -> QuerySet[Node]:
    if asked.unproven is not None:
        found = found.filter(remark__unproven=asked.unproven)
    if asked.process:
        found = found.filter(window__opened_by__public_id=asked.process)
    if asked.suspicion:
        found = found.filter(remark__suspicion=asked.suspicion)
    return found


def _with_veils(node: Node) -> Node:
    veiled(node.remark.thread)
    if node.remark.reply_to is not None:
        veiled(node.remark.reply_to)
    return with_veiled_parent(node)


class Record(NamedTuple):
    """What an account has contributed so far, and how much of it is hidden."""

    all: int
    hidden: int


class Facts(NamedTuple):
    """What the desk knows of a contribution; `claim` if somebody else looks at it just now."""

    record: Record | None
    reports: Sequence[Report]
    claim: Claim | None
    reasons: Sequence[GoalReason] = ()


@dataclass(frozen=True)
class Known:
    """What the desk knows of the contributions on a page, by the primary key of their node."""

    records: dict[int, Record]
    reports: dict[int, list[Report]]
    claims: dict[int, Claim]
    reasons: dict[int, list[GoalReason]]

    def of(self, node: Node) -> Facts:
        return Facts(
            self.records.get(node.pk),
            self.reports.get(node.pk, ()),
            self.claims.get(node.pk),
            self.reasons.get(node.pk, ()),
        )


def known_about(nodes: Sequence[Node], *, me: Person | None, at: datetime) -> Known:
    """Authors' records, open reports, who else looks at them now; three queries.

    Where ideas are among them, why they contribute to goals; one more.
    """
    return Known(_records(nodes), reports_about(nodes), _claims(nodes, me, at), goal_reasons(nodes))


def _records(nodes: Sequence[Node]) -> dict[int, Record]:
    authors = {node.author_id for node in nodes if node.author_id is not None}
    said = Node.objects.filter(author__in=authors, kind__in=CONTRIBUTIONS)
    counted = said.order_by().values("author_id").annotate(
        all=Count("pk"), hidden=Count("pk", filter=Q(visibility=Visibility.HIDDEN))
    )  # fmt: skip
    by_author = {row["author_id"]: Record(row["all"], row["hidden"]) for row in counted}
    return {n.pk: by_author[n.author_id] for n in nodes if n.author_id in by_author}


def _claims(nodes: Sequence[Node], me: Person | None, at: datetime) -> dict[int, Claim]:
    since = at - timedelta(minutes=CLAIM_MINUTES)
    found = Claim.objects.filter(node__in=[node.pk for node in nodes], at__gt=since)
    others = found.exclude(by=me) if me is not None else found
    return {claim.node_id: claim for claim in others.select_related("by")}


class Waiting(NamedTuple):
    """How many contributions wait for a moderator, and how many of them without proof of work."""

    all: int
    unproven: int

    @property
    def others(self) -> int:
        return self.all - self.unproven


def how_many_wait() -> Waiting:
    """Both numbers; one query."""
    waiting = Node.objects.filter(visibility=Visibility.WAITING, kind__in=CONTRIBUTIONS)
    numbers = waiting.aggregate(
        all=Count("pk"), unproven=Count("pk", filter=Q(remark__unproven=True))
    )
    return Waiting(**numbers)


def queue_lengths() -> dict[Queue, int]:
    """How much lies in the other queues; one query, each part over an index of its own."""
    found = {
        Queue.UNSEEN: Remark.objects.filter(unseen=True),
        Queue.REPORTED: _reports(),
        Queue.APPEALED: _appeals(),
        Queue.REMOVAL: _removals(),
    }
    first, *others = [
        rows.order_by()
        .annotate(queue=Value(queue.value, output_field=CharField()))
        .values("queue")
        .annotate(number=Count("node", distinct=True))
        .values_list("queue", "number")
        for queue, rows in found.items()
    ]
    counted = dict(first.union(*others, all=True))
    return {queue: counted.get(queue.value, 0) for queue in found}


def chosen_contributions(public_ids: Sequence[str]) -> list[Node]:
    """The contributions with these public ids as they are now, in the order of their ids."""
    found = Node.objects.filter(public_id__in=public_ids[: BULK_MOST + 1], kind__in=CONTRIBUTIONS)
    return list(found.select_related("parent", "remark").order_by("pk"))


def processes_at_the_desk() -> list[Node]:
    """The processes that opened windows, newest first."""
    opened = Window.objects.filter(opened_by=OuterRef("pk"))
    return list(
        Node.objects.filter(Exists(opened), kind=Kind.PROCESS)
        .only("public_id", "title")
        .order_by("-pk")[:PROCESSES_SHOWN]
    )


# Written out: asked on the way of every contribution without proof.
# CROSS JOIN and "= 1" are for SQLite, which otherwise reads every node instead of the few rows of
# the index `remark_unproven`.
_UNPROVEN = {"sqlite": "r.unproven = 1", "postgresql": "r.unproven"}
_AT_LEAST = (
    "SELECT 1 FROM contributions_remark r CROSS JOIN nodes_node n WHERE n.id = r.node_id"
    " AND {unproven} AND n.visibility = 'waiting' LIMIT 1 OFFSET %s"
)


def is_unproven_queue_full() -> bool:
    """Whether as many contributions without proof wait as may; stops counting there."""
    most: int = max(0, settings.UNPROVEN_WAITING)
    if most == 0:
        return True
    with connection.cursor() as cursor:
        cursor.execute(_AT_LEAST.format(unproven=_UNPROVEN[connection.vendor]), [most - 1])
        return cursor.fetchone() is not None
