from django.conf import settings
from django.db import models

from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation
from mitmachstadt.responsibilities.enums import LONGEST_REASON


class HandOver(models.Model):
    """Who owes an answer changed, when and why; the units' names are those of that moment.

    Where something lies now stands in its node's `unit`; without a row it lies where it was routed
    when it came.
    """

    node = models.ForeignKey(Node, models.CASCADE, related_name="hand_overs")
    before = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="handed_over"
    )
    before_name = models.CharField(max_length=200, blank=True)
    after = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="taken_over"
    )
    after_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="hand_over_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.node_id}: {self.before_name} to {self.after_name}"
