from django.db import models

from mitmachstadt.strategy.enums import SectionKind


class ChapterTemplate(models.Model):
    """How chapters of one sort are built: the blocks that each of them has."""

    name = models.CharField(max_length=120, unique=True)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TemplateBlock(models.Model):
    """A section that chapters of this sort have; `depth` counts the headings below the chapter's.

    `hint` tells authors what belongs there.
    """

    template = models.ForeignKey(ChapterTemplate, models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField()
    depth = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=SectionKind.choices, default=SectionKind.PROSE)
    required = models.BooleanField(default=True)
    hint = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["template", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "position"], name="block_has_a_place_of_its_own"
            ),
            models.CheckConstraint(
                condition=models.Q(depth__gte=1, depth__lte=4),
                name="block_below_its_chapter",
            ),
        ]

    def __str__(self) -> str:
        return self.title
