"""What somebody belongs to and does, now and before."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.language import in_language
from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.kernel.text import shorten
from mitmachstadt.people.enums import (
    ADMINISTRATION,
    LONGEST_AFFILIATION,
    BuiltInGroup,
    MembershipRole,
    OrganisationKind,
)
from mitmachstadt.people.models import GroupMembership, Organisation, OrganisationMembership, Person
from mitmachstadt.people.queries.persons import Visitor, in_force

# Who holds one of them works for the city.
_ROLES_OF_THE_CITY = (BuiltInGroup.OFFICE, BuiltInGroup.ADMINISTRATOR, BuiltInGroup.MODERATOR)
_SOME_BODY = _("ein Gremium der Stadt")

_WORKPLACES = prepared(
    lambda person, at: (
        OrganisationMembership.objects.filter(
            Q(until__isnull=True) | Q(until__gt=at),
            Q(organisation__kind__in=ADMINISTRATION)
            | Q(organisation__kind=OrganisationKind.BODY, role=MembershipRole.WORKS),
            organisation__ended=None,
            person=person,
            since__lte=at,
        )
        .order_by("organisation__name")
        .values_list("organisation", "organisation__name", "organisation__public")
    )
)


def affiliation_of(
    visitor: Visitor, *, at: datetime, speaking_for: Organisation | None = None
) -> str:
    """Where somebody works for the city, whatever capacity they choose; one statement.

    Their roles first, then the units that they belong to, as these are called now. What somebody
    speaks for is said already, and a body that is not public is not named. In German, for it is
    kept with what they say. A role counts too that waits for a second factor.
    """
    if visitor.person is None:
        return ""
    units = [
        (name, public)
        for pk, name, public in _WORKPLACES(visitor.person, at)
        if speaking_for is None or pk != speaking_for.pk
    ]
    held = visitor.groups | visitor.withheld
    with in_language(settings.LANGUAGE_CODE):
        found = [str(role.label) for role in _ROLES_OF_THE_CITY if role in held]
        found += [name if public else str(_SOME_BODY) for name, public in units]
    return shorten(", ".join(dict.fromkeys(found)), LONGEST_AFFILIATION)


def units_somebody_works_for(at: datetime) -> QuerySet[OrganisationMembership, int]:
    """The numbers of the organisations that somebody works for at a moment."""
    working = OrganisationMembership.objects.filter(
        role=MembershipRole.WORKS, person__is_active=True
    )
    return in_force(working, at).values_list("organisation", flat=True)


def somebody_there_is_called(organisation: Organisation, name: str, *, at: datetime) -> bool:
    """Whether one of its members has an account under this name."""
    members = OrganisationMembership.objects.filter(
        organisation=organisation, person__name__iexact=name
    )
    return in_force(members, at).exists()


def administrators(*, at: datetime) -> list[Person]:
    """Everybody who has the role of administrator at this moment and with no end to it."""
    lasting = GroupMembership.objects.filter(group_id=BuiltInGroup.ADMINISTRATOR, until=None)
    return _who_hold(in_force(lasting, at))


def holders_of(role: BuiltInGroup, *, at: datetime) -> list[Person]:
    """Everybody who has a role at this moment and may still sign in."""
    return _who_hold(in_force(GroupMembership.objects.filter(group_id=role), at))


def _who_hold(memberships: QuerySet[GroupMembership]) -> list[Person]:
    found = Person.objects.filter(group_memberships__in=memberships, is_active=True)
    return list(found.distinct())


@dataclass(frozen=True)
class Memberships:
    """What somebody does in the city: their roles, and who they speak or work for."""

    roles: list[GroupMembership]
    organisations: list[OrganisationMembership]
    past_roles: list[GroupMembership]
    past_organisations: list[OrganisationMembership]


def memberships_of(person: Person, *, at: datetime) -> Memberships:
    """All that a person ever did, newest first, what has ended apart; two queries."""
    roles = list(
        GroupMembership.objects.filter(person=person).select_related("group").order_by("-since")
    )
    organisations = list(
        OrganisationMembership.objects.filter(person=person)
        .select_related("organisation")
        .order_by("-since")
    )
    return Memberships(
        roles=[each for each in roles if not each.ended(at)],
        organisations=[each for each in organisations if not each.ended(at)],
        past_roles=[each for each in roles if each.ended(at)],
        past_organisations=[each for each in organisations if each.ended(at)],
    )
