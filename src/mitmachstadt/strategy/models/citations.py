from django.db import models

from mitmachstadt.strategy.enums import LONGEST_ADDRESS
from mitmachstadt.strategy.models.layout import EditionPassage


class Source(models.Model):
    """An address that texts cite, and whether it can still be reached.

    Apart from the citations: those belong to an edition and never change with it.
    """

    url = models.CharField(max_length=LONGEST_ADDRESS, unique=True)
    checked = models.DateTimeField(null=True, blank=True)
    reached = models.DateTimeField(null=True, blank=True)
    gone_since = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.url


class Citation(models.Model):
    """What a passage of an edition takes from somebody else, and where it can be read."""

    placing = models.ForeignKey(EditionPassage, models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations")
    author = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    retrieved = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["placing", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["placing", "source"], name="source_once_for_a_passage")
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.title}"
