from django.db.models import TextChoices


class AnswerKind(TextChoices):
    """What becomes of a contribution. "Taken up" is about the draft; deciding is a decision."""

    TAKEN_UP = "taken_up", "In den Entwurf übernommen"
    PARTLY = "partly", "Teilweise in den Entwurf übernommen"
    NOT_TAKEN = "not_taken", "Nicht übernommen"
    QUESTION_ANSWERED = "question_answered", "Frage beantwortet"
    AGREED = "agreed", "Zustimmung"
    PASSED_ON = "passed_on", "Weitergeleitet"
    EXAMINING = "examining", "Wird geprüft"
    ELSEWHERE = "elsewhere", "Wird an anderer Stelle behandelt"


SHORTEST_REASON = 20
LONGEST_REASON = 5000
LONGEST_REFERENCE = 120
