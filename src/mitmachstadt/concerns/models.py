from django.conf import settings
from django.db import models
from django.db.models import Q

from mitmachstadt.concerns.enums import LONGEST_LINE, LONGEST_PAGE, About, Topic
from mitmachstadt.kernel.ids import new_public_id


class Concern(models.Model):
    """What somebody writes to the office itself: not public, with a code and a day when it is due.

    The address goes as soon as the answer is written, the words when it was spam. `days` is how
    long the answer took; it stays when everything else has gone, which was when it was `forgotten`.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    about = models.CharField(max_length=10, choices=About.choices)
    topic = models.CharField(max_length=14, choices=Topic.choices, blank=True)
    text = models.TextField(blank=True)
    page = models.CharField(max_length=LONGEST_PAGE, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=8, default="de")
    code_hash = models.CharField(max_length=64, unique=True)
    # Came over the network without an account and without a proof of work.
    unproven = models.BooleanField(default=False)
    created = models.DateTimeField()
    due = models.DateField()
    answered = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    days = models.PositiveSmallIntegerField(null=True)
    email_deleted = models.DateTimeField(null=True)
    discarded = models.DateTimeField(null=True)
    forgotten = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered__isnull=True, answer="", days__isnull=True)
                | (
                    Q(answered__isnull=False, days__isnull=False)
                    & (~Q(answer="") | Q(forgotten__isnull=False))
                ),
                name="concern_answer_has_words_and_a_day",
            ),
            models.CheckConstraint(
                condition=Q(forgotten__isnull=True)
                | Q(answered__isnull=False, text="", page="", email="", answer=""),
                name="forgotten_concern_keeps_no_words",
            ),
            models.CheckConstraint(
                condition=Q(discarded__isnull=True) | Q(text="", email="", answered__isnull=True),
                name="discarded_concern_keeps_no_words",
            ),
            models.CheckConstraint(
                condition=Q(answered__isnull=True) | Q(email=""),
                name="answered_concern_keeps_no_address",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unproven", "due", "id"],
                condition=Q(answered__isnull=True, discarded__isnull=True),
                name="concern_open",
            ),
            models.Index(fields=["about", "created"], name="concern_about"),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.public_id}"

    @property
    def is_open(self) -> bool:
        return self.answered is None and self.discarded is None

    @property
    def line(self) -> str:
        """The beginning of the words, for a list."""
        return self.text if len(self.text) <= LONGEST_LINE else f"{self.text[:LONGEST_LINE]}…"
