"""What the desk of a measure needs: who may be named, and what hangs on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from mitmachstadt.measures.enums import OWNERS, MeasureType
from mitmachstadt.measures.models import Measure, SelfCommitment, WorkPackage
from mitmachstadt.people.models import Organisation, OrganisationMembership, Person
from mitmachstadt.people.queries import (
    Visitor,
    organisations_of,
    public_organisations,
    units_at_desk,
)
from mitmachstadt.people.queries.persons import in_force


@dataclass(frozen=True)
class Owned:
    """For whom somebody can start measures."""

    organisations: list[Organisation]

    def types_of(self) -> list[MeasureType]:
        kinds = {organisation.kind for organisation in self.organisations}
        return [type for type in MeasureType if kinds & {str(kind) for kind in OWNERS[type]}]


def owned_by(visitor: Visitor, *, at: datetime, looking: bool = False) -> Owned:
    """The organisations whose measures somebody may start and write; at most three statements.

    Args:
        looking: nothing is written, so that auditors see what the office sees.
    """
    if visitor.is_office or (looking and visitor.is_auditor):
        possible = {str(kind) for kinds in OWNERS.values() for kind in kinds}
        return Owned([each for each in public_organisations() if each.kind in possible])
    if visitor.person is None:
        return Owned([])
    network = {str(kind) for kind in OWNERS[MeasureType.NETWORK]}
    own = [each for each in organisations_of(visitor.person, at=at) if each.kind in network]
    units = units_at_desk(visitor, at=at)
    return Owned(list({each.pk: each for each in [*units, *own]}.values()))


def hanging(measure: Measure, name: str, number: int | None) -> Any:
    """A row of a measure by its number: `milestones`, `risks`, `indicators`, ...; None if none."""
    return getattr(measure, name).filter(pk=number).first() if number is not None else None


def package_of(measure: Measure, number: int) -> WorkPackage | None:
    """A work package of any of the measure's time boxes."""
    found = WorkPackage.objects.select_related("iteration__measure")
    return found.filter(iteration__measure=measure, pk=number).first()


def commitments_of_members(visitor: Visitor, *, at: datetime) -> list[SelfCommitment]:
    """What binds the organisations for which somebody speaks; at most two statements."""
    if visitor.person is None:
        return []
    own, today = organisations_of(visitor.person, at=at), timezone.localdate(at)
    found = SelfCommitment.objects.filter(organisation__in=own).select_related(
        "organisation", "version"
    )
    return [each for each in found if each.holds(today)] if own else []


def candidates(measure: Measure, *, at: datetime) -> list[Person]:
    """Who may stand in a team: whoever belongs to the owner or to those who take part."""
    organisations = [measure.owner_id, *measure.involvements.values_list("organisation", flat=True)]
    members = in_force(OrganisationMembership.objects.filter(organisation__in=organisations), at)
    found = Person.objects.filter(organisation_memberships__in=members, is_active=True)
    return list(found.distinct().order_by("name"))
