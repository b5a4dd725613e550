"""A measure, who answers for it, and how it came to where it is."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitmachstadt.measures.enums import (
    LONGEST_LINE,
    LONGEST_REASON,
    Health,
    MeasureType,
    Phase,
    State,
)
from mitmachstadt.measures.models.principles import PrinciplesVersion
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import District, Organisation, Post


class Measure(models.Model):
    """What the city or its network does. Title and searchable text stand in the node.

    Exactly one organisation answers for it. Without a district it is for the whole city. What a
    gate asks for is empty while it is not known, never filled to please a form.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="measure")
    type = models.CharField(max_length=10, choices=MeasureType.choices)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="measures")
    phase = models.PositiveSmallIntegerField(choices=Phase.choices, default=Phase.PRE_PROCESS)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    health = models.CharField(max_length=10, choices=Health.choices, default=Health.GREEN)
    status_on = models.DateField()
    status_words = models.CharField(max_length=LONGEST_REASON, blank=True)
    summary = models.TextField(blank=True)
    problem = models.TextField(blank=True)
    understood_on = models.DateField(null=True, blank=True)
    understood_by = models.CharField(max_length=LONGEST_LINE, blank=True)
    goals = models.TextField(blank=True)
    for_whom = models.TextField(blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    districts = models.ManyToManyField(District, related_name="measures")
    programme = models.CharField(max_length=LONGEST_LINE, blank=True)
    amount_cents = models.BigIntegerField(null=True, blank=True)
    amount_is_rough = models.BooleanField(default=False)
    # Posts in hundredths, so that no fraction gets lost.
    posts_hundredths = models.PositiveIntegerField(null=True, blank=True)
    funding = models.CharField(max_length=LONGEST_REASON, blank=True)
    role = models.CharField(max_length=LONGEST_LINE, blank=True)
    post = models.ForeignKey(Post, models.SET_NULL, null=True, blank=True, related_name="measures")
    competence = models.TextField(blank=True)
    repository = models.CharField(max_length=500, blank=True)
    # Since when nothing has answered at that address.
    repository_gone = models.DateField(null=True, blank=True)
    standards = models.CharField(max_length=LONGEST_REASON, blank=True)
    imported = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["owner", "node"], name="measure_of_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="measure_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__isnull=True) | Q(amount_cents__gte=0),
                name="measure_costs_no_less_than_nothing",
            ),
            models.CheckConstraint(
                condition=Q(repository="") | Q(repository__startswith="https://"),
                name="repository_is_https",
            ),
            models.CheckConstraint(condition=Q(phase__range=(1, 5)), name="measure_has_a_phase"),
        ]

    def __str__(self) -> str:
        return f"measure {self.node_id}"

    @property
    def posts(self) -> str:
        """Posts as Germans write them: 1,5."""
        if self.posts_hundredths is None:
            return ""
        whole, rest = divmod(self.posts_hundredths, 100)
        return f"{whole},{rest:02d}".rstrip("0").rstrip(",")


class Involvement(models.Model):
    """Who else takes part, and as what; never as who is accountable."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="involvements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="involved_in")
    role = models.CharField(max_length=LONGEST_LINE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "organisation"], name="involved_once"),
            models.CheckConstraint(condition=~Q(role=""), name="involved_as_something"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.measure_id}"


class PhaseChange(models.Model):
    """A step forward or back, and why; public, never removed."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="phase_changes")
    before = models.PositiveSmallIntegerField(choices=Phase.choices)
    after = models.PositiveSmallIntegerField(choices=Phase.choices)
    reason = models.CharField(max_length=LONGEST_REASON)
    on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="phase_change_has_a_reason"),
            models.CheckConstraint(
                condition=Q(after=F("before") + 1) | Q(after=F("before") - 1),
                name="one_phase_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.before} to {self.after}"


class StatusNote(models.Model):
    """What was said about how a measure goes, on a day; the newest also stands in its row."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="status_notes")
    state = models.CharField(max_length=10, choices=State.choices)
    health = models.CharField(max_length=10, choices=Health.choices)
    words = models.CharField(max_length=LONGEST_REASON, blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.state} on {self.on}"


class Reference(models.Model):
    """A printed paper of a parliament or district assembly: "19/1234", "BVV 0815/VI"."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="references")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=LONGEST_LINE, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "number"], name="reference_once")]

    def __str__(self) -> str:
        return self.number


class CheckedItem(models.Model):
    """A principle or success factor that a measure meets, and what shows it."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="checked")
    version = models.ForeignKey(PrinciplesVersion, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    evidence = models.CharField(max_length=LONGEST_REASON)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "version", "number"], name="item_checked_once"
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="checked_with_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} meets {self.number}"


class Recognition(models.Model):
    """The office recognised a network measure, and perhaps took it back; both with a reason."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="recognitions")
    granted = models.DateField()
    granted_because = models.CharField(max_length=LONGEST_REASON)
    contact = models.CharField(max_length=LONGEST_LINE)
    invited_to = models.CharField(max_length=LONGEST_REASON, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked = models.DateField(null=True, blank=True)
    revoked_because = models.CharField(max_length=LONGEST_REASON, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"], condition=Q(revoked__isnull=True), name="recognised_once"
            ),
            models.CheckConstraint(
                condition=~Q(granted_because="")
                & (
                    Q(revoked__isnull=True, revoked_because="")
                    | (Q(revoked__gte=F("granted")) & ~Q(revoked_because=""))
                ),
                name="recognition_has_its_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"recognition of {self.measure_id}"
