from django.conf import settings
from django.db import models

from mitmachstadt.arena.models.ideas import Idea

SHEET_FIELDS = ("problem", "concerned", "solution", "effect", "effort", "partners", "risks")


class FactSheet(models.Model):
    """One version of what is known about an idea, in seven parts; never changed.

    The newest version holds. `number` counts from 1, so that two who write at once cannot both
    write the same version.
    """

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="sheets")
    number = models.PositiveIntegerField()
    problem = models.TextField(blank=True)
    concerned = models.TextField(blank=True)
    solution = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    effort = models.TextField(blank=True)
    partners = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    by_name = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["idea", "number"], name="sheet_version_once")
        ]

    def __str__(self) -> str:
        return f"fact sheet {self.number} of idea {self.idea_id}"

    @property
    def parts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in SHEET_FIELDS}
