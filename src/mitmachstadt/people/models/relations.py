from django.db import models
from django.db.models import F, Q

from mitmachstadt.people.enums import EngagementKind
from mitmachstadt.people.models.organisations import Organisation


class Staffing(models.Model):
    """How many work in a unit on a day, as somebody counted them; its parts make the total.

    A corrected count of the same day replaces the former one; another day stands beside it.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="staffings")
    as_of = models.DateField()
    total = models.PositiveIntegerField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-as_of"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "as_of"], name="one_staffing_a_day_and_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.total} on {self.as_of}"


class StaffingPart(models.Model):
    """Some of those who work in a unit, by what they do."""

    staffing = models.ForeignKey(Staffing, models.CASCADE, related_name="parts")
    name = models.CharField(max_length=120)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["staffing", "name"], name="staffing_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Engagement(models.Model):
    """Somebody from outside works for a unit, or pays for what it does: for what, and how long."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="engagements")
    other = models.ForeignKey(Organisation, models.PROTECT, related_name="engagements_elsewhere")
    other_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=EngagementKind.choices)
    task = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField()

    class Meta:
        ordering = ["-until", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(task=""), name="engagement_has_a_task"),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="engagement_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=~Q(organisation=F("other")), name="nobody_engages_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.other_id} for {self.organisation_id}"
