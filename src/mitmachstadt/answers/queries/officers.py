"""Who sits at which desk."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Q

from mitmachstadt.people.enums import MembershipRole
from mitmachstadt.people.models import Organisation, OrganisationMembership, Person
from mitmachstadt.people.queries import Visitor, units_at_desk


@dataclass(frozen=True)
class Officer:
    """Somebody at a desk: of the strategy office, or of the units that they work for now."""

    visitor: Visitor
    units: tuple[Organisation, ...]

    @cached_property
    def unit_ids(self) -> frozenset[int]:
        return frozenset(unit.pk for unit in self.units)

    @property
    def is_office(self) -> bool:
        return self.visitor.is_office

    @property
    def reads_all(self) -> bool:
        """Auditors read what the office reads."""
        return self.is_office or self.visitor.is_auditor

    @property
    def has_desk(self) -> bool:
        return self.is_office or bool(self.units)

    @property
    def person(self) -> Person:
        """Only where somebody is signed in, as everybody with a desk is."""
        assert self.visitor.person is not None
        return self.visitor.person

    @property
    def desks(self) -> list[Organisation | None]:
        """For whom this person can answer; None is the strategy office."""
        return [None, *self.units] if self.is_office else list(self.units)


def units_with_a_desk(*, at: datetime) -> frozenset[int]:
    """The units, by primary key, for which somebody works at this moment."""
    works = OrganisationMembership.objects.filter(
        Q(until__isnull=True) | Q(until__gt=at), role=MembershipRole.WORKS, since__lte=at
    )
    here = Organisation.objects.filter(~Q(verified=""), ended=None, memberships__in=works)
    return frozenset(here.values_list("pk", flat=True))


def officer_of(visitor: Visitor, *, at: datetime) -> Officer:
    """One query where somebody is signed in."""
    return Officer(visitor, tuple(units_at_desk(visitor, at=at)))
