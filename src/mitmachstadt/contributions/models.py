from django.conf import settings
from django.db import models

from mitmachstadt.contributions.enums import Step
from mitmachstadt.nodes.models import Node, Window, Wording


class Remark(models.Model):
    """What somebody says about a node, or in reply to another remark.

    `thread` is the node that the whole conversation is about; `wording` holds the words that
    stood there when the remark was made. Replies to replies hang below the first remark and
    keep in `reply_to` whom they mean.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="remark")
    thread = models.ForeignKey(Node, models.PROTECT, related_name="thread_remarks")
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True)
    reply_to = models.ForeignKey(
        Node, models.PROTECT, null=True, blank=True, related_name="replies"
    )

    def __str__(self) -> str:
        return f"remark {self.node_id} on {self.thread_id}"


class Receipt(models.Model):
    """The code with which somebody follows, corrects or withdraws a contribution.

    Only a keyed hash of the code is kept: who reads the table cannot use it.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="receipt")
    code_hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"receipt of node {self.node_id}"


class Support(models.Model):
    """A person stands behind a contribution; each person once."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="support_given")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="supports")
    window = models.ForeignKey(Window, models.PROTECT, null=True, blank=True)
    created = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "node"], name="support_once")]

    def __str__(self) -> str:
        return f"{self.person_id} supports {self.node_id}"


class ModerationStep(models.Model):
    """What was done to a contribution, by whom, and the reason that author and public read."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="moderation_steps")
    step = models.CharField(max_length=12, choices=Step.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(step=Step.HIDDEN) | ~models.Q(reason=""),
                name="hiding_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.node_id}"
