"""What a desk works with: templates, how far somebody has read, four eyes, figures."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from mitmachstadt.answers.enums import LONGEST_REASON, LONGEST_TEMPLATE_NAME, Axis
from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation


class TextTemplate(models.Model):
    """Words that answers often need; a unit's own, or everybody's where no unit is named."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="text_templates"
    )
    name = models.CharField(max_length=LONGEST_TEMPLATE_NAME)
    text = models.TextField(max_length=LONGEST_REASON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    changed = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                Coalesce(F("unit_id"), Value(0)), "name", name="template_name_once_at_a_desk"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="template_has_words"),
        ]

    def __str__(self) -> str:
        return self.name


class DeskVisit(models.Model):
    """Until when somebody has read what is new at their desk; moved on when they say so."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="desk_visit"
    )
    read_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} until {self.read_until}"


class FourEyes(models.Model):
    """Answers are released by a second person: in one process, or in the city without one."""

    process = models.ForeignKey(
        Node, models.CASCADE, null=True, blank=True, related_name="four_eyes"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(Coalesce(F("process_id"), Value(0)), name="four_eyes_once")
        ]

    def __str__(self) -> str:
        return f"four eyes in {self.process_id or 'the city'}"


class Figure(models.Model):
    """A line of the statistics as it was counted last; all of them are counted together."""

    axis = models.CharField(max_length=8, choices=Axis.choices)
    process = models.ForeignKey(Node, models.CASCADE, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    contributions = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    overdue = models.PositiveIntegerField()
    median_days = models.PositiveIntegerField(null=True, blank=True)
    oldest_open = models.DateTimeField(null=True, blank=True)
    counted = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered__lte=F("contributions"))
                & Q(overdue__lte=F("contributions") - F("answered")),
                name="figures_add_up",
            )
        ]

    def __str__(self) -> str:
        return f"{self.axis}: {self.answered} of {self.contributions}"

    @property
    def open(self) -> int:
        return self.contributions - self.answered

    @property
    def share(self) -> int | None:
        """How many of a hundred are answered, rounded down."""
        return 100 * self.answered // self.contributions if self.contributions else None
