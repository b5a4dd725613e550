from datetime import datetime

from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.errors import (
    DistrictOfOfficeMissing,
    LastAdministrator,
    NotAMember,
    OrganisationNameMissing,
    OwnAccount,
    RoleNeeded,
    SignInNeeded,
)
from mitmachstadt.people.models import District, Organisation, Person
from mitmachstadt.people.queries import Visitor, administrators, organisations_of


def may_work_as(visitor: Visitor, role: BuiltInGroup) -> Verdict:
    """Only somebody who holds the role; being administrator does not include the others."""
    if not visitor.signed_in:
        return no(SignInNeeded())
    if role not in visitor.groups:
        return no(RoleNeeded(role=role.label))
    return YES


LONGEST_ORGANISATION = 200


def may_enter(*, name: str, kind: OrganisationKind, district: District | None) -> Verdict:
    """An organisation has a name; a district office belongs to a district."""
    if not name or len(name) > LONGEST_ORGANISATION:
        return no(OrganisationNameMissing(longest=LONGEST_ORGANISATION))
    if kind == OrganisationKind.DISTRICT_OFFICE and district is None:
        return no(DistrictOfOfficeMissing())
    return YES


def may_close(person: Person, *, by: Person | None, at: datetime) -> Verdict:
    """Anybody's account but one's own, and never the last administrator's."""
    if person == by:
        return no(OwnAccount())
    if administrators(at=at) == [person]:
        return no(LastAdministrator())
    return YES


def may_speak_for(person: Person | None, organisation: Organisation, *, at: datetime) -> Verdict:
    """Only members speak for an organisation."""
    if person is None:
        return no(SignInNeeded())
    if organisation not in organisations_of(person, at=at):
        return no(NotAMember(organisation=organisation.name))
    return YES


def may_end_role(person: Person, role: BuiltInGroup, *, at: datetime) -> Verdict:
    """A city always keeps an administrator."""
    if role == BuiltInGroup.ADMINISTRATOR and administrators(at=at) == [person]:
        return no(LastAdministrator())
    return YES
