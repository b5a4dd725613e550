"""What organisations commit to, and which unit answers for central measures."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.people.models import Organisation


class CentralUnit(models.Model):
    """The unit that owns the city's central measures, as it was named last: one row or none."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    since = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_central_unit")]

    def __str__(self) -> str:
        return f"central unit {self.unit_id}"


class PrinciplesVersion(models.Model):
    """Principles of good practice and success factors; once in force they never change.

    `items` holds one dict each: number, kind, text. Without a day it is a draft.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    label = models.CharField(max_length=80, unique=True)
    in_force = models.DateField(null=True, blank=True, unique=True)
    items = models.JSONField(default=list)
    # How many items there are, for conditions in the database.
    size = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-in_force", "-id"]

    def __str__(self) -> str:
        return self.label

    @property
    def numbers(self) -> list[int]:
        return [item["number"] for item in self.items]

    def item(self, number: int) -> dict[str, Any] | None:
        return next((item for item in self.items if item["number"] == number), None)


class SelfCommitment(models.Model):
    """An organisation signed a version of the principles: who, when, and until when it binds."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="commitments")
    version = models.ForeignKey(PrinciplesVersion, models.PROTECT, related_name="commitments")
    signed = models.DateField()
    until = models.DateField()
    signatory = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # As it was then; goes with the person.
    signatory_name = models.CharField(max_length=60, blank=True)
    ended = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-signed", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version"],
                condition=Q(ended__isnull=True),
                name="one_open_commitment_to_a_version",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("signed")), name="commitment_binds_for_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended__isnull=True, ended_because="")
                | (Q(ended__isnull=False) & ~Q(ended_because="")),
                name="commitment_ended_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} to {self.version_id}"

    def holds(self, on: date) -> bool:
        return self.signed <= on <= self.until and (self.ended is None or on < self.ended)
