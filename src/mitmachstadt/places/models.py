from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD
from mitmachstadt.people.models import District
from mitmachstadt.places.enums import LONGEST_LINE, LONGEST_NAME, Weekday


class Place(models.Model):
    """Somewhere to go to for taking part without a device of one's own.

    `access` and `services` hold words of `Access` and `Service`; what is missing in `access` is
    not known. The version tells two people at one form apart.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    name = models.CharField(max_length=LONGEST_NAME)
    address = models.CharField(max_length=LONGEST_LINE)
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True)
    neighbourhood = models.CharField(max_length=LONGEST_NEIGHBOURHOOD, blank=True)
    access = models.JSONField(default=dict, blank=True)
    services = models.JSONField(default=list, blank=True)
    languages = models.CharField(max_length=LONGEST_LINE, blank=True)
    contact = models.CharField(max_length=LONGEST_LINE, blank=True)
    way_there = models.TextField(blank=True)
    note = models.TextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    shown = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    changed = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "address"], name="place_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(address=""), name="place_is_found"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="hours_end_after_they_begin_to_hold",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OpeningHours(models.Model):
    """Open on this day of the week, in minutes of the local day."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__lt=7, opens__lt=F("closes"), closes__lte=1440),
                name="hours_of_one_day",
            ),
            models.UniqueConstraint(fields=["place", "weekday", "opens"], name="hours_once"),
        ]

    def __str__(self) -> str:
        return f"place {self.place_id}, day {self.weekday}"


class SpecialDay(models.Model):
    """A day on which it is otherwise than in the week; `hours` are pairs of minutes, or none."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="special_days")
    day = models.DateField()
    hours = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=LONGEST_NAME, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["place", "day"], name="special_day_once")]

    def __str__(self) -> str:
        return f"place {self.place_id}, {self.day}"
