from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.errors import (
    AddressNotProven,
    BodyHasMembers,
    BodyHasMinutes,
    ChangesUnsaid,
    CityTextChangedMeanwhile,
    CityTextEmpty,
    CorrectionNeedsReason,
    DistrictOfOfficeMissing,
    HoldsTooEarly,
    KindAndDistrictUnchanged,
    LastAdministrator,
    LastAdministratorStays,
    MembershipEndsInThePast,
    NotAMember,
    NotVerified,
    OnlyABodyIsHidden,
    OrganisationBelowItself,
    OrganisationHasEnded,
    OrganisationNameMissing,
    OrganisationNameTaken,
    OrganisationUnchanged,
    OwnAccount,
    ReorganisationLater,
    ReorganisationTooEarly,
    RoleNeeded,
    SecondFactorMissing,
    SignInNeeded,
    UnitsRemain,
)
from mitmachstadt.people.models import CityText, District, Organisation, Person
from mitmachstadt.people.queries import (
    Visitor,
    administrators,
    open_period,
    organisations,
    organisations_of,
    stood_below,
    units_at_desk,
)


def may_work_as(visitor: Visitor, role: BuiltInGroup) -> Verdict:
    """Only somebody who holds the role; being administrator does not include the others."""
    if not visitor.signed_in:
        return no(SignInNeeded())
    if role in visitor.withheld:
        return no(SecondFactorMissing(role=role.label))
    if role not in visitor.groups:
        return no(RoleNeeded(role=role.label))
    return YES


def may_look_at_work_of(visitor: Visitor, role: BuiltInGroup) -> Verdict:
    """Who holds the role, and an auditor, who reads what every role sees and changes nothing."""
    if visitor.is_auditor or role in visitor.groups:
        return YES
    withheld = BuiltInGroup.AUDITOR in visitor.withheld
    return may_work_as(visitor, BuiltInGroup.AUDITOR if withheld else role)


LONGEST_ORGANISATION = 200


def may_enter(
    *, name: str, kind: OrganisationKind, district: District | None, public: bool = True
) -> Verdict:
    """An organisation has a name; a district office belongs to a district."""
    if not name or len(name) > LONGEST_ORGANISATION:
        return no(OrganisationNameMissing(longest=LONGEST_ORGANISATION))
    if kind == OrganisationKind.DISTRICT_OFFICE and district is None:
        return no(DistrictOfOfficeMissing())
    if not public and kind != OrganisationKind.BODY:
        return no(OnlyABodyIsHidden())
    return YES


def may_reorganise(
    organisation: Organisation, *, name: str, parent: Organisation | None, since: date, today: date
) -> Verdict:
    """What exists can be renamed and moved, as of a day that has come, and never below itself."""
    now = open_period(organisation)
    if now is None:
        return no(OrganisationHasEnded(name=organisation.name))
    if not name or len(name) > LONGEST_ORGANISATION:
        return no(OrganisationNameMissing(longest=LONGEST_ORGANISATION))
    if parent is not None and parent.ended:
        return no(OrganisationHasEnded(name=parent.name))
    if parent is not None and stood_below(parent, organisation, since=since):
        return no(OrganisationBelowItself(name=parent.name))
    if (name, parent) == (organisation.name, organisation.parent):
        return no(OrganisationUnchanged())
    if name != organisation.name and name in {other.name for other in organisations()}:
        return no(OrganisationNameTaken(name=name))
    return _may_begin(since, now.since, today)


def may_correct(
    organisation: Organisation, *, kind: OrganisationKind, district: District | None, reason: str
) -> Verdict:
    """What was entered wrongly is put right with a reason; a body that has sat stays one."""
    if (kind, district) == (organisation.kind, organisation.district):
        return no(KindAndDistrictUnchanged())
    if not reason:
        return no(CorrectionNeedsReason())
    if kind != OrganisationKind.BODY and organisation.seats.exists():
        return no(BodyHasMembers(name=organisation.name))
    if kind != OrganisationKind.BODY and (
        organisation.meetings.exists() or organisation.assignments.exists()
    ):
        return no(BodyHasMinutes(name=organisation.name))
    return may_enter(
        name=organisation.name, kind=kind, district=district, public=organisation.public
    )


def may_dissolve(
    organisation: Organisation, *, successors: Iterable[Organisation], on: date, today: date
) -> Verdict:
    """What still has units below it does not end; nobody takes over from itself."""
    now = open_period(organisation)
    if now is None:
        return no(OrganisationHasEnded(name=organisation.name))
    below = organisation.children.filter(ended=None).count()
    if below:
        return no(UnitsRemain(name=organisation.name, count=below))
    for successor in successors:
        if successor.ended:
            return no(OrganisationHasEnded(name=successor.name))
        if successor == organisation:
            return no(OrganisationBelowItself(name=successor.name))
    return _may_begin(on, now.since, today)


def _may_begin(day: date, since: date | None, today: date) -> Verdict:
    if day > today:
        return no(ReorganisationLater())
    if since is not None and day <= since:
        return no(ReorganisationTooEarly(since=day_in_words(since)))
    return YES


def may_describe(organisation: Organisation, visitor: Visitor, *, at: datetime) -> Verdict:
    """An administrator, or whoever works for the organisation, while that lasts."""
    if visitor.is_administrator:
        return YES
    if visitor.person is None:
        return no(SignInNeeded())
    if organisation not in units_at_desk(visitor, at=at):
        return no(NotAMember(organisation=organisation.name))
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
    if not organisation.verified:
        return no(NotVerified(organisation=organisation.name))
    if organisation not in organisations_of(person, at=at):
        return no(NotAMember(organisation=organisation.name))
    return YES


def may_hold_role(
    person: Person, role: BuiltInGroup, *, until: date | None, at: datetime
) -> Verdict:
    """Somebody whose address is theirs, until a day to come; one administrator stays."""
    if person.address_proven is None:
        return no(AddressNotProven(name=person.name))
    if until is not None and until < timezone.localdate(at):
        return no(MembershipEndsInThePast())
    others = [each for each in administrators(at=at) if each != person]
    if role == BuiltInGroup.ADMINISTRATOR and until is not None and not others:
        return no(LastAdministratorStays())
    return YES


def may_end_role(person: Person, role: BuiltInGroup, *, at: datetime) -> Verdict:
    """A city always keeps an administrator whose role has no end."""
    if role == BuiltInGroup.ADMINISTRATOR and administrators(at=at) == [person]:
        return no(LastAdministrator())
    return YES


LONGEST_CITY_TEXT = 60_000


def may_publish(
    newest: CityText | None,
    *,
    text: str,
    changes: str,
    holds_from: date,
    today: date,
    seen: int | None,
) -> Verdict:
    """A version says what changed, holds from no past day on, and follows the one somebody saw."""
    if newest is not None and seen is not None and newest.number != seen:
        return no(CityTextChangedMeanwhile())
    if not 0 < len(text) <= LONGEST_CITY_TEXT:
        return no(CityTextEmpty(longest=LONGEST_CITY_TEXT))
    if not changes:
        return no(ChangesUnsaid())
    earliest = today if newest is None else max(today, newest.holds_from + timedelta(days=1))
    if holds_from < earliest:
        return no(HoldsTooEarly(day=day_in_words(earliest)))
    return YES
