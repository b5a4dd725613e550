"""Posts, bodies, staff, and who may ask to speak for an organisation."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.people.enums import (
    LONGEST_POST,
    BuiltInGroup,
    OrganisationKind,
    PostState,
)
from mitmachstadt.people.errors import (
    AddressNotProven,
    BodyWithHiddenMember,
    EndsBeforeItBegins,
    EngagementNeedsEnd,
    MembershipEndsInThePast,
    NotABody,
    NotPublic,
    OrganisationBelowItself,
    OrganisationHasEnded,
    PartsDoNotAddUp,
    PartTwice,
    PostHasEnded,
    PostNameMissing,
    PostNamesSomebody,
    PostNameTaken,
    PostNeedsReason,
    PostOfAnother,
    ReorganisationLater,
    ReorganisationTooEarly,
    SeatIsOver,
    SeatTaken,
    TaskMissing,
    TermNeedsEnd,
    TermTooLong,
)
from mitmachstadt.people.models import (
    Organisation,
    Person,
    Post,
    PostPeriod,
    Seat,
)
from mitmachstadt.people.queries import (
    Visitor,
    living_post_named,
    seats_between,
    somebody_there_is_called,
)

YEARS_OF_A_TERM = 10
_SEE_EVERY_BODY = {BuiltInGroup.ADMINISTRATOR, BuiltInGroup.OFFICE, BuiltInGroup.AUDITOR}


def may_see_every_body(visitor: Visitor) -> bool:
    """Whether bodies that are not public are shown to somebody."""
    return not _SEE_EVERY_BODY.isdisjoint(visitor.groups)


def may_sit(
    *,
    body: Organisation,
    sender: Organisation,
    post: Post | None,
    since: date,
    until: date | None,
) -> Verdict:
    """A term in a body has an end; nobody has two at the same time."""
    if body.kind != OrganisationKind.BODY:
        return no(NotABody(name=body.name))
    if until is None:
        return no(TermNeedsEnd())
    for organisation in (body, sender):
        if organisation.ended:
            return no(OrganisationHasEnded(name=organisation.name))
    if body == sender:
        return no(OrganisationBelowItself(name=body.name))
    if body.public and not sender.public:
        return no(NotPublic(name=sender.name))
    if until < since:
        return no(EndsBeforeItBegins())
    if until > since + timedelta(days=366 * YEARS_OF_A_TERM):
        return no(TermTooLong(years=YEARS_OF_A_TERM))
    if post is not None and post.organisation_id != sender.pk:
        return no(PostOfAnother(post=post.name, organisation=sender.name))
    if post is not None and post.ended:
        return no(PostHasEnded(name=post.name))
    if seats_between(body, sender, post, since=since, until=until):
        return no(SeatTaken(name=f"{sender.name}, {post.name}" if post else sender.name))
    return YES


def may_open(body: Organisation) -> Verdict:
    """What is shown names its members: each of them can be named."""
    hidden = body.seats.filter(sender__public=False).select_related("sender").first()
    if hidden is not None:
        return no(BodyWithHiddenMember(name=hidden.sender.name))
    return YES


def may_leave(seat: Seat, *, on: date, today: date) -> Verdict:
    """A term can end earlier than was said, not later, and what is over stays as it was."""
    if seat.until < today:
        return no(SeatIsOver())
    if on < seat.since or on > seat.until:
        return no(EndsBeforeItBegins())
    return YES


def may_establish(
    *,
    organisation: Organisation,
    name: str,
    state: PostState,
    reason: str,
    since: date,
    today: date,
    at: datetime,
) -> Verdict:
    """A post has a name of its own, nobody's; one that nobody has says why."""
    if organisation.ended:
        return no(OrganisationHasEnded(name=organisation.name))
    if not name or len(name) > LONGEST_POST:
        return no(PostNameMissing(longest=LONGEST_POST))
    if living_post_named(organisation, name):
        return no(PostNameTaken(name=name))
    if somebody_there_is_called(organisation, name, at=at):
        return no(PostNamesSomebody(name=name))
    return _state_may_hold(state, reason, since, today)


def may_change_post(
    post: Post,
    now: PostPeriod | None,
    *,
    state: PostState | None,
    reason: str,
    since: date,
    today: date,
) -> Verdict:
    """What is entered happened after what was entered last; None for the state ends the post."""
    if now is None:
        return no(PostHasEnded(name=post.name))
    if since <= now.since:
        return no(ReorganisationTooEarly(since=day_in_words(now.since)))
    return _state_may_hold(state, reason, since, today)


def _state_may_hold(state: PostState | None, reason: str, since: date, today: date) -> Verdict:
    if since > today:
        return no(ReorganisationLater())
    if state not in {None, PostState.FILLED} and not reason:
        return no(PostNeedsReason())
    return YES


def may_show(post: Post | None, organisation: Organisation) -> Verdict:
    """With a post of the organisation that exists, or without one."""
    if post is not None and post.organisation_id != organisation.pk:
        return no(PostOfAnother(post=post.name, organisation=organisation.name))
    if post is not None and post.ended:
        return no(PostHasEnded(name=post.name))
    return YES


def may_count_staff(
    *, total: int, parts: Sequence[tuple[str, int]], as_of: date, today: date
) -> Verdict:
    """Where there are parts, they make the total."""
    if as_of > today:
        return no(ReorganisationLater())
    names = [name.casefold() for name, _ in parts]
    for name, _ in parts:
        if names.count(name.casefold()) > 1:
            return no(PartTwice(name=name))
    added = sum(number for _, number in parts)
    if parts and added != total:
        return no(PartsDoNotAddUp(parts=added, total=total))
    return YES


def may_engage(
    *, organisation: Organisation, other: Organisation, task: str, since: date, until: date | None
) -> Verdict:
    """A task, and a time that ends."""
    if organisation == other:
        return no(OrganisationBelowItself(name=other.name))
    if not other.public:
        return no(NotPublic(name=other.name))
    if not task:
        return no(TaskMissing())
    if until is None:
        return no(EngagementNeedsEnd())
    if until < since:
        return no(EndsBeforeItBegins())
    return YES


def may_join(
    person: Person, organisation: Organisation, *, until: date | None, today: date
) -> Verdict:
    """Who speaks or works for an organisation does so from now on, until a day that is to come.

    It is somebody whose address is known to be theirs.
    """
    if person.address_proven is None:
        return no(AddressNotProven(name=person.name))
    if organisation.ended:
        return no(OrganisationHasEnded(name=organisation.name))
    if until is not None and until < today:
        return no(MembershipEndsInThePast())
    return YES
