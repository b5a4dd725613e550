"""An answer before it is given: its draft, who signs it, and what other units supply."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from mitmachstadt.answers.enums import (
    LONGEST_QUESTION,
    AnswerKind,
    DraftState,
    Opinion,
    PartState,
)
from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation


class Draft(models.Model):
    """What somebody is about to answer to one or many contributions; only desks see it.

    `unit` is for whom it is written, nobody for the strategy office; `asked` is who it would be
    passed on to. `version` counts its wordings, so that nobody overwrites what they have not read.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="answer_drafts"
    )
    kind = models.CharField(max_length=20, choices=AnswerKind.choices, blank=True)
    reason = models.TextField(blank=True)
    asked = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateField(null=True, blank=True)
    elsewhere = models.ForeignKey(Node, models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    author_name = models.CharField(max_length=60)
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="answer_drafts")
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField()
    changed = models.DateTimeField()
    ready = models.DateTimeField(null=True, blank=True)
    answer = models.OneToOneField(
        Node, models.PROTECT, null=True, blank=True, related_name="answer_draft"
    )
    dropped = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "changed"],
                name="answer_draft_open",
                condition=Q(answer__isnull=True, dropped__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__isnull=True) | Q(dropped__isnull=True),
                name="dropped_draft_is_not_published",
            )
        ]

    def __str__(self) -> str:
        return f"draft {self.public_id} version {self.version}"

    @property
    def state(self) -> DraftState:
        if self.answer_id is not None:
            return DraftState.PUBLISHED
        if self.dropped is not None:
            return DraftState.DROPPED
        return DraftState.READY if self.ready else DraftState.WRITING

    @property
    def is_open(self) -> bool:
        return self.answer_id is None and self.dropped is None

    @property
    def desk_name(self) -> str:
        """For whom it is written, as it is called now; nothing for the strategy office."""
        return self.unit.name if self.unit else ""


class DraftNode(models.Model):
    """A contribution that a draft would answer, as it was read; in one open draft at a time."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="contributions")
    node = models.ForeignKey(Node, models.CASCADE, related_name="in_answer_drafts")
    seen = models.PositiveIntegerField()
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "node"], name="node_once_in_a_draft"),
            models.UniqueConstraint(
                fields=["node"], condition=Q(is_open=True), name="node_in_one_open_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node_id} in draft {self.draft_id}"


class CoSignature(models.Model):
    """A unit was asked to sign a draft as well, and what it said to which of its versions."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="signatures")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=200)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Opinion.choices, blank=True)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_name = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    called_off = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "unit"],
                condition=Q(called_off__isnull=True),
                name="unit_signs_a_draft_once",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Opinion.OBJECTED) | ~Q(reason=""),
                name="objection_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.verdict or 'asked'}"


class PartRequest(models.Model):
    """A unit was asked to supply a part of an answer, by a day; what it wrote stays internal."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="parts")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="parts_asked")
    unit_name = models.CharField(max_length=200)
    question = models.CharField(max_length=LONGEST_QUESTION)
    due = models.DateField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asker = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    text = models.TextField(blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    supplier = models.CharField(max_length=200, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due", "id"]
        indexes = [
            models.Index(
                fields=["unit", "due"],
                name="part_open",
                condition=Q(delivered_on__isnull=True, withdrawn__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True, text="")
                | (Q(delivered_on__isnull=False) & ~Q(text="")),
                name="delivered_part_has_words",
            ),
            models.CheckConstraint(condition=~Q(question=""), name="part_is_asked_for"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.question[:40]}"

    def state_on(self, today: date) -> PartState:
        if self.delivered_on is not None:
            return PartState.DELIVERED
        if self.withdrawn is not None:
            return PartState.WITHDRAWN
        return PartState.LATE if self.due < today else PartState.OPEN

    @property
    def came_late(self) -> bool:
        return self.delivered_on is not None and self.delivered_on > self.due
