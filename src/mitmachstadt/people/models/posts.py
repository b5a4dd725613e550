from django.db import models
from django.db.models import Q

from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.people.enums import PostKind, PostState
from mitmachstadt.people.models.organisations import Organisation
from mitmachstadt.people.models.persons import OrganisationMembership


class Post(models.Model):
    """A role in an organisation, whoever has it: the role has a name, the person is not in it."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="posts")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=PostKind.choices, default=PostKind.STAFF)
    about = models.CharField(max_length=300, blank=True)
    ended = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(ended__isnull=True),
                name="one_living_post_of_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.name


class PostPeriod(models.Model):
    """Whether a post was filled, from a day to the day before another; if not, why.

    Periods of a post follow each other without a gap; the last one is open while the post exists.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="periods")
    state = models.CharField(max_length=20, choices=PostState.choices)
    reason = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(until__isnull=True),
                name="one_open_period_per_post",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=models.F("since")),
                name="post_period_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(state=PostState.FILLED) | ~Q(reason=""),
                name="post_without_anybody_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} {self.state} from {self.since}"


class StaffProfile(models.Model):
    """Somebody agreed to be shown at an organisation, until they take it back or leave.

    Their name stands in their account alone; without this row nobody learns it from a page.
    """

    membership = models.OneToOneField(
        OrganisationMembership, models.CASCADE, primary_key=True, related_name="profile"
    )
    post = models.ForeignKey(Post, models.CASCADE, null=True, blank=True, related_name="profiles")
    does = models.CharField(max_length=200)
    agreed = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(does=""), name="staff_profile_says_what_they_do")
        ]

    def __str__(self) -> str:
        return f"profile {self.membership_id}"
