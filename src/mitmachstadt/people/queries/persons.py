from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet, Value

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.people.enums import ROLES, BuiltInGroup, MembershipRole
from mitmachstadt.people.models import (
    District,
    Group,
    GroupMembership,
    Organisation,
    OrganisationMembership,
    Person,
)

# Not a group that anybody could open a window to: that somebody works for a unit now.
AT_A_DESK = "-at-a-desk"
# The setting's word for it.
_DESK = "desk"


@dataclass(frozen=True)
class Visitor:
    """Who is asking: somebody with an account and their groups, or anyone (`person` is None)."""

    person: Person | None
    groups: frozenset[str]
    # Roles that somebody has, but cannot use before they have given a second factor.
    withheld: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.person.name if self.person else ""

    @property
    def signed_in(self) -> bool:
        return self.person is not None

    @property
    def is_office(self) -> bool:
        return BuiltInGroup.OFFICE in self.groups

    @property
    def works_for_a_unit(self) -> bool:
        return AT_A_DESK in self.groups

    @property
    def has_work(self) -> bool:
        """Whether they have any task here, be it withheld."""
        return bool((self.groups | self.withheld) - _EVERYBODYS)

    @property
    def desk_is_withheld(self) -> bool:
        """Whether they work for a unit and have not given the second factor that it needs."""
        return AT_A_DESK in self.withheld

    @property
    def is_moderator(self) -> bool:
        return BuiltInGroup.MODERATOR in self.groups

    @property
    def is_helper(self) -> bool:
        return BuiltInGroup.HELPER in self.groups

    @property
    def is_administrator(self) -> bool:
        return BuiltInGroup.ADMINISTRATOR in self.groups

    @property
    def is_auditor(self) -> bool:
        return BuiltInGroup.AUDITOR in self.groups


_EVERYBODYS = {BuiltInGroup.EVERYONE.value, BuiltInGroup.SIGNED_IN.value}
ANYONE = Visitor(person=None, groups=frozenset({BuiltInGroup.EVERYONE.value}))


def visitor(
    user: Person | AnonymousUser | None, *, at: datetime, second_factor: bool = True
) -> Visitor:
    """The visitor with the groups they belong to at this moment; one query when signed in.

    Args:
        second_factor: whether they have given one; without it powerful roles are withheld.
    """
    if user is None or not user.is_authenticated or not isinstance(user, Person):
        return ANYONE
    codes = {
        group
        for group, since, until in _MEMBERSHIPS_OF(user)
        if since <= at and (until is None or at < until)
    }
    codes |= _EVERYBODYS
    powerful = settings.SECOND_FACTOR_ROLES
    powerful = powerful | {AT_A_DESK} if _DESK in powerful else powerful
    withheld = codes & powerful if not second_factor else set()
    return Visitor(person=user, groups=frozenset(codes - withheld), withheld=frozenset(withheld))


# Whoever works for a unit has a desk there: asked for with the groups, for the link to it stands on
# every page. What may be done at it is asked anew there.
_MEMBERSHIPS_OF = prepared(
    lambda person: (
        GroupMembership.objects.filter(person=person)
        .values_list("group_id", "since", "until")
        .union(
            OrganisationMembership.objects.filter(
                person=person, role=MembershipRole.WORKS.value, organisation__ended=None
            ).values_list(Value(AT_A_DESK), "since", "until"),
            all=True,
        )
    )
)


def groups_of(visitor: Visitor) -> list[Group]:
    """The groups that somebody belongs to, with their names."""
    return list(Group.objects.filter(code__in=visitor.groups).order_by("name"))


_ORGANISATIONS_OF = prepared(
    lambda person, at: Organisation.objects.filter(
        ~Q(verified=""),
        ended=None,
        public=True,
        memberships__in=OrganisationMembership.objects.filter(
            Q(until__isnull=True) | Q(until__gt=at), person=person, since__lte=at
        ),
    ).order_by("name")
)


def organisations_of(person: Person, *, at: datetime) -> list[Organisation]:
    """The verified organisations that a person may speak for at this moment.

    Not for a body that is not public: what is said in its name would name it.
    """
    return _ORGANISATIONS_OF(person, at)


_UNITS_WORKED_FOR = prepared(
    lambda person, at: Organisation.objects.filter(
        ~Q(verified=""),
        ended=None,
        memberships__in=OrganisationMembership.objects.filter(
            Q(until__isnull=True) | Q(until__gt=at),
            person=person,
            role=MembershipRole.WORKS.value,
            since__lte=at,
        ),
    ).order_by("name")
)


def units_worked_for(person: Person, *, at: datetime) -> list[Organisation]:
    """The units whose duties a person works on at this moment; verified ones that exist."""
    return _UNITS_WORKED_FOR(person, at)


def units_at_desk(visitor: Visitor, *, at: datetime) -> list[Organisation]:
    """The units that somebody can work for in this session."""
    if visitor.person is None or visitor.desk_is_withheld:
        return []
    return units_worked_for(visitor.person, at=at)


def person_by_email(email: str) -> Person | None:
    return Person.objects.filter(email=email.strip().lower()).first()


def person_by_public_id(public_id: str) -> Person | None:
    """Somebody whose account is open."""
    return Person.objects.filter(public_id=public_id, is_active=True).first()


_DISTRICTS = prepared(lambda: District.objects.order_by("number"))


def districts() -> list[District]:
    return _DISTRICTS()


def short_name(name: str) -> str:
    """A district's name where there is little room: "Fri.-Kre.", "Reinick."."""
    if len(name) <= 9:
        return name
    parts = name.split("-")
    length = 8 if len(parts) == 1 else 3
    return "-".join(part if len(part) <= 4 else f"{part[:length]}." for part in parts)


DIRECTORY_PAGE = 30


@dataclass(frozen=True)
class Listing:
    """Somebody in the directory, with their roles and the organisations they speak for."""

    person: Person
    roles: list[str]
    organisations: list[Organisation]

    @property
    def role_names(self) -> list[str]:
        return [str(role.label) for role in ROLES if role in self.roles]


def directory_page(
    *, at: datetime, words: str = "", role: str = "", before: int | None = None
) -> tuple[list[Listing], int | None]:
    """People with an account, newest first: a page and where the next one begins; three queries.

    Args:
        words: part of a name or an e-mail address.
        role: only those who have this role now.
    """
    found = Person.objects.order_by("-pk")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(email__icontains=words))
    if role:
        holders = in_force(GroupMembership.objects.filter(group_id=role), at)
        found = found.filter(pk__in=holders.values("person"))
    if before is not None:
        found = found.filter(pk__lt=before)
    page = list(found[: DIRECTORY_PAGE + 1])
    shown = page[:DIRECTORY_PAGE]
    more = shown[-1].pk if len(page) > DIRECTORY_PAGE else None
    return _listings(shown, at), more


def person_listing(public_id: str, *, at: datetime) -> Listing | None:
    """One person as the directory shows them; three queries."""
    return next(iter(_listings(list(Person.objects.filter(public_id=public_id)), at)), None)


def _listings(people: list[Person], at: datetime) -> list[Listing]:
    found = {person.pk: Listing(person, [], []) for person in people}
    for holder in (
        in_force(GroupMembership.objects.filter(person__in=people), at)
        .select_related("group")
        .order_by("group__name")
    ):
        found[holder.person_id].roles.append(holder.group_id)
    for member in (
        in_force(OrganisationMembership.objects.filter(person__in=people), at)
        .select_related("organisation")
        .order_by("organisation__name")
    ):
        found[member.person_id].organisations.append(member.organisation)
    return list(found.values())


def in_force[M: (GroupMembership, OrganisationMembership)](
    memberships: QuerySet[M], at: datetime
) -> QuerySet[M]:
    """Of these memberships, those that hold at a moment."""
    return memberships.filter(since__lte=at).filter(Q(until__isnull=True) | Q(until__gt=at))
