from django.conf import settings
from django.db import models
from django.db.models import Q

from mitmachstadt.arena.enums import Conclusion, TrialKind
from mitmachstadt.arena.models.hiding import Hidable, hidden_with_a_reason
from mitmachstadt.arena.models.ideas import Idea


class TrialWords(models.Model):
    """What was tried: a hypothesis, who was asked and how many, what came out, what follows."""

    kind = models.CharField(max_length=12, choices=TrialKind.choices)
    hypothesis = models.TextField()
    asked = models.TextField()
    how_many = models.PositiveIntegerField()
    outcome = models.TextField()
    conclusion = models.CharField(max_length=8, choices=Conclusion.choices)
    day = models.DateField()
    number = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


TRIAL_WORDS = ("kind", "hypothesis", "asked", "how_many", "outcome", "conclusion", "day")


class Trial(TrialWords, Hidable):
    """An idea is tried with the people concerned; its words are the newest.

    There is no way to delete one: what failed is as visible as what went well. Moderators hide
    words; that it was tried, with how many and what follows, is seen all the same.
    """

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="trials")
    created = models.DateTimeField()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(how_many__gte=1), name="somebody_was_asked"),
            hidden_with_a_reason("trial"),
        ]

    def __str__(self) -> str:
        return f"trial {self.pk} of idea {self.idea_id}"


class TrialVersion(TrialWords):
    """What was written about a trial, and why it was corrected; never changed."""

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="versions")
    reason = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "number"], name="trial_version_once")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of trial {self.trial_id}"
