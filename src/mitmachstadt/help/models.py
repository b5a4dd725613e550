from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitmachstadt.help.enums import LONGEST_QUESTION, LONGEST_TOPIC
from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.people.models import Organisation


class Question(models.Model):
    """A question that people often ask, with its answer, who owns it and when it was checked.

    `reviewed` is empty where it came in a list and nobody has checked it yet.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    topic = models.CharField(max_length=LONGEST_TOPIC)
    topic_en = models.CharField(max_length=LONGEST_TOPIC, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    question = models.CharField(max_length=LONGEST_QUESTION, unique=True)
    question_en = models.CharField(max_length=LONGEST_QUESTION, blank=True)
    answer = models.TextField()
    answer_en = models.TextField(blank=True)
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    reviewed = models.DateField(null=True, blank=True)
    review_by = models.DateField()
    shown = models.BooleanField(default=True)
    helped = models.PositiveIntegerField(default=0)
    helped_not = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    changed = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["topic", "place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(answer="") & ~Q(topic=""),
                name="question_has_an_answer_and_a_topic",
            ),
            models.CheckConstraint(
                condition=Q(review_by__gt=F("reviewed")), name="question_is_reviewed_again_later"
            ),
        ]
        indexes = [models.Index(fields=["review_by"], name="question_review")]

    def __str__(self) -> str:
        return self.question
