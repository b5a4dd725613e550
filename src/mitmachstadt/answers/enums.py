from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AnswerKind(TextChoices):
    """What becomes of a contribution. "Taken up" is about the draft; deciding is a decision."""

    TAKEN_UP = "taken_up", _("In den Entwurf übernommen")
    PARTLY = "partly", _("Teilweise in den Entwurf übernommen")
    NOT_TAKEN = "not_taken", _("Nicht übernommen")
    QUESTION_ANSWERED = "question_answered", _("Frage beantwortet")
    AGREED = "agreed", _("Zustimmung")
    PASSED_ON = "passed_on", _("Weitergeleitet")
    EXAMINING = "examining", _("Wird geprüft")
    ELSEWHERE = "elsewhere", _("Wird an anderer Stelle behandelt")


SHORTEST_REASON = 20
LONGEST_REASON = 5000
LONGEST_REFERENCE = 120
# How much of a working list is published by one click, so that nobody waits for minutes.
MOST_ROWS_AT_ONCE = 500
LARGEST_ROWS_AT_ONCE = 8 * 1024 * 1024
