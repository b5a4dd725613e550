from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.people.enums import BuiltInGroup, MembershipRole
from mitmachstadt.people.models.organisations import District, Organisation


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
    """Somebody with an account. The name is what others see; a pseudonym is welcome.

    Until `held_until` nothing of theirs is deleted; why, the hold says (data_protection).
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    district = models.ForeignKey(District, models.SET_NULL, null=True, blank=True)
    created = models.DateTimeField()
    # Since when it is known that whoever has the account reads the mail at its address.
    address_proven = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
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

    def ended(self, at: datetime) -> bool:
        return self.until is not None and self.until <= at


class OrganisationMembership(models.Model):
    """A person may speak for an organisation, or also works for it, from a moment to a moment."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="organisation_memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(
        max_length=10, choices=MembershipRole.choices, default=MembershipRole.SPEAKS
    )
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

    def ended(self, at: datetime) -> bool:
        return self.until is not None and self.until <= at
