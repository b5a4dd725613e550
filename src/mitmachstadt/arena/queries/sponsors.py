"""Who takes responsibility for an idea, who did, and what is offered to whom."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from mitmachstadt.arena.enums import AFTER_REVOKING_DAYS, RENEW_DAYS, WARN_DAYS, Ending
from mitmachstadt.arena.models import HandOver, Idea, Sponsorship
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import merged_into, veiled
from mitmachstadt.people.models import Person

MOST_FORMER = 50


@dataclass(frozen=True)
class SponsorsPage:
    """Everybody's view of an idea's sponsors, and what of it is one's own."""

    now: list[Sponsorship]
    before: list[Sponsorship]
    mine: Sponsorship | None
    my_offer: HandOver | None
    offered_to_me: list[HandOver]

    @property
    def my_renewal_until(self) -> datetime | None:
        return renew_until(self.mine) if self.mine else None


def renew_until(sponsorship: Sponsorship) -> datetime:
    """When it ends unless it is renewed."""
    return sponsorship.renewed + timedelta(days=RENEW_DAYS)


def sponsors_page(idea: Idea, person: Person | None, *, at: datetime) -> SponsorsPage:
    """Three statements; two for visitors."""
    now = list(Sponsorship.objects.filter(idea=idea, ended=None))
    before = Sponsorship.objects.filter(idea=idea, ended__isnull=False)
    mine = next((each for each in now if person and each.person_id == person.pk), None)
    open_offers: list[HandOver] = []
    if person is not None:
        open_offers = list(
            HandOver.objects.select_related("sponsorship__idea__node").filter(
                Q(to=person) | Q(sponsorship__person=person),
                sponsorship__idea=idea,
                sponsorship__ended=None,
                settled=None,
                until__gt=at,
            )
        )
    return SponsorsPage(
        now=now,
        before=list(before.order_by("-ended", "-pk")[:MOST_FORMER]),
        mine=mine,
        my_offer=next((o for o in open_offers if mine and o.sponsorship_id == mine.pk), None),
        offered_to_me=[o for o in open_offers if person and o.to_id == person.pk],
    )


def sponsorship_of(idea: Idea, number: int) -> Sponsorship | None:
    """One of the idea's sponsorships, with what belongs to it."""
    found = Sponsorship.objects.select_related("idea__node", "person")
    return found.filter(idea=idea, pk=number).first()


def own_sponsorship(idea: Idea, person: Person | None) -> Sponsorship | None:
    """The one that somebody holds now."""
    if person is None:
        return None
    found = Sponsorship.objects.select_related("idea__node")
    return found.filter(idea=idea, person=person, ended=None).first()


def hand_over_of(idea: Idea, number: int) -> HandOver | None:
    found = HandOver.objects.select_related("sponsorship__idea__node")
    return found.filter(sponsorship__idea=idea, pk=number).first()


def open_hand_over(sponsorship: Sponsorship) -> HandOver | None:
    """The offer that nobody has settled; whether it has lapsed, its moment says."""
    return HandOver.objects.filter(sponsorship=sponsorship, settled=None).first()


def sponsorships_held(person: Person) -> int:
    return Sponsorship.objects.filter(person=person, ended=None).count()


def revoked_lately(idea: Idea, person: Person, *, at: datetime) -> Sponsorship | None:
    """The office ended it so short ago that it cannot be taken again."""
    since = at - timedelta(days=AFTER_REVOKING_DAYS)
    found = Sponsorship.objects.filter(
        idea=idea, person=person, ending=Ending.REVOKED, ended__gt=since
    )
    return found.order_by("-ended").first()


def whole_of(idea: Idea) -> Node | None:
    """What the idea went into, if it was merged."""
    whole = merged_into(idea.node)
    return veiled(whole) if whole else None


def to_be_warned(*, at: datetime, limit: int) -> list[Sponsorship]:
    """Sponsorships that soon end and whose sponsors have not been told."""
    before = at - timedelta(days=RENEW_DAYS - WARN_DAYS)
    found = Sponsorship.objects.filter(
        ended=None, renewed__lte=before, warned=None, person__is_active=True
    )
    return list(found.select_related("person", "idea__node").order_by("renewed", "pk")[:limit])


def to_lapse(*, at: datetime, limit: int) -> list[Sponsorship]:
    """Not renewed in time, and told so long ago that there was time to."""
    found = Sponsorship.objects.filter(
        Q(warned__lte=at - timedelta(days=WARN_DAYS)) | Q(person=None) | Q(person__is_active=False),
        ended=None,
        renewed__lte=at - timedelta(days=RENEW_DAYS),
    )
    return list(found.order_by("renewed", "pk")[:limit])
