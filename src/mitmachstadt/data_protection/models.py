from django.conf import settings
from django.db import models

from mitmachstadt.data_protection.enums import LONGEST_REASON, RULES_BY_CODE, Choice, Form
from mitmachstadt.nodes.models import Node


class Deletion(models.Model):
    """Somebody wants to be forgotten, or a contribution to be: when, how, and when it was done.

    While it waits it names an account or a contribution. Done, it names nobody and counts what
    went: a record that the right was granted.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="deletions"
    )
    node = models.ForeignKey(Node, models.SET_NULL, null=True, blank=True, related_name="deletions")
    choice = models.CharField(max_length=10, choices=Choice.choices)
    asked = models.DateTimeField()
    begun = models.DateTimeField(null=True, blank=True)
    done = models.DateTimeField(null=True, blank=True)
    contributions = models.PositiveIntegerField(default=0)
    supports = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index("asked", condition=models.Q(done=None), name="deletion_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(done=None), name="one_deletion_of_an_account"
            ),
            models.UniqueConstraint(
                fields=["node"],
                condition=models.Q(done=None),
                name="one_deletion_of_a_contribution",
            ),
            models.CheckConstraint(
                condition=models.Q(done=None) | models.Q(person=None, node=None),
                name="deletion_done_names_nobody",
            ),
        ]

    def __str__(self) -> str:
        return f"deletion {self.pk}, asked {self.asked:%Y-%m-%d}"


class Hold(models.Model):
    """Somebody's data is not deleted until a day, because an administrator said why."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=LONGEST_REASON)
    until = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="holds_set"
    )
    at = models.DateTimeField()
    lifted = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="hold_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("at")), name="hold_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"hold of {self.person_id} until {self.until:%Y-%m-%d}"


class Export(models.Model):
    """A file with everything about somebody, written by the worker; `name` once it is there."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports")
    form = models.CharField(max_length=5, choices=Form.choices)
    asked = models.DateTimeField()
    name = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-asked", "-id"]

    def __str__(self) -> str:
        return f"export {self.pk} for {self.person_id}"


class RetentionPeriod(models.Model):
    """How many days this city keeps something; without a row the usual number holds."""

    rule = models.CharField(max_length=30, primary_key=True)
    days = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    changed = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.rule}: {self.days} days"


class RetentionRun(models.Model):
    """That a rule was applied: when, to what was older than when, and to how much.

    Without `ended` it was stopped on its way; the next run goes on.
    """

    rule = models.CharField(max_length=30)
    at = models.DateTimeField()
    before = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    @property
    def what(self) -> str:
        """What was forgotten, in words."""
        rule = RULES_BY_CODE.get(self.rule)
        return str(rule.what) if rule else self.rule

    def __str__(self) -> str:
        return f"{self.rule} {self.at:%Y-%m-%d}: {self.count}"
