from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProcessState(TextChoices):
    """Where a process stands: told from its phases and the clock, never stored."""

    PREPARING = "preparing", _("in Vorbereitung")
    ANNOUNCED = "announced", _("angekündigt")
    OPEN = "open", _("geöffnet")
    EVALUATING = "evaluating", _("in Auswertung")
    OVERDUE = "overdue", _("Rückmeldungen überfällig")
    CLOSED = "closed", _("abgeschlossen")
    CALLED_OFF = "called_off", _("abgebrochen")

    @property
    def badge(self) -> str:
        """The look of the state: a status that the badges of all pages know."""
        return _BADGES[self]


_BADGES = {
    ProcessState.PREPARING: "draft",
    ProcessState.ANNOUNCED: "info",
    ProcessState.OPEN: "open",
    ProcessState.EVALUATING: "examining",
    ProcessState.OVERDUE: "overdue",
    ProcessState.CLOSED: "answered",
    ProcessState.CALLED_OFF: "withdrawn",
}


class PhaseState(TextChoices):
    NEXT = "next", _("kommt noch")
    NOW = "now", _("läuft")
    PAST = "past", _("beendet")
    OFF = "off", _("findet nicht statt")


class ConceptPart(TextChoices):
    """What everybody can know before a process begins; the label is the question it answers."""

    DECIDABLE = "decidable", _("Was kann noch entschieden werden?")
    NOT_DECIDABLE = "not_decidable", _("Was steht schon fest?")
    WHO_DECIDES = "who_decides", _("Wer entscheidet?")
    HOW_USED = "how_used", _("Was geschieht mit den Beiträgen?")
    ANSWERS_WHEN = "answers_when", _("Wann gibt es Rückmeldungen?")
    SELECTION = "selection", _("Wer kann mitmachen, und wie wird ausgewählt?")
    DISTRICTS = "districts", _("Wie sind die Bezirke eingebunden?")
    TERMS = "terms", _("Welche Regeln gelten?")
    LICENCE = "licence", _("Unter welcher Lizenz stehen die Beiträge?")


class Involvement(TextChoices):
    """How far a district has been involved."""

    ANSWERED = "answered", _("hat geantwortet")
    INVITED = "invited", _("eingeladen, noch keine Antwort")
    NONE = "none", _("keine Einbindung vermerkt")


# A licence or the terms may be one word ("CC0") or a link; everything else needs a sentence.
MAY_BE_SHORT = (ConceptPart.TERMS, ConceptPart.LICENCE)
SHORTEST_WORDS = 20
LONGEST_WORDS = 5000
LONGEST_TITLE = 200
LONGEST_NAME = 120
