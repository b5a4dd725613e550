"""Posts, seats in bodies, staff and what is commissioned: what an organisation consists of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from mitmachstadt.people.enums import PostState
from mitmachstadt.people.models import (
    Engagement,
    Organisation,
    Person,
    Post,
    PostPeriod,
    Seat,
    Staffing,
    StaffProfile,
)
from mitmachstadt.people.queries.meetings import Assigned, assigned_to

ON_A_PAGE = 50


@dataclass(frozen=True)
class PostLine:
    """A post as it is now, and who agreed to be shown with it."""

    post: Post
    period: PostPeriod
    people: list[StaffProfile]

    @property
    def filled(self) -> bool:
        return self.period.state == PostState.FILLED


@dataclass(frozen=True)
class Staff:
    """The posts of an organisation, and who agreed to be shown there without one of them."""

    posts: list[PostLine]
    people: list[StaffProfile]


def staff_of(organisation: Organisation, *, at: datetime) -> Staff:
    """Posts that exist and people who agreed, while they are there; two queries."""
    shown: dict[int | None, list[StaffProfile]] = {}
    for profile in _shown(at).filter(membership__organisation=organisation)[:ON_A_PAGE]:
        shown.setdefault(profile.post_id, []).append(profile)
    periods = (
        PostPeriod.objects.filter(post__organisation=organisation, post__ended=None, until=None)
        .select_related("post")
        .order_by("post__name")
    )
    lines = [PostLine(p.post, p, shown.pop(p.post_id, [])) for p in periods[:ON_A_PAGE]]
    return Staff(lines, [each for rest in shown.values() for each in rest])


def _shown(at: datetime) -> QuerySet[StaffProfile]:
    """Who leaves is no longer shown, whether anybody took the profile away or not."""
    return (
        StaffProfile.objects.filter(
            Q(membership__until=None) | Q(membership__until__gt=at),
            membership__since__lte=at,
            membership__person__is_active=True,
        )
        .select_related("membership__person")
        .order_by("membership__person__name", "pk")
    )


def post_by_public_id(public_id: str) -> Post | None:
    return Post.objects.select_related("organisation").filter(public_id=public_id).first()


def posts_of(organisation: Organisation) -> list[Post]:
    """Those that exist, by name."""
    return list(Post.objects.filter(organisation=organisation, ended=None).order_by("name"))


def posts_to_send() -> list[Post]:
    """Every post that somebody could be sent for, with its organisation."""
    found = Post.objects.filter(ended=None, organisation__ended=None)
    return list(found.select_related("organisation").order_by("organisation__name", "name"))


def living_post_named(organisation: Organisation, name: str) -> bool:
    return Post.objects.filter(organisation=organisation, name=name, ended=None).exists()


def open_post_period(post: Post) -> PostPeriod | None:
    """What holds now, unless the post has ended."""
    return post.periods.filter(until=None).first()


def periods_of_posts(organisation: Organisation) -> list[PostPeriod]:
    """What was with every post of an organisation, newest first."""
    found = PostPeriod.objects.filter(post__organisation=organisation).select_related("post")
    return list(found.order_by("-since", "-pk")[: 2 * ON_A_PAGE])


@dataclass(frozen=True)
class Members:
    """Who sits in a body, and who sat there before."""

    now: list[Seat]
    later: list[Seat]
    past: list[Seat]


def members_of(body: Organisation, *, on: date) -> Members:
    """Seats by the day on which their term ends; one query."""
    found = Seat.objects.filter(body=body).select_related("sender", "post")
    seats = list(found.order_by("-until", "pk")[: 2 * ON_A_PAGE])
    now = [seat for seat in seats if seat.since <= on <= seat.until]
    return Members(
        now=sorted(now, key=lambda seat: (seat.sender.name, seat.pk)),
        later=[seat for seat in seats if seat.since > on],
        past=[seat for seat in seats if seat.until < on],
    )


def seats_of(sender: Organisation, *, on: date, with_hidden: bool) -> list[Seat]:
    """Where an organisation sits now, in bodies that are public or, if asked for, in all."""
    found = Seat.objects.filter(sender=sender, since__lte=on, until__gte=on)
    if not with_hidden:
        found = found.filter(body__public=True)
    return list(found.select_related("body", "post").order_by("body__name", "pk")[:ON_A_PAGE])


def seats_between(
    body: Organisation, sender: Organisation, post: Post | None, *, since: date, until: date
) -> list[Seat]:
    """Terms of the same member that overlap these days."""
    return list(
        Seat.objects.filter(body=body, sender=sender, post=post, since__lte=until, until__gte=since)
    )


def seat_by_number(number: int | None) -> Seat | None:
    if number is None:
        return None
    return Seat.objects.select_related("body", "sender").filter(pk=number).first()


def staffings_of(organisation: Organisation) -> Sequence[Staffing]:
    """How many worked there on which day, newest first, with the parts; two queries."""
    found = Staffing.objects.filter(organisation=organisation).prefetch_related("parts")
    return list(found.order_by("-as_of")[:ON_A_PAGE])


@dataclass(frozen=True)
class Engagements:
    """Who works for an organisation from outside or funds it, and whom it works for or funds."""

    here: list[Engagement]
    elsewhere: list[Engagement]


def engagements_of(organisation: Organisation) -> Engagements:
    """Newest first; one query."""
    found = (
        Engagement.objects.filter(
            Q(organisation=organisation) | Q(other=organisation, organisation__public=True)
        )
        .select_related("organisation", "other")
        .order_by("-until", "-pk")[: 2 * ON_A_PAGE]
    )
    rows = list(found)
    return Engagements(
        here=[each for each in rows if each.organisation_id == organisation.pk],
        elsewhere=[each for each in rows if each.organisation_id != organisation.pk],
    )


def profiles_of(person: Person) -> dict[int, StaffProfile]:
    """What somebody agreed to be shown with, by the membership."""
    found = StaffProfile.objects.filter(membership__person=person).select_related("post")
    return {profile.membership_id: profile for profile in found}


@dataclass(frozen=True)
class Details:
    """What an organisation consists of and whom it works with, now and before."""

    seats: list[Seat]
    staffings: Sequence[Staffing]
    engagements: Engagements
    posts: list[PostPeriod]
    assigned: Assigned

    @property
    def empty(self) -> bool:
        engaged = [*self.engagements.here, *self.engagements.elsewhere]
        return not (self.seats or self.staffings or engaged or self.posts or self.assigned)


def details_of(organisation: Organisation, *, on: date, with_hidden: bool) -> Details:
    """Where an organisation sits, how many work there, what it commissioned; seven statements."""
    return Details(
        seats=seats_of(organisation, on=on, with_hidden=with_hidden),
        staffings=staffings_of(organisation),
        engagements=engagements_of(organisation),
        posts=periods_of_posts(organisation),
        assigned=assigned_to(organisation, on=on, with_hidden=with_hidden),
    )
