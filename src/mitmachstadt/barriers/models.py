from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitmachstadt.barriers.enums import LONGEST_LINE, Method, Reach, Reason
from mitmachstadt.concerns.models import Concern
from mitmachstadt.kernel.ids import new_public_id


class KnownBarrier(models.Model):
    """Something that keeps people from using the site, as the accessibility statement tells it.

    `affected` holds words of `Affected`. What is not shown is being written. Every state it was
    in is kept in `BarrierVersion`.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    what = models.TextField()
    what_en = models.TextField(blank=True)
    place = models.CharField(max_length=LONGEST_LINE, blank=True)
    place_en = models.CharField(max_length=LONGEST_LINE, blank=True)
    affected = models.JSONField(default=list, blank=True)
    reach = models.CharField(max_length=6, choices=Reach.choices, default=Reach.PART)
    reason = models.CharField(max_length=8, choices=Reason.choices, default=Reason.IN_WORK)
    reason_words = models.TextField(blank=True)
    reason_words_en = models.TextField(blank=True)
    alternative = models.TextField(blank=True)
    alternative_en = models.TextField(blank=True)
    found = models.DateField()
    planned = models.DateField(null=True, blank=True)
    fixed = models.DateField(null=True, blank=True)
    shown = models.BooleanField(default=False)
    report = models.OneToOneField(
        Concern, models.SET_NULL, null=True, blank=True, related_name="barrier"
    )
    version = models.PositiveIntegerField(default=1)
    changed = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shown=False) | (~Q(what="") & ~Q(place="") & ~Q(alternative="")),
                name="shown_barrier_says_what_where_and_a_way_around",
            ),
            models.CheckConstraint(
                condition=Q(fixed__isnull=True) | Q(fixed__gte=F("found")),
                name="barrier_is_fixed_after_it_was_found",
            ),
        ]
        indexes = [models.Index(fields=["shown", "fixed"], name="barrier_shown")]

    def __str__(self) -> str:
        return f"{self.what[:60]} ({self.public_id})"


class BarrierVersion(models.Model):
    """What was said about a barrier from a moment on."""

    barrier = models.ForeignKey(KnownBarrier, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["barrier", "number"], name="barrier_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.barrier_id}, version {self.number}"


class AccessibilityTest(models.Model):
    """The site was tested on a day, in a way, by somebody. Never changed, only followed."""

    day = models.DateField()
    method = models.CharField(max_length=12, choices=Method.choices)
    tester = models.CharField(max_length=LONGEST_LINE)
    scope = models.TextField()
    scope_en = models.TextField(blank=True)
    entered = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["-day", "-id"]

    def __str__(self) -> str:
        return f"{self.method} on {self.day}"
