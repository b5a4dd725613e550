from datetime import datetime

from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import LastAdministrator, NotAMember, RoleNeeded, SignInNeeded
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.people.queries import Visitor, administrators, organisations_of


def may_work_as(visitor: Visitor, role: BuiltInGroup) -> Verdict:
    """Only somebody who holds the role; being administrator does not include the others."""
    if not visitor.signed_in:
        return no(SignInNeeded())
    if role not in visitor.groups:
        return no(RoleNeeded(role=role.label))
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
