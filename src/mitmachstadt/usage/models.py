from django.db import models
from django.db.models import Q

from mitmachstadt.usage.enums import Score


class Comment(models.Model):
    """What somebody said about using the site, without who: the day is all that is kept of when."""

    day = models.DateField()
    language = models.CharField(max_length=8)
    page = models.CharField(max_length=60, blank=True)
    score = models.PositiveSmallIntegerField(choices=Score.choices)
    text = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5) & ~Q(text=""),
                name="comment_has_words_and_a_score",
            )
        ]
        indexes = [models.Index(fields=["day", "id"], name="comment_newest")]

    def __str__(self) -> str:
        return f"{self.score} on {self.day}"
