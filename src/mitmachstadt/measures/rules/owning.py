"""Who may own a measure, start it and write in it."""

from datetime import date, datetime

from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.measures.enums import OWNERS, MeasureType
from mitmachstadt.measures.errors import (
    CentralNeedsItsUnit,
    CommitmentMissing,
    ForeignOrganisation,
    IdeasAreOfTheOffice,
    ImportIsOfTheOffice,
    InvolvedTwice,
    NoCentralUnit,
    NotYourMeasure,
    OnlyNetworkFromMembers,
    OwnerHasEnded,
    OwnerOfOtherKind,
    TwoAccountable,
)
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.queries.principles import central_unit, commitment_in_force
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.rules import may_refer_to
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.errors import SecondFactorMissing, SignInNeeded
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor, units_at_desk
from mitmachstadt.people.rules import may_speak_for, may_work_as


def may_own(
    type: MeasureType, owner: Organisation, *, on: date, needs_commitment: bool = True
) -> Verdict:
    """The one unit for central measures, a public body for decentral ones, the network for its own.

    Args:
        needs_commitment: whether a network measure waits for its owner's signature.
    """
    if owner.ended:
        return no(OwnerHasEnded(name=owner.name))
    if owner.kind not in OWNERS[type]:
        return no(
            OwnerOfOtherKind(
                name=owner.name,
                kind=owner.kind_in_words,
                type=type.label,
                possible=", ".join(kind.in_words for kind in OWNERS[type]),
            )
        )
    if type == MeasureType.CENTRAL:
        return _is_the_unit(owner)
    if type == MeasureType.NETWORK and needs_commitment and not commitment_in_force(owner, on):
        return no(CommitmentMissing(name=owner.name))
    return YES


def _is_the_unit(owner: Organisation) -> Verdict:
    unit = central_unit()
    if unit is None:
        return no(NoCentralUnit())
    return YES if unit == owner else no(CentralNeedsItsUnit(unit=unit.name, name=owner.name))


def may_arise_from(visitor: Visitor, source: Node) -> Verdict:
    """Whatever everybody can read; that an idea became a measure is for the office to say."""
    if source.kind == Kind.IDEA and not visitor.is_office:
        return no(IdeasAreOfTheOffice(title=source.title))
    return may_refer_to(source)


def may_start(
    visitor: Visitor, type: MeasureType, owner: Organisation, *, imported: bool, at: datetime
) -> Verdict:
    """The office anything, a unit its own, members a network measure of their own organisation."""
    if visitor.is_office:
        return YES
    if visitor.person is None:
        return no(SignInNeeded())
    if imported:
        return no(ImportIsOfTheOffice())
    if BuiltInGroup.OFFICE in visitor.withheld:
        return may_work_as(visitor, BuiltInGroup.OFFICE)
    if type == MeasureType.NETWORK:
        own = may_speak_for(visitor.person, owner, at=at).allowed
        return YES if own else no(ForeignOrganisation(name=owner.name))
    if visitor.desk_is_withheld:
        return no(SecondFactorMissing(role=owner.name))
    units = units_at_desk(visitor, at=at)
    if not units:
        return no(OnlyNetworkFromMembers())
    return YES if owner in units else no(ForeignOrganisation(name=owner.name))


def may_write(visitor: Visitor, measure: Measure, *, at: datetime) -> Verdict:
    """The office, whoever works for the unit that owns it, whoever speaks for its organisation."""
    if visitor.is_office:
        return YES
    if visitor.person is None:
        return no(SignInNeeded())
    if BuiltInGroup.OFFICE in visitor.withheld:
        return may_work_as(visitor, BuiltInGroup.OFFICE)
    owner = measure.owner
    if measure.type == MeasureType.NETWORK and may_speak_for(visitor.person, owner, at=at).allowed:
        return YES
    if visitor.desk_is_withheld:
        return no(SecondFactorMissing(role=owner.name))
    if owner in units_at_desk(visitor, at=at):
        return YES
    return no(NotYourMeasure(name=owner.name))


# Words for the one who is accountable; whoever else takes part does something.
_ACCOUNTABLE = ("federführ", "verantwortlich", "hauptverantwort", "accountable", "in charge")


def may_involve(measure: Measure, organisation: Organisation, *, role: str) -> Verdict:
    """Others take part once, with what they do, and never as a second accountable unit."""
    accountable = any(word in role.casefold() for word in _ACCOUNTABLE)
    if organisation == measure.owner or accountable:
        return no(TwoAccountable(name=measure.owner.name, other=organisation.name))
    if organisation.ended or not organisation.public:
        return no(OwnerHasEnded(name=organisation.name))
    if measure.involvements.filter(organisation=organisation).exists():
        return no(InvolvedTwice(name=organisation.name))
    return YES


def may_name_unit(visitor: Visitor, unit: Organisation) -> Verdict:
    """The office names a living public unit for central measures."""
    allowed = may_work_as(visitor, BuiltInGroup.OFFICE)
    if not allowed.allowed:
        return allowed
    if unit.ended:
        return no(OwnerHasEnded(name=unit.name))
    if unit.kind not in OWNERS[MeasureType.CENTRAL]:
        return no(
            OwnerOfOtherKind(
                name=unit.name,
                kind=unit.kind_in_words,
                type=MeasureType.CENTRAL.label,
                possible=", ".join(
                    OrganisationKind(kind).in_words for kind in OWNERS[MeasureType.CENTRAL]
                ),
            )
        )
    return YES
