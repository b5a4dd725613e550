from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from mitmachstadt.people.enums import TextKind


class CityText(models.Model):
    """A version of what binds the city and those who take part: its own words, from a day on.

    Never changed once published, only followed. Before the first one the usual words of the
    program hold, as number 0.
    """

    kind = models.CharField(max_length=8, choices=TextKind.choices)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_en = models.TextField(blank=True)
    changes = models.TextField(blank=True)
    changes_en = models.TextField(blank=True)
    holds_from = models.DateField()
    published = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True
    )

    class Meta:
        ordering: ClassVar = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="city_text_version_once"),
            models.UniqueConstraint(fields=["kind", "holds_from"], name="city_text_day_once"),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(changes="") & Q(number__gte=1),
                name="city_text_says_what_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Agreement(models.Model):
    """Somebody agreed to a version of the terms of taking part; 0 are the usual words."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="agreements")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="agreed_once_to_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to terms {self.number}"
