from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind


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


class Group(models.Model):
    """An audience: whom a window is open to. Roles are groups that every city has."""

    code = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Its name; in the page's language where every city has the group."""
        return str(BuiltInGroup(self.code).label) if self.code in BuiltInGroup else self.name


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody with an account. The name is what others see; a pseudonym is welcome."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    district = models.ForeignKey(District, models.SET_NULL, null=True, blank=True)
    created = models.DateTimeField()
    groups = models.ManyToManyField(Group, through="GroupMembership")

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="person_email_is_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.name


class GroupMembership(models.Model):
    """A person belongs to a group from a moment on, for a role until somebody ends it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="group_memberships")
    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group"],
                condition=models.Q(until__isnull=True),
                name="one_open_membership_per_group",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="group_membership_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}"


class OrganisationMembership(models.Model):
    """A person may speak for an organisation, from a moment to a moment."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="organisation_memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(until__isnull=True),
                name="one_open_membership_per_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="organisation_membership_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.organisation_id}"
