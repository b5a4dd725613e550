from django.conf import settings
from django.db import models
from django.db.models import Q

from mitmachstadt.answers.enums import LONGEST_REFERENCE, AnswerKind, Share
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation


class Answer(models.Model):
    """What the city says to one or many contributions; its traces say to which.

    The reason stands in the node's text, and in its capacity whether it is the strategy office's
    or that of a unit. `until` is the day by which something is examined,
    `unit` who it was passed on to and `unit_name` what that was called then, `elsewhere` the node
    that deals with it. `released_by` is the second person, where two had to look at it.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="answer")
    kind = models.CharField(max_length=20, choices=AnswerKind.choices)
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    unit_name = models.CharField(max_length=200, blank=True, default="")
    until = models.DateField(null=True, blank=True)
    elsewhere = models.ForeignKey(
        Node, models.PROTECT, null=True, blank=True, related_name="answers_pointing_here"
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["until"], name="answer_examining", condition=Q(kind="examining"))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=AnswerKind.PASSED_ON, unit__isnull=False)
                | (~Q(kind=AnswerKind.PASSED_ON) & Q(unit__isnull=True)),
                name="passed_on_names_the_unit",
            ),
            models.CheckConstraint(
                condition=Q(kind=AnswerKind.EXAMINING, until__isnull=False)
                | (~Q(kind=AnswerKind.EXAMINING) & Q(until__isnull=True)),
                name="examining_names_the_day",
            ),
            models.CheckConstraint(
                condition=Q(kind=AnswerKind.ELSEWHERE, elsewhere__isnull=False)
                | (~Q(kind=AnswerKind.ELSEWHERE) & Q(elsewhere__isnull=True)),
                name="elsewhere_names_the_node",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.node_id}"


class Decision(models.Model):
    """A body decided something on a day; the traces say on what. The reference can be looked up.

    `body_name` is what the body was called on that day.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="decision")
    body = models.ForeignKey(Organisation, models.PROTECT)
    body_name = models.CharField(max_length=200)
    decided_on = models.DateField()
    reference = models.CharField(max_length=LONGEST_REFERENCE)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reference=""), name="decision_has_a_reference")
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.decided_on}"


class Contributor(models.Model):
    """A unit had a share in an answer, under its name of then; what it wrote is not said."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="contributors")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="shares_in_answers")
    unit_name = models.CharField(max_length=200)
    share = models.CharField(max_length=10, choices=Share.choices)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "unit", "share"], name="share_in_an_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_name} {self.share} {self.answer_id}"
