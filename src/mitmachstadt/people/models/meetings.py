from django.db import models
from django.db.models import F, Q

from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.people.models.organisations import Organisation


class Meeting(models.Model):
    """A day on which a body meets: what it is about before, what came of it afterwards.

    `public` is whether the body was public when the meeting was entered: a body that opens up
    later does not open what it discussed before.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    body = models.ForeignKey(Organisation, models.CASCADE, related_name="meetings")
    day = models.DateField()
    title = models.CharField(max_length=120, blank=True)
    agenda = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    called_off = models.BooleanField(default=False)
    public = models.BooleanField()
    # When words that stood there were replaced. Nobody replaces a version that they never saw.
    corrected = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "day"],
                condition=Q(called_off=False),
                name="a_body_meets_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.body_id} on {self.day}"


class Assignment(models.Model):
    """What a body asked an organisation to do, until when, and what came of it.

    `body_name` and `assignee_name` are what they were called then; `public`, `corrected` and
    `version` as with a meeting; `because` is why it was corrected last.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    body = models.ForeignKey(Organisation, models.CASCADE, related_name="assignments")
    body_name = models.CharField(max_length=200)
    assignee = models.ForeignKey(Organisation, models.PROTECT, related_name="assigned")
    assignee_name = models.CharField(max_length=200)
    text = models.CharField(max_length=500)
    given = models.DateField()
    due = models.DateField()
    done = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)
    public = models.BooleanField()
    corrected = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["body", "-given"], name="assignment_newest"),
            models.Index(fields=["assignee", "due"], name="assignment_owed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(due__gte=F("given")), name="assignment_due_after_it_was_given"
            ),
            models.CheckConstraint(
                condition=Q(done=None) | Q(done__gte=F("given")),
                name="assignment_done_after_it_was_given",
            ),
            models.CheckConstraint(
                condition=Q(done=None, result="") | (Q(done__isnull=False) & ~Q(result="")),
                name="assignment_done_with_a_result",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
