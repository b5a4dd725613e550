from datetime import timedelta

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from mitmachstadt.people.enums import ADMINISTRATION, OrganisationKind

LONGEST_TITLE = 200
LONGEST_LINE = 200
LONGEST_REASON = 500
LONGEST_TEXT = 5_000
SHORTEST_REASON = 10
SHORTEST_TEXT = 20
SHORTEST_EVIDENCE = 10
SHORTEST_LESSON = 15
MOST_REFERENCES = 30
MOST_PARTS = 200
LONGEST_TIME_BOX = 184
# So many entries may a list have, and so many of them come in while somebody waits, or in one
# transaction of the worker.
MOST_LISTED = 2_000
READ_AT_ONCE = 50
# After so long without a step, the worker counts as not running.
STANDS_STILL_AFTER = timedelta(minutes=2)
# For how long a self-commitment binds before it is signed anew.
YEARS_OF_A_COMMITMENT = 2


class MeasureType(TextChoices):
    """Who answers for a measure."""

    CENTRAL = "central", _("zentrale Maßnahme")
    DECENTRAL = "decentral", _("dezentrale Maßnahme")
    NETWORK = "network", _("Netzwerkmaßnahme")


# Who may own what; a central measure belongs to the one unit that the city has named.
OWNERS = {
    MeasureType.CENTRAL: ADMINISTRATION,
    MeasureType.DECENTRAL: ADMINISTRATION,
    MeasureType.NETWORK: (
        OrganisationKind.BUSINESS,
        OrganisationKind.SCIENCE,
        OrganisationKind.CIVIL_SOCIETY,
    ),
}


class Phase(IntegerChoices):
    """How far a measure is; one step at a time, forwards and back."""

    PRE_PROCESS = 1, _("Vorprozess")
    PREPARATION = 2, _("Vorbereitung")
    PILOT = 3, _("Erprobung")
    DEVELOPMENT = 4, _("Entwicklung")
    SCALING = 5, _("Verbreitung")


class State(TextChoices):
    """What everybody is told a measure does."""

    PLANNED = "planned", _("geplant")
    RUNNING = "running", _("läuft")
    PAUSED = "paused", _("ruht")
    FINISHED = "finished", _("abgeschlossen")
    STOPPED = "stopped", _("beendet ohne Ergebnis")


class Health(TextChoices):
    """How it goes, as its owner says; always shown with these words, not by colour alone."""

    GREEN = "green", _("im Plan")
    YELLOW = "yellow", _("in Gefahr")
    RED = "red", _("nicht im Plan")


class Fate(TextChoices):
    """What becomes of an entry of a list from elsewhere."""

    NEW = "neu", _("wird übernommen")
    TAKEN = "jetzt", _("übernommen")
    KNOWN = "da", _("schon hier")
    CHANGED = "anders", _("schon hier, in der Liste inzwischen anders")
    LEFT_OUT = "nicht", _("nicht übernommen")


class ItemKind(TextChoices):
    PRINCIPLE = "principle", _("Prinzip guter Praxis")
    FACTOR = "factor", _("Erfolgsfaktor")


class Outcome(TextChoices):
    """What a review decided."""

    GO_ON = "go_on", _("weitermachen")
    ADAPT = "adapt", _("anpassen")
    STOP = "stop", _("beenden")


class IndicatorKind(TextChoices):
    OUTPUT = "output", _("Leistung: was entsteht")
    OUTCOME = "outcome", _("Wirkung: was sich ändert")


class Standing(TextChoices):
    """Whether a recognition holds."""

    VALID = "valid", _("anerkannt")
    LAPSED = "lapsed", _("ruht, weil die Selbstverpflichtung abgelaufen ist")
    REVOKED = "revoked", _("widerrufen")


class Need(TextChoices):
    """What gates ask for."""

    PROBLEM = "problem", _("Das Problem ist beschrieben")
    UNDERSTOOD = "understood", _("Es steht da, wann und durch wen es verstanden wurde")
    GOALS = "goals", _("Die Ziele sind benannt")
    FOR_WHOM = "for_whom", _("Es steht da, für wen die Maßnahme ist")
    RESOURCES = "resources", _("Geld oder Stellenanteile sind beziffert")
    FUNDING = "funding", _("Es steht da, woher sie kommen")
    ROLE = "role", _("Eine Aufgabe in der verantwortlichen Stelle ist benannt und besetzt")
    COMPETENCE = "competence", _("Es steht da, was die Stelle dazu befugt und befähigt")
    COMMITMENT = "commitment", _("Die Selbstverpflichtung gilt")
    CHECKLIST = "checklist", _("Alle Prinzipien und Erfolgsfaktoren sind belegt")
    INDICATOR = "indicator", _("Ein Indikator mit Messwert zeigt, ob es wirkt")
    LESSON = "lesson", _("Mindestens eine Erkenntnis ist aufgeschrieben")
    RECURRING = "recurring", _("Die laufenden Kosten stehen im Finanzplan")


# What has to be there before a measure enters a phase; later ones ask for all of it.
GATES: dict[Phase, tuple[Need, ...]] = {
    Phase.PRE_PROCESS: (),
    Phase.PREPARATION: (Need.PROBLEM, Need.UNDERSTOOD, Need.GOALS, Need.FOR_WHOM),
    Phase.PILOT: (
        Need.RESOURCES,
        Need.FUNDING,
        Need.ROLE,
        Need.COMPETENCE,
        Need.COMMITMENT,
        Need.CHECKLIST,
    ),
    Phase.DEVELOPMENT: (Need.INDICATOR,),
    Phase.SCALING: (Need.LESSON, Need.RECURRING),
}
OF_NETWORK = (Need.COMMITMENT, Need.CHECKLIST)
