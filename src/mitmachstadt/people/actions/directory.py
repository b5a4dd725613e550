"""Who has which role, and who speaks for whom."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.actions.sessions import end_sessions
from mitmachstadt.people.enums import BuiltInGroup, MembershipRole
from mitmachstadt.people.models import (
    District,
    GroupMembership,
    Organisation,
    OrganisationMembership,
    Person,
    StaffProfile,
)
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_close, may_end_role, may_hold_role, may_join, may_work_as


def grant_role(
    *,
    person: Person,
    role: str,
    by: Person | None,
    at: datetime,
    until: date | None = None,
) -> None:
    """Give somebody a role; giving it twice changes nothing, another end closes the former one.

    Args:
        until: the last day on which they have it; None: until somebody ends it.

    Raises:
        Refusal: their address may be another's, the last day is past, or the last administrator
            would have an end.
    """
    group = BuiltInGroup(role)
    ends = midnight_after(until) if until else None
    with transaction.atomic():
        lock_holders_of(group)
        # Two who give the same at once: the second sees the first.
        Person.objects.select_for_update().get(pk=person.pk)
        may_hold_role(person, group, until=until, at=at).require()
        former = list(_roles_at(at, person=person, group_id=group))
        if any(each.until == ends for each in former):
            return
        for each in former:
            _close(each, at)
        GroupMembership.objects.create(person=person, group_id=group, since=at, until=ends)
        content = {"role": group.value, "by": by.public_id if by else ""}
        if until:
            content["until"] = until.isoformat()
        append(kind="role.granted", subject=person.public_id, content=content, at=at)


def end_role(*, person: Person, role: str, by: Person, at: datetime) -> None:
    """Take a role from somebody, unless the city would be left without an administrator."""
    group = BuiltInGroup(role)
    with transaction.atomic():
        lock_holders_of(group)
        may_end_role(person, group, at=at).require()
        open_at = list(_roles_at(at, person=person, group_id=group))
        for each in open_at:
            _close(each, at)
        if open_at:
            content = {"role": group.value, "by": by.public_id}
            append(kind="role.ended", subject=person.public_id, content=content, at=at)


def lock_holders_of(group: BuiltInGroup) -> None:
    """Two administrators ending each other's role at once: the second has to see the first."""
    list(GroupMembership.objects.select_for_update().filter(group_id=group, until=None))


def _roles_at(at: datetime, **which: Any) -> QuerySet[GroupMembership]:
    """Roles that have not ended."""
    return GroupMembership.objects.filter(Q(until=None) | Q(until__gt=at), **which)


def join_organisation(
    *,
    person: Person,
    organisation: Organisation,
    at: datetime,
    role: MembershipRole = MembershipRole.SPEAKS,
    until: datetime | None = None,
) -> bool:
    """Let somebody speak for an organisation, or work for it, from now on.

    Returns whether that is new. Another role or another end closes the former membership and
    begins a new one; whoever agreed to be shown is shown with the new one.
    """
    with transaction.atomic():
        # Two who enter the same at once: the second sees the first.
        Person.objects.select_for_update().get(pk=person.pk)
        former = list(_open_at(at, person=person, organisation=organisation))
        if any((each.role, each.until) == (role, until) for each in former):
            return False
        for each in former:
            _close(each, at)
        made = OrganisationMembership.objects.create(
            person=person, organisation=organisation, role=role, since=at, until=until
        )
        StaffProfile.objects.filter(membership__in=former).update(membership=made)
    return True


def end_memberships_of(organisation: Organisation, *, at: datetime) -> None:
    """Nobody speaks or works any more for an organisation that ends, or is shown there."""
    for membership in _open_at(at, organisation=organisation):
        _close(membership, at)
    StaffProfile.objects.filter(membership__organisation=organisation).delete()


def _open_at(at: datetime, **which: Any) -> QuerySet[OrganisationMembership]:
    """Memberships that have not ended, the latest first."""
    found = OrganisationMembership.objects.filter(Q(until=None) | Q(until__gt=at), **which)
    return found.order_by("-since")


def _close(membership: OrganisationMembership | GroupMembership, at: datetime) -> None:
    """End it now; one that began within this clock tick still has a length."""
    membership.until = max(at, membership.since + timedelta(microseconds=1))
    membership.save(update_fields=["until"])


def enter_districts(names: list[str]) -> list[District]:
    """Enter the city's districts in their official order, counted from 1."""
    return [
        District.objects.update_or_create(number=number, defaults={"name": name})[0]
        for number, name in enumerate(names, start=1)
    ]


def give_role(
    *, person: Person, role: str, visitor: Visitor, at: datetime, until: date | None = None
) -> None:
    """Give somebody a role, until a day or until somebody ends it, as an administrator."""
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    grant_role(person=person, role=role, by=visitor.person, at=at, until=until)


def take_role(*, person: Person, role: str, visitor: Visitor, at: datetime) -> None:
    """Take a role from somebody, as an administrator.

    Raises:
        LastAdministrator: nobody would be left who can give roles.
    """
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    assert visitor.person is not None
    end_role(person=person, role=role, by=visitor.person, at=at)


def let_speak_for(
    *,
    person: Person,
    organisation: Organisation,
    visitor: Visitor,
    at: datetime,
    role: MembershipRole = MembershipRole.SPEAKS,
    until: date | None = None,
) -> None:
    """Let somebody speak or work for an organisation from now on, as an administrator.

    Args:
        until: the last day on which they may; None: until somebody ends it.

    Raises:
        Refusal: the organisation has ended, or the last day is past.
    """
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    may_join(person, organisation, until=until, today=timezone.localdate(at)).require()
    ends = midnight_after(until) if until else None
    with transaction.atomic():
        if join_organisation(
            person=person, organisation=organisation, at=at, role=role, until=ends
        ):
            content = {
                "organisation": organisation.public_id,
                "role": role.value,
                "until": until.isoformat() if until else "",
                "by": _by(visitor),
            }
            append(kind="membership.began", subject=person.public_id, content=content, at=at)


def end_speaking_for(
    *, person: Person, organisation: Organisation, visitor: Visitor, at: datetime
) -> None:
    """Let somebody no longer speak for an organisation; what they said stays said for it.

    Whoever was shown there is no longer shown.
    """
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        for membership in _open_at(at, person=person, organisation=organisation):
            _close(membership, at)
            StaffProfile.objects.filter(membership=membership).delete()
            content = {"organisation": organisation.public_id, "by": _by(visitor)}
            append(kind="membership.ended", subject=person.public_id, content=content, at=at)


def close_account(*, person: Person, visitor: Visitor, at: datetime) -> None:
    """Let nobody sign in to an account any more; what was said with it stays.

    Raises:
        LastAdministrator, OwnAccount: nobody would be left to open it again.
    """
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        lock_holders_of(BuiltInGroup.ADMINISTRATOR)
        may_close(person, by=visitor.person, at=at).require()
        _set_active(person, to=False, visitor=visitor, at=at)


def open_account(*, person: Person, visitor: Visitor, at: datetime) -> None:
    """Let somebody sign in again whose account was closed."""
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        _set_active(person, to=True, visitor=visitor, at=at)


def sign_out_everywhere(*, person: Person, visitor: Visitor, at: datetime) -> None:
    """End every session of somebody: a lost telephone, a machine left open."""
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        end_sessions(person=person)
        content = {"by": _by(visitor)}
        append(kind="person.signed_out", subject=person.public_id, content=content, at=at)


def _set_active(person: Person, *, to: bool, visitor: Visitor, at: datetime) -> None:
    changed = Person.objects.filter(pk=person.pk).exclude(is_active=to).update(is_active=to)
    if changed:
        kind = "person.opened" if to else "person.closed"
        append(kind=kind, subject=person.public_id, content={"by": _by(visitor)}, at=at)


def _by(visitor: Visitor) -> str:
    return visitor.person.public_id if visitor.person else ""
