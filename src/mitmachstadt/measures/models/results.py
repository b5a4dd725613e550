"""What a measure achieves, costs and teaches."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitmachstadt.measures.enums import LONGEST_LINE, IndicatorKind
from mitmachstadt.measures.models.measures import Measure


class Indicator(models.Model):
    """What is measured, in which unit, where it began and where it should arrive, with days."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="indicators")
    kind = models.CharField(max_length=10, choices=IndicatorKind.choices)
    name = models.CharField(max_length=LONGEST_LINE)
    unit = models.CharField(max_length=60)
    baseline = models.DecimalField(max_digits=15, decimal_places=3)
    baseline_on = models.DateField()
    target = models.DecimalField(max_digits=15, decimal_places=3)
    target_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "name"], name="indicator_once"),
            models.CheckConstraint(
                condition=~Q(unit="") & Q(target_on__gt=F("baseline_on")),
                name="indicator_says_what_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="readings")
    value = models.DecimalField(max_digits=15, decimal_places=3)
    on = models.DateField()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "on"], name="one_reading_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.value} on {self.on}"


class BudgetLine(models.Model):
    """Money for a year, in cents; what is not known is empty. More spent than approved is shown."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="budget_lines")
    title = models.CharField(max_length=LONGEST_LINE)
    year = models.PositiveSmallIntegerField()
    recurring = models.BooleanField(default=False)
    requested = models.BigIntegerField()
    approved = models.BigIntegerField(null=True, blank=True)
    spent = models.BigIntegerField(null=True, blank=True)
    rough = models.BooleanField(default=False)

    class Meta:
        ordering = ["year", "id"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "title", "year"], name="budget_line_once"),
            models.CheckConstraint(
                condition=Q(requested__gte=0)
                & (Q(approved__isnull=True) | Q(approved__gte=0))
                & (Q(spent__isnull=True) | Q(spent__gte=0)),
                name="budget_is_no_less_than_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"


class Lesson(models.Model):
    """What was tried, what happened and what will be done otherwise; about things, not persons."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="lessons")
    tried = models.TextField()
    happened = models.TextField()
    changes = models.TextField()
    on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["on", "id"]
        indexes = [models.Index(fields=["on", "id"], name="lesson_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(tried="") & ~Q(happened="") & ~Q(changes=""),
                name="lesson_says_all_three",
            )
        ]

    def __str__(self) -> str:
        return f"lesson of {self.measure_id}"
