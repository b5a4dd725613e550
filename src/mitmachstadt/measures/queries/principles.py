"""What holds: principles, commitments, the unit of central measures, recognitions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from mitmachstadt.measures.enums import Standing
from mitmachstadt.measures.models import (
    CentralUnit,
    Measure,
    PrinciplesVersion,
    Recognition,
    SelfCommitment,
)
from mitmachstadt.people.models import Organisation


def central_unit() -> Organisation | None:
    """The unit that owns central measures, if one is named."""
    row = CentralUnit.objects.select_related("unit").first()
    return row.unit if row else None


def principles_in_force(on: date) -> PrinciplesVersion | None:
    """The version that holds on a day."""
    return PrinciplesVersion.objects.filter(in_force__lte=on).order_by("-in_force").first()


def principles_versions() -> list[PrinciplesVersion]:
    """Drafts first, then the newest in force."""
    return list(PrinciplesVersion.objects.order_by(F("in_force").desc(nulls_first=True), "-pk"))


def principles_version(number: int) -> PrinciplesVersion | None:
    return PrinciplesVersion.objects.filter(pk=number).first()


def commitments_of(organisation: Organisation) -> list[SelfCommitment]:
    """All that an organisation ever signed, newest first."""
    return list(organisation.commitments.select_related("version"))


def commitment_in_force(organisation: Organisation, on: date) -> SelfCommitment | None:
    """The newest commitment of an organisation that binds on a day."""
    return next((each for each in commitments_of(organisation) if each.holds(on)), None)


def commitment_by_number(number: int) -> SelfCommitment | None:
    return SelfCommitment.objects.select_related("organisation").filter(pk=number).first()


@dataclass(frozen=True)
class Recognised:
    """The newest recognition of a measure and whether it holds."""

    recognition: Recognition
    standing: Standing


def recognised(measure: Measure, *, on: date) -> Recognised | None:
    """Whether a measure is recognised, was, or never; at most two statements."""
    newest = measure.recognitions.order_by("-id").first()
    if newest is None:
        return None
    if newest.revoked:
        return Recognised(newest, Standing.REVOKED)
    holds = commitment_in_force(measure.owner, on)
    return Recognised(newest, Standing.VALID if holds else Standing.LAPSED)
