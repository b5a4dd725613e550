from django.db.models import TextChoices


class ProcessState(TextChoices):
    """Where a process stands: told from its phases and the clock, never stored."""

    PREPARING = "preparing", "in Vorbereitung"
    ANNOUNCED = "announced", "angekündigt"
    OPEN = "open", "geöffnet"
    EVALUATING = "evaluating", "in Auswertung"
    OVERDUE = "overdue", "Rückmeldungen überfällig"
    CLOSED = "closed", "abgeschlossen"
    CALLED_OFF = "called_off", "abgebrochen"

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
    NEXT = "next", "kommt noch"
    NOW = "now", "läuft"
    PAST = "past", "beendet"
    OFF = "off", "findet nicht statt"


class ConceptPart(TextChoices):
    """What everybody can know before a process begins; the label is the question it answers."""

    DECIDABLE = "decidable", "Was kann noch entschieden werden?"
    NOT_DECIDABLE = "not_decidable", "Was steht schon fest?"
    WHO_DECIDES = "who_decides", "Wer entscheidet?"
    HOW_USED = "how_used", "Was geschieht mit den Beiträgen?"
    ANSWERS_WHEN = "answers_when", "Wann gibt es Rückmeldungen?"
    SELECTION = "selection", "Wer kann mitmachen, und wie wird ausgewählt?"
    DISTRICTS = "districts", "Wie sind die Bezirke eingebunden?"
    TERMS = "terms", "Welche Regeln gelten?"
    LICENCE = "licence", "Unter welcher Lizenz stehen die Beiträge?"


class Involvement(TextChoices):
    """How far a district has been involved."""

    ANSWERED = "answered", "hat geantwortet"
    INVITED = "invited", "eingeladen, noch keine Antwort"
    NONE = "none", "keine Einbindung vermerkt"


# A licence or the terms may be one word ("CC0") or a link; everything else needs a sentence.
MAY_BE_SHORT = (ConceptPart.TERMS, ConceptPart.LICENCE)
SHORTEST_WORDS = 20
LONGEST_WORDS = 5000
LONGEST_TITLE = 200
LONGEST_NAME = 120
