"""Progress reports: what was so on a day, and never changes."""

from django.db import models
from django.db.models import Q

from mitmachstadt.measures.enums import LONGEST_LINE


class MeasureReport(models.Model):
    """How the measures stood on a day, as canonical JSON with its digest; written once.

    Text and not a column of JSON: a database may put the keys of one in another order.
    """

    number = models.PositiveIntegerField(primary_key=True)
    label = models.CharField(max_length=LONGEST_LINE, unique=True)
    day = models.DateField()
    content = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="report_has_a_number"),
            models.CheckConstraint(condition=~Q(label=""), name="report_has_a_label"),
        ]

    def __str__(self) -> str:
        return f"report {self.number}"
