from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitmachstadt.arena.models.ideas import Arena, Idea


class SimilarPair(models.Model):
    """What somebody at the desk said of two ideas: they say the same, or they do not.

    `first` is the one with the lower key. It corrects the groups that are proposed, no more.
    """

    arena = models.ForeignKey(Arena, models.CASCADE, related_name="similar_pairs")
    first = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    second = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    together = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="similar_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="similar_pair_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {'and' if self.together else 'not'} {self.second_id}"
