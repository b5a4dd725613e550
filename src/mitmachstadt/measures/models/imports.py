"""Measures from lists of elsewhere, and the list that somebody is looking at."""

from django.conf import settings
from django.db import models

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
    says = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_key", "key"], name="imported_measure_once")
        ]

    def __str__(self) -> str:
        return f"measure {self.measure_id} from {self.source}"
