"""Who sits in a body, and for how long."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import LONGEST_FUNCTION, BuiltInGroup
from mitmachstadt.people.models import Organisation, Post, Seat
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_leave, may_open, may_sit, may_work_as


def seat_in_body(
    *,
    body: Organisation,
    sender: Organisation,
    since: date,
    until: date | None,
    visitor: Visitor,
    at: datetime,
    post: Post | None = None,
    function: str = "",
) -> Seat:
    """Enter who sits in a body for a term, itself or through one of its posts.

    Raises:
        Refusal: the term has no end or is taken, it is no body, or the post is another's.
    """
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        body = Organisation.objects.select_for_update().get(pk=body.pk)
        may_sit(body=body, sender=sender, post=post, since=since, until=until).require()
        assert until is not None
        seat = Seat.objects.create(
            body=body, sender=sender, sender_name=sender.name, post=post,
            post_name=post.name if post else "", since=since, until=until,
            function=clean_line(function)[:LONGEST_FUNCTION],
        )  # fmt: skip
        content = {
            "sender": sender.public_id,
            "post": post.public_id if post else "",
            "since": since.isoformat(),
            "until": until.isoformat(),
        }
        _register("seated", body, content, visitor, at)
    return seat


def leave_body(*, seat: Seat, on: date, visitor: Visitor, at: datetime) -> None:
    """Let a term end on a day before the one that was said.

    Raises:
        Refusal: it is over already, or the day lies outside it.
    """
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        seat = Seat.objects.select_for_update(of=("self",)).select_related("body").get(pk=seat.pk)
        may_leave(seat, on=on, today=timezone.localdate(at)).require()
        seat.until = on
        seat.save(update_fields=["until"])
        content = {"sender": seat.sender.public_id, "until": on.isoformat()}
        _register("left", seat.body, content, visitor, at)


def open_body(*, body: Organisation, visitor: Visitor, at: datetime) -> None:
    """Let everybody see a body that was not public. What it decided before stays as it was.

    Raises:
        Refusal: a member is not public.
    """
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        body = Organisation.objects.select_for_update().get(pk=body.pk)
        may_open(body).require()
        if Organisation.objects.filter(pk=body.pk, public=False).update(public=True):
            _register("opened", body, {}, visitor, at)


def end_seats_of(organisation: Organisation, *, on: date) -> None:
    """Terms in a body that ends, and of a member that ends, last until the day before."""
    last = on - timedelta(days=1)
    for seats in (organisation.seats.all(), organisation.seats_elsewhere.all()):
        seats.filter(since__gt=last).delete()
        seats.filter(until__gt=last).update(until=last)


def _register(
    verb: str, body: Organisation, content: dict[str, str], visitor: Visitor, at: datetime
) -> None:
    content["by"] = visitor.person.public_id if visitor.person else ""
    append(kind=f"body.{verb}", subject=body.public_id, content=content, at=at)
