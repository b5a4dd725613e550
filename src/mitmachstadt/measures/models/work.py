"""How the work goes: milestones, time boxes and their reviews, risks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitmachstadt.measures.enums import LONGEST_LINE, LONGEST_REASON, Outcome
from mitmachstadt.measures.models.measures import Measure
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation


class Milestone(models.Model):
    """Something that is reached by a day. Title and text stand in the node, below its measure."""

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="milestone")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="milestones")
    planned = models.DateField()
    reached = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["planned", "node"]

    def __str__(self) -> str:
        return f"milestone {self.node_id}"


class MilestoneMove(models.Model):
    """A milestone was moved: from which day to which, and why. Public, never removed."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="moves")
    before = models.DateField()
    after = models.DateField()
    reason = models.CharField(max_length=LONGEST_REASON)
    on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(before=F("after")),
                name="milestone_moved_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.milestone_id} from {self.before} to {self.after}"


class Iteration(models.Model):
    """A time box of a measure: what it is for, from when to when, and who works in it."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="iterations")
    number = models.PositiveSmallIntegerField()
    goal = models.CharField(max_length=LONGEST_REASON)
    starts = models.DateField()
    ends = models.DateField()
    team = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="iteration_number_once"),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="time_box_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"iteration {self.number} of {self.measure_id}"


class WorkPackage(models.Model):
    iteration = models.ForeignKey(Iteration, models.CASCADE, related_name="packages")
    title = models.CharField(max_length=LONGEST_LINE)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="work_packages"
    )
    done = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class Review(models.Model):
    """Somebody from outside the team looked at a time box, and what was decided then."""

    iteration = models.OneToOneField(Iteration, models.CASCADE, related_name="review")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_unit = models.CharField(max_length=LONGEST_LINE)
    on = models.DateField()
    findings = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.CharField(max_length=LONGEST_REASON)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(findings="") & ~Q(reason=""), name="review_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"review of {self.iteration_id}"


class Risk(models.Model):
    """What endangers a measure or stops it, who sees to it, and since when. Always public."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="risks")
    text = models.CharField(max_length=LONGEST_REASON)
    blocks = models.BooleanField(default=False)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="risks")
    since = models.DateField()
    resolved = models.DateField(null=True, blank=True)
    resolution = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ["since", "id"]
        indexes = [
            models.Index(fields=["since"], name="risk_open", condition=Q(resolved__isnull=True))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved__isnull=True, resolution="")
                | (Q(resolved__gte=F("since")) & ~Q(resolution="")),
                name="risk_resolved_with_words",
            )
        ]

    def __str__(self) -> str:
        return f"risk of {self.measure_id}"
