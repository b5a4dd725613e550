from django.conf import settings
from django.db import models
from django.db.models import Q

from mitmachstadt.arena.models.ideas import Idea
from mitmachstadt.people.models import Organisation


class Sponsorship(models.Model):
    """Somebody takes responsibility for an idea, for themselves or for an organisation (D3).

    It lapses when it is not renewed in time; `ended` says since when it does not hold any more.
    """

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="sponsorships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="sponsorships"
    )
    name = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="sponsorships"
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    renewed = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["since", "id"]
        indexes = [
            models.Index(fields=["renewed"], condition=Q(ended=None), name="sponsorship_to_renew")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "person"], condition=Q(ended=None), name="one_sponsorship_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"sponsorship {self.pk} of idea {self.idea_id}"
