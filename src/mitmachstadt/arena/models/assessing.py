from django.conf import settings
from django.db import models
from django.db.models import Q

from mitmachstadt.arena.models.ideas import Arena, Idea
from mitmachstadt.nodes.models import Node


class CriteriaVersion(models.Model):
    """By what the ideas of an arena are assessed; fixed once an assessment has `begun`."""

    arena = models.ForeignKey(Arena, models.CASCADE, related_name="criteria_versions")
    number = models.PositiveSmallIntegerField()
    created = models.DateTimeField()
    begun = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["arena", "number"]
        constraints = [
            models.UniqueConstraint(fields=["arena", "number"], name="criteria_version_once")
        ]

    def __str__(self) -> str:
        return f"criteria {self.number} of arena {self.arena_id}"


class Criterion(models.Model):
    """One question with what each grade from 0 to 3 means, and the goal that it comes from.

    Criteria have no weights: nothing is added up.
    """

    version = models.ForeignKey(CriteriaVersion, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    goal = models.ForeignKey(Node, models.PROTECT, related_name="criteria")
    grade0 = models.CharField(max_length=300)
    grade1 = models.CharField(max_length=300)
    grade2 = models.CharField(max_length=300)
    grade3 = models.CharField(max_length=300)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="criterion_in_its_place")
        ]

    def __str__(self) -> str:
        return f"criterion {self.position} of {self.version_id}"

    @property
    def grades(self) -> list[str]:
        return [self.grade0, self.grade1, self.grade2, self.grade3]


class Assessor(models.Model):
    """Somebody assesses the ideas of an arena, from a moment to a moment."""

    arena = models.ForeignKey(Arena, models.CASCADE, related_name="assessors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assessor_of")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["arena", "person"], condition=Q(until=None), name="assessor_once"
            )
        ]

    def __str__(self) -> str:
        return f"assessor {self.person_id} of arena {self.arena_id}"


class Assessment(models.Model):
    """An idea is assessed by criteria; until it is closed everybody assesses alone."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="assessments")
    version = models.ForeignKey(CriteriaVersion, models.PROTECT, related_name="assessments")
    begun = models.DateTimeField()
    closed = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-begun", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea"], condition=Q(closed=None), name="one_open_assessment"
            )
        ]

    def __str__(self) -> str:
        return f"assessment {self.pk} of idea {self.idea_id}"


class Score(models.Model):
    """What one assessor gives for one criterion, and why. Never shown with a name."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="scores"
    )
    nth = models.PositiveSmallIntegerField()
    grade = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=1000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["criterion", "nth"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "criterion", "nth"], name="score_once_per_criterion"
            ),
            models.CheckConstraint(condition=Q(grade__lte=3), name="grade_from_0_to_3"),
        ]

    def __str__(self) -> str:
        return f"score {self.nth} of assessment {self.assessment_id}"


class Selection(models.Model):
    """The body chose an idea or not, with the decision in which it did; the newest holds."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="selections")
    decision = models.ForeignKey(Node, models.PROTECT, related_name="selections")
    chosen = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"selection of idea {self.idea_id}"
