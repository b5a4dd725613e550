"""What is said of an organisation: its kind, what it does, and whether it was verified."""

from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.text import clean_text
from mitmachstadt.people.actions.organisations import (
    clean_grounds,
    clean_reason,
    locked_organisations,
    register_organisation,
)
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.models import District, Organisation
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_correct, may_describe, may_work_as


def correct_organisation(
    *,
    organisation: Organisation,
    kind: OrganisationKind,
    district: District | None,
    reason: str,
    visitor: Visitor,
    at: datetime,
) -> None:
    """Put right what was entered wrongly: the kind or the district, which no day changes.

    Raises:
        Refusal: nothing differs, no reason, a district office without its district, or a body with
            members would be none.
    """
    reason = clean_reason(reason)
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        organisation = locked_organisations()[organisation.pk]
        may_correct(organisation, kind=kind, district=district, reason=reason).require()
        organisation.kind, organisation.district = kind, district
        organisation.save(update_fields=["kind", "district"])
        number = str(district.number) if district else ""
        content = {"kind": kind.value, "district": number, "reason": reason}
        register_organisation("corrected", organisation, content, visitor, at)


def verify_organisation(
    *, organisation: Organisation, grounds: str, visitor: Visitor, at: datetime
) -> None:
    """Say on what grounds people may speak as an organisation; without any, nobody may."""
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    given = clean_grounds(grounds)
    with transaction.atomic():
        organisation = locked_organisations()[organisation.pk]
        if organisation.verified == given:
            return
        organisation.verified = given
        organisation.save(update_fields=["verified"])
        verb = "verified" if given else "unverified"
        register_organisation(verb, organisation, {"grounds": given}, visitor, at)


def describe_organisation(
    *, organisation: Organisation, about: str, website: str, visitor: Visitor, at: datetime
) -> None:
    """What an organisation does and where to read on, for everybody; its name and place stay.

    An administrator says so, or whoever works for it.
    """
    may_describe(organisation, visitor, at=at).require()
    with transaction.atomic():
        organisation = locked_organisations()[organisation.pk]
        organisation.about, organisation.website = clean_text(about), website
        organisation.save(update_fields=["about", "website"])
        register_organisation("described", organisation, {"website": website}, visitor, at)
