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
    ELSEWHERE = "elsewhere", _("Wird an anderem Ort behandelt")


class Share(TextChoices):
    """What a unit did for an answer that another one gave."""

    SUPPLIED = "supplied", _("zugeliefert")
    SIGNED = "signed", _("mitgezeichnet")


class Opinion(TextChoices):
    """What a unit says that was asked to sign as well."""

    AGREED = "agreed", _("einverstanden")
    OBJECTED = "objected", _("nicht einverstanden")


class DraftState(TextChoices):
    """Where the draft of an answer stands; told from its row."""

    WRITING = "writing", _("in Arbeit")
    READY = "ready", _("wartet auf Freigabe")
    PUBLISHED = "published", _("veröffentlicht")
    DROPPED = "dropped", _("verworfen")


class PartState(TextChoices):
    """Where a part stands that another unit was asked for; told from its row and the day."""

    OPEN = "open", _("angefragt")
    LATE = "late", _("überfällig")
    DELIVERED = "delivered", _("geliefert")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


class Axis(TextChoices):
    """What a line of the statistics is about."""

    CITY = "city", _("alle Verfahren")
    PROCESS = "process", _("Beteiligungsverfahren")
    UNIT = "unit", _("Stelle")


SHORTEST_REASON = 20
LONGEST_REASON = 5000
LONGEST_REFERENCE = 120
# How much of a working list is published by one click, so that nobody waits for minutes.
MOST_ROWS_AT_ONCE = 500
LARGEST_ROWS_AT_ONCE = 8 * 1024 * 1024
LONGEST_QUESTION = 1000
LONGEST_PART = 5000
LONGEST_TEMPLATE_NAME = 80
# How many contributions one answer can answer.
MOST_AT_ONCE = 1000
