"""Posts, whether somebody has them, and who agreed to be shown with them."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup, PostKind, PostState
from mitmachstadt.people.errors import ConsentMissing, NotAMember, WhatTheyDoMissing
from mitmachstadt.people.models import (
    Organisation,
    OrganisationMembership,
    Post,
    PostPeriod,
    StaffProfile,
)
from mitmachstadt.people.queries import Visitor, open_post_period
from mitmachstadt.people.rules import may_change_post, may_establish, may_show, may_work_as

_LONGEST_REASON, _LONGEST_ABOUT, _LONGEST_DOES = 300, 300, 200


def establish_post(
    *,
    organisation: Organisation,
    name: str,
    state: PostState,
    since: date,
    visitor: Visitor,
    at: datetime,
    kind: PostKind = PostKind.STAFF,
    about: str = "",
    reason: str = "",
) -> Post:
    """Enter a post: a role with a name, filled or not. One that nobody has says why.

    Raises:
        Refusal: the name is missing or taken, the reason is missing, the day has not come.
    """
    name, reason = clean_line(name), clean_line(reason)[:_LONGEST_REASON]
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
        may_establish(
            organisation=organisation, name=name, state=state, reason=reason, since=since,
            today=timezone.localdate(at), at=at,
        ).require()  # fmt: skip
        post = Post.objects.create(
            organisation=organisation, name=name, kind=kind,
            about=clean_line(about)[:_LONGEST_ABOUT],
        )  # fmt: skip
        PostPeriod.objects.create(post=post, state=state, reason=reason, since=since)
        content = {"organisation": organisation.public_id, "name": name, "state": state.value}
        _register("established", post, content, visitor, at)
    return post


def change_post(
    *,
    post: Post,
    state: PostState,
    since: date,
    visitor: Visitor,
    at: datetime,
    reason: str = "",
) -> None:
    """Say that a post is filled, vacant or not established from a day on.

    Who was shown with it and leaves it is no longer shown when nobody has it any more.

    Raises:
        Refusal: it has ended, the reason is missing, or the day does not fit.
    """
    reason = clean_line(reason)[:_LONGEST_REASON]
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        post = Post.objects.select_for_update().get(pk=post.pk)
        may_change_post(
            post, open_post_period(post), state=state, reason=reason, since=since,
            today=timezone.localdate(at),
        ).require()  # fmt: skip
        post.periods.filter(until=None).update(until=since)
        PostPeriod.objects.create(post=post, state=state, reason=reason, since=since)
        if state != PostState.FILLED:
            post.profiles.all().delete()
        content = {"state": state.value, "since": since.isoformat()}
        _register("changed", post, content, visitor, at)


def end_post(*, post: Post, on: date, visitor: Visitor, at: datetime) -> None:
    """Let a post be no more from a day on; who was shown with it is no longer.

    Raises:
        Refusal: it has ended already, or the day does not fit.
    """
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        post = Post.objects.select_for_update().get(pk=post.pk)
        may_change_post(
            post, open_post_period(post), state=None, reason="", since=on,
            today=timezone.localdate(at),
        ).require()  # fmt: skip
        _end(post, on)
        _register("ended", post, {"on": on.isoformat()}, visitor, at)


def end_posts_of(organisation: Organisation, *, on: date) -> None:
    """What an organisation that ends had for posts ends with it."""
    for post in Post.objects.filter(organisation=organisation, ended=None):
        _end(post, on)


def _end(post: Post, on: date) -> None:
    post.ended = on
    post.save(update_fields=["ended"])
    post.periods.filter(until=None, since__lt=on).update(until=on)
    post.periods.filter(until=None).delete()  # what would have begun on that day
    post.profiles.all().delete()


def show_myself(
    *,
    organisation: Organisation,
    does: str,
    agrees: bool,
    visitor: Visitor,
    at: datetime,
    post: Post | None = None,
) -> None:
    """Let oneself be shown at an organisation with one's name and what one does there.

    Raises:
        Refusal: without consent, without words, by somebody who does not belong there, or with a
            post of another organisation.
    """
    does = clean_line(does)[:_LONGEST_DOES]
    if not agrees:
        raise ConsentMissing()
    if not does:
        raise WhatTheyDoMissing()
    with transaction.atomic():
        membership = _own(organisation, visitor, at)
        may_show(post, organisation).require()
        StaffProfile.objects.update_or_create(
            membership=membership, defaults={"post": post, "does": does, "agreed": at}
        )
        content = {"organisation": organisation.public_id}
        append(kind="profile.agreed", subject=membership.person.public_id, content=content, at=at)


def hide_myself(*, organisation: Organisation, visitor: Visitor, at: datetime) -> None:
    """Take back the consent to be shown at an organisation; the row is gone at once."""
    with transaction.atomic():
        membership = _own(organisation, visitor, at)
        gone, _ = StaffProfile.objects.filter(membership=membership).delete()
        if gone:
            content = {"organisation": organisation.public_id}
            person = membership.person.public_id
            append(kind="profile.withdrawn", subject=person, content=content, at=at)


def _own(organisation: Organisation, visitor: Visitor, at: datetime) -> OrganisationMembership:
    found = OrganisationMembership.objects.select_related("person").filter(
        person=visitor.person, organisation=organisation, since__lte=at
    )
    membership = next((each for each in found.order_by("-since") if not each.ended(at)), None)
    if visitor.person is None or membership is None:
        raise NotAMember(organisation=organisation.name)
    return membership


def _register(
    verb: str, post: Post, content: dict[str, str], visitor: Visitor, at: datetime
) -> None:
    content["by"] = visitor.person.public_id if visitor.person else ""
    append(kind=f"post.{verb}", subject=post.public_id, content=content, at=at)
