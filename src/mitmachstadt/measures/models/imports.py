"""Measures from lists of elsewhere, and the list that somebody is looking at."""

from django.conf import settings
from django.db import models

from mitmachstadt.kernel.ids import ID_LENGTH
from mitmachstadt.measures.enums import LONGEST_LINE, MeasureType
from mitmachstadt.measures.models.measures import Measure
from mitmachstadt.people.models import Organisation


class HeldList(models.Model):
    """A list that somebody has uploaded and looks at before it is read in; one for each person."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    content = models.BinaryField()
    name = models.CharField(max_length=LONGEST_LINE)
    kind = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=LONGEST_LINE)
    # What holds for entries that do not say it themselves.
    type = models.CharField(max_length=10, choices=MeasureType.choices)
    owner = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.DateTimeField(db_index=True)
    # Under this name its measures come in; "" before anybody has clicked.
    reading = models.CharField(max_length=ID_LENGTH, blank=True)
    # Of so many measures, and the part that comes next: each is done once.
    expected = models.PositiveIntegerField(default=0)
    batch = models.PositiveIntegerField(default=0)
    # When it last went on, while the worker takes it over; else nothing.
    moved = models.DateTimeField(null=True, blank=True)
    # Key of an entry -> why it was refused when its turn came.
    refused = models.JSONField(default=dict, blank=True)

    @property
    def is_being_read(self) -> bool:
        """Whether the worker takes it over."""
        return self.moved is not None

    def __str__(self) -> str:
        return f"list of {self.person_id}"


class ImportedMeasure(models.Model):
    """Where a measure came from that stood in a list elsewhere: read again, it is the same one.

    `says` holds a digest of each thing that its entry said, so that what changed there is noticed.
    """

    measure = models.OneToOneField(
        Measure, models.CASCADE, primary_key=True, related_name="imported_from"
    )
    # The source in plain letters: by it and the key an entry is known again.
    source_key = models.CharField(max_length=LONGEST_LINE)
    key = models.CharField(max_length=255)
    source = models.CharField(max_length=LONGEST_LINE)
    url = models.CharField(max_length=500, blank=True)
    place = models.CharField(max_length=LONGEST_LINE, blank=True)
    # Latitude and longitude, "52.516, 13.377".
    point = models.CharField(max_length=40, blank=True)
    # What costs were said to be, where that is no certain amount.
    cost = models.CharField(max_length=LONGEST_LINE, blank=True)
    on = models.DateField()
    # Which reading in brought it, for the report of that list.
    reading = models.CharField(max_length=ID_LENGTH, blank=True, db_index=True)
    says = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_key", "key"], name="imported_measure_once")
        ]

    def __str__(self) -> str:
        return f"measure {self.measure_id} from {self.source}"
