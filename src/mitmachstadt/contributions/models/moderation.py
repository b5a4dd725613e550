from django.conf import settings
from django.db import models

from mitmachstadt.contributions.enums import (
    AppealOutcome,
    PatternKind,
    ReportReason,
    Step,
)
from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.nodes.models import Node


class ModerationStep(models.Model):
    """What was done to a contribution, by whom, and the reason that author and public read.

    `waited`: nobody could read it before this step.
    """

    node = models.ForeignKey(Node, models.CASCADE, related_name="moderation_steps")
    step = models.CharField(max_length=12, choices=Step.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()
    waited = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [models.Index(fields=["at", "id"], name="step_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(step=Step.HIDDEN) | ~models.Q(reason=""),
                name="hiding_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.node_id}"


class Claim(models.Model):
    """Who opened a contribution at the moderators' desk last; others are told, nobody is kept out.

    Deleted with the decision, and forgotten after some minutes.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="claim")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.by_id} looks at {self.node_id}"


class Report(models.Model):
    """A reader says that a contribution should be looked at. Nothing follows from it by itself.

    `key` names the form it came from, so that a form sent twice is one report. `settled` is when
    a moderator decided; `upheld` whether the contribution was hidden then.
    """

    key = models.CharField(max_length=64, unique=True)
    node = models.ForeignKey(Node, models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=12, choices=ReportReason.choices)
    text = models.TextField(blank=True)
    unproven = models.BooleanField(default=False)
    at = models.DateTimeField()
    settled = models.DateTimeField(null=True, blank=True)
    upheld = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["node", "id"],
                name="report_open",
                condition=models.Q(settled__isnull=True),
            ),
            models.Index(fields=["at"], name="report_newest"),
        ]

    def __str__(self) -> str:
        return f"report of {self.node_id}"


class Appeal(models.Model):
    """Whoever wrote a contribution asks somebody else to look at its hiding again; once.

    `due` is by when it is decided.
    """

    step = models.OneToOneField(
        ModerationStep, models.CASCADE, primary_key=True, related_name="appeal"
    )
    node = models.ForeignKey(Node, models.CASCADE, related_name="appeals")
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    due = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=AppealOutcome.choices, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["node"], name="appeal_open", condition=models.Q(decided__isnull=True)
            ),
            models.Index(fields=["at"], name="appeal_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided__isnull=True, outcome="")
                | models.Q(decided__isnull=False) & ~models.Q(outcome="") & ~models.Q(reason=""),
                name="appeal_is_decided_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"appeal about {self.node_id}"


class Removal(models.Model):
    """A moderator proposes to delete a contribution's words for good; another one has to agree.

    A proposal that was turned down leaves no row: the steps tell of it.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="removal")
    reason = models.TextField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    proposed = models.DateTimeField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    agreed = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["node"], name="removal_open", condition=models.Q(agreed__isnull=True)
            )
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="removal_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True)
                | ~models.Q(agreed_by=models.F("proposed_by")),
                name="removal_takes_two",
            ),
        ]

    def __str__(self) -> str:
        return f"removal of {self.node_id}"


class SpamPattern(models.Model):
    """What makes a contribution wait for a moderator, while it is active.

    What `number` and `minutes` mean follows from the kind (methods/spam_patterns).
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=PatternKind.choices)
    phrases = models.TextField(blank=True)
    number = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    created = models.DateTimeField()
    changed = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind=PatternKind.PHRASES) | ~models.Q(phrases=""),
                name="phrases_are_named",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class ActivePatterns(models.Model):
    """All active patterns as one text, in one row, kept by whoever switches them.

    Whoever submits a remark reads it with the window, in the same statement.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    rules = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="active_patterns_are_one_row")
        ]

    def __str__(self) -> str:
        return "active patterns"
