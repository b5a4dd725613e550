from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import District, Organisation
from mitmachstadt.responsibilities.enums import LONGEST_NOTE, LONGEST_REASON
from mitmachstadt.taxonomies.models import Term


class Responsibility(models.Model):
    """A rule: what is about this section, this subject, this district is answered by this unit.

    It names at least one of the three and means all below it; of several that fit the most
    specific one holds (methods/precedence). It is in force from `since` to the day before `until`;
    a change ends it and begins another, so what held on a day can always be told.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    node = models.ForeignKey(
        Node, models.PROTECT, null=True, blank=True, related_name="responsibilities"
    )
    term = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="responsibilities"
    )
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="responsibilities"
    )
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="responsibilities")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    ended_because = models.CharField(max_length=LONGEST_NOTE, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    entered = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(node__isnull=False) | Q(term__isnull=False) | Q(district__isnull=False),
                name="responsibility_for_something",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="responsibility_ends_after_it_began",
            ),
            models.UniqueConstraint(
                Coalesce("node", 0), Coalesce("term", 0), Coalesce("district", 0),
                condition=Q(until__isnull=True),
                name="one_open_responsibility_for_the_same",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit_id} for {self.node_id}, {self.term_id}, {self.district_id}"


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
    # Nobody decided on this one: a rule did, whoever had the rules asked.
    by_rule = models.BooleanField(default=False, db_default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hand_over_has_a_reason")
        ]

    def __str__(self) -> str:
        return f"{self.node_id}: {self.before_name} to {self.after_name}"
