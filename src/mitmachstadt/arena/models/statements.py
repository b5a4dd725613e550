from django.conf import settings
from django.db import models
from django.db.models import Q

from mitmachstadt.arena.enums import Feasible
from mitmachstadt.arena.models.hiding import Hidable, hidden_with_a_reason
from mitmachstadt.arena.models.ideas import Idea
from mitmachstadt.people.models import Organisation


class StatementWords(models.Model):
    """What an expert statement says: from whom it comes in words, and whether it can be done.

    Either an own interest is declared or that there is none; never neither, never both.
    """

    expertise = models.CharField(max_length=300)
    interest = models.CharField(max_length=1000, blank=True, default="")
    no_interest = models.BooleanField(default=False)
    feasible = models.CharField(max_length=12, choices=Feasible.choices)
    text = models.TextField()
    number = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


STATEMENT_WORDS = ("expertise", "interest", "no_interest", "feasible", "text")


class Statement(StatementWords, Hidable):
    """Somebody with expertise says whether an idea can be done (D4); its words are the newest.

    `marked` says since when the office shows that the expertise is not shown to be true.
    """

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="statements")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="statements"
    )
    name = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="statements"
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    created = models.DateTimeField()
    marked = models.DateTimeField(null=True, blank=True)
    marked_because = models.CharField(max_length=1000, blank=True, default="")
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "person"],
                condition=Q(organisation=None, withdrawn=None),
                name="one_statement_for_oneself",
            ),
            models.UniqueConstraint(
                fields=["idea", "organisation"],
                condition=Q(organisation__isnull=False, withdrawn=None),
                name="one_statement_for_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=False)
                | (Q(no_interest=True) & Q(interest=""))
                | (Q(no_interest=False) & ~Q(interest="")),
                name="interest_is_declared",
            ),
            hidden_with_a_reason("statement"),
        ]

    def __str__(self) -> str:
        return f"statement {self.pk} on idea {self.idea_id}"


class StatementVersion(StatementWords):
    """What a statement said before it was corrected, and since when; never changed."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="versions")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="statement_version_once")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of statement {self.statement_id}"
