from django.db import models

from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.people.enums import OrganisationKind


class District(models.Model):
    """One of the city's districts. The city as a whole is not one of them."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """Who people speak for, who answers, who decides.

    `name` and `parent` are what holds now; what held before is told by `OrganisationPeriod`. What
    was said for an organisation keeps the name that it had then.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=OrganisationKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True)
    about = models.TextField(blank=True, default="")
    website = models.URLField(max_length=200, blank=True, default="")
    # On what grounds somebody may speak as it; empty while nobody has looked.
    verified = models.CharField(max_length=200, blank=True, default="")
    # A body that is not public is known to its administrators and the strategy office alone.
    public = models.BooleanField(default=True, db_default=True)
    ended = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=OrganisationKind.DISTRICT_OFFICE)
                | models.Q(district__isnull=False),
                name="district_office_has_district",
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=models.Q(ended__isnull=True),
                name="one_living_organisation_of_a_name",
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="organisation_not_below_itself"
            ),
            models.CheckConstraint(
                condition=models.Q(public=True) | models.Q(kind=OrganisationKind.BODY),
                name="only_a_body_is_not_public",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_in_words(self) -> str:
        return OrganisationKind(self.kind).in_words


class OrganisationPeriod(models.Model):
    """What an organisation was called and where it belonged, from a day to the day before another.

    Without a first day: as long as anybody has known. Periods of one organisation follow each other
    without a gap; the last one is open while the organisation exists.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="periods")
    name = models.CharField(max_length=200)
    parent = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(until__isnull=True),
                name="one_open_period_per_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True)
                | models.Q(since__isnull=True)
                | models.Q(until__gt=models.F("since")),
                name="organisation_period_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} from {self.since}"


class Succession(models.Model):
    """An organisation took over, wholly or in part, from one that ended."""

    before = models.ForeignKey(Organisation, models.CASCADE, related_name="successions")
    after = models.ForeignKey(Organisation, models.PROTECT, related_name="predecessions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="succession_once"),
            models.CheckConstraint(
                condition=~models.Q(before=models.F("after")), name="nobody_succeeds_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} became {self.after_id}"
