"""What goes when somebody goes, and what it has to wait for."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext

from mitmachstadt.contributions.models import Follow, Support
from mitmachstadt.contributions.queries import OpenCase, open_case, open_case_of
from mitmachstadt.data_protection.models import Deletion, Hold
from mitmachstadt.nodes.enums import CONTRIBUTIONS
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.models import GroupMembership, OrganisationMembership, Person


@dataclass(frozen=True)
class Held:
    """Why a deletion waits, and until when."""

    reason: str
    until: datetime


def held(person: Person, *, at: datetime) -> Held | None:
    """What the deletion of somebody's data waits for; what lasts longest. Two queries."""
    hold = Hold.objects.filter(person=person, lifted=None, until__gt=at).order_by("-until").first()
    case = open_case_of(person, at=at)
    if hold is not None and (case is None or hold.until >= case.until):
        return Held(hold.reason, hold.until)
    return _case(case) if case is not None else None


def held_node(node: Node, *, at: datetime) -> Held | None:
    """The same for one contribution, and for the account that it belongs to."""
    if node.author is not None and (found := held(node.author, at=at)):
        return found
    case = open_case(node, at=at)
    return _case(case) if case is not None else None


def _case(case: OpenCase) -> Held:
    why = gettext("So lange muss nachprüfbar bleiben, was darin stand.")
    return Held(f"{case.reason.label} {why}", case.until)


@dataclass(frozen=True)
class Left:
    """What somebody would leave: so many of each."""

    contributions: int
    answered: int
    replied_to: int
    for_others: int
    official: int
    supports: int
    follows: int
    roles: int
    organisations: int


def left_by(person: Person) -> Left:
    """Counted for the page that asks whether somebody is sure; five queries."""
    mine = Node.objects.filter(author=person)
    reply = Node.objects.filter(parent=OuterRef("pk"), kind__in=CONTRIBUTIONS).exclude(
        author=person
    )
    own = Q(kind__in=CONTRIBUTIONS, capacity__in=(Capacity.CITIZEN, ""))
    numbers = mine.annotate(has_reply=Exists(reply)).aggregate(
        contributions=Count("pk", filter=own),
        answered=Count("pk", filter=own & Q(answers__gt=0)),
        replied_to=Count("pk", filter=own & Q(has_reply=True)),
        for_others=Count("pk", filter=Q(kind__in=CONTRIBUTIONS, capacity=Capacity.ORGANISATION)),
        official=Count(
            "pk",
            filter=~Q(kind__in=CONTRIBUTIONS) | Q(kind__in=CONTRIBUTIONS, capacity=Capacity.OFFICE),
        ),
    )
    return Left(
        **numbers,
        supports=Support.objects.filter(person=person).count(),
        follows=Follow.objects.filter(subscriber__person=person).count(),
        roles=GroupMembership.objects.filter(person=person, until=None).count(),
        organisations=OrganisationMembership.objects.filter(person=person, until=None).count(),
    )


def deletion_of(person: Person) -> Deletion | None:
    """Somebody's wish to be deleted, while it waits."""
    return Deletion.objects.filter(person=person, done=None).first()


def waiting_deletions(*, after: int, limit: int) -> list[Deletion]:
    """The next wishes that are not done, by primary key."""
    found = Deletion.objects.filter(done=None, pk__gt=after)
    return list(found.select_related("person", "node").order_by("pk")[:limit])
