from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class About(TextChoices):
    """What somebody writes to the office about."""

    BARRIER = "barrier", _("Barriere")
    QUESTION = "question", _("Frage")


class Topic(TextChoices):
    """What a question is about, so that it finds the right person."""

    USE = "use", _("So benutze ich diese Seiten")
    CONTRIBUTION = "contribution", _("Mein Beitrag")
    PROCESS = "process", _("Ein Beteiligungsverfahren")
    ACCOUNT = "account", _("Mein Konto")
    DATA = "data", _("Datenschutz")
    OTHER = "other", _("Etwas anderes")


class Shelf(TextChoices):
    """The parts of the desk."""

    OPEN = "open", _("offen")
    UNPROVEN = "unproven", _("ungeprüft eingegangen")
    DONE = "done", _("beantwortet")


LONGEST_CONCERN = 4000
LONGEST_ANSWER = 8000
LONGEST_PAGE = 300
LONGEST_LINE = 120
CONCERN_MINUTES = 60
CONCERNS_PER_HOUR = 10
UNPROVEN_MINUTES = 24 * 60
ON_A_PAGE = 30
SHORTEST_ANSWER = 20
# From how many days before the last one something is said to come due.
SOON_DAYS = 7
