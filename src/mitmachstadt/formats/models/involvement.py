from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from mitmachstadt.formats.enums import (
    LONGEST_NAME,
    InvitationChannel,
    InvitationStepKind,
    Stance,
)
from mitmachstadt.formats.models.processes import Process
from mitmachstadt.people.models import District, Organisation


class Invitation(models.Model):
    """Somebody was invited to a process on a day, and what they answered.

    A district, an organisation, or an organisation for its district; `unit` is what it was called
    then. Inviting again is another row, reminding is a step of this one.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="involvement")
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="involvement"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    unit = models.CharField(max_length=200)
    audience = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    channel = models.CharField(
        max_length=12, choices=InvitationChannel.choices, blank=True, default=""
    )
    invited_on = models.DateField()
    respond_by = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    stance = models.CharField(max_length=12, choices=Stance.choices, blank=True, default="")
    # How many took part or replied, where a message went to many at once.
    responses = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["district", "invited_on"]
        constraints = [
            models.UniqueConstraint(
                "process", Coalesce("district", 0), Coalesce("organisation", 0), "invited_on",
                name="invitation_recorded_once",
            ),
            models.CheckConstraint(
                condition=Q(district__isnull=False) | Q(organisation__isnull=False),
                name="somebody_was_invited",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="")
                | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="answer_of_district_has_day_and_words",
            ),
            models.CheckConstraint(
                condition=Q(stance="") | Q(answered_on__isnull=False),
                name="stance_belongs_to_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("invited_on")),
                name="district_answers_after_invitation",
            ),
            models.CheckConstraint(
                condition=Q(respond_by__isnull=True) | Q(respond_by__gte=F("invited_on")),
                name="invitation_leaves_time_to_answer",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit} in process {self.process_id}"


class InvitationStep(models.Model):
    """What happened to an invitation later: a reminder, or a correction with what stood before."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=InvitationStepKind.choices)
    on = models.DateField()
    text = models.CharField(max_length=500, blank=True)
    was = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=InvitationStepKind.CORRECTED) | ~Q(text=""),
                name="correction_of_invitation_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.invitation_id}"
