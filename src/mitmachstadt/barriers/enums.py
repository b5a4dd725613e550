from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Conformity(TextChoices):
    """How far the site fulfils the law; it follows from what is known, nobody types it."""

    FULL = "full", _("vollständig barrierefrei")
    PARTIAL = "partial", _("teilweise barrierefrei")
    NONE = "none", _("nicht barrierefrei")
    UNKNOWN = "unknown", _("noch nicht ausreichend geprüft")


class Affected(TextChoices):
    """For which people something is a barrier."""

    BLIND = "blind", _("blinde Menschen")
    LOW_VISION = "low_vision", _("Menschen mit Sehbehinderung")
    COLOUR = "colour", _("Menschen mit Farbfehlsichtigkeit")
    DEAF = "deaf", _("gehörlose und schwerhörige Menschen")
    MOTOR = "motor", _("Menschen, die keine Maus benutzen können")
    LEARNING = "learning", _("Menschen mit Lernschwierigkeiten")
    READING = "reading", _("Menschen, die wenig lesen oder wenig Deutsch können")


class Reach(TextChoices):
    """How much of the site somebody cannot use because of it."""

    PART = "part", _("Ein Teil ist für diese Menschen schwer oder nicht benutzbar")
    WHOLE = "whole", _("Das ganze Angebot ist für diese Menschen nicht benutzbar")


class Reason(TextChoices):
    """Why it is there; the last two are those that the law knows."""

    IN_WORK = "in_work", _("Wir arbeiten daran.")
    BURDEN = "burden", _("Es zu ändern wäre eine unverhältnismäßige Belastung.")
    EXEMPT = "exempt", _("Das Gesetz nimmt diesen Inhalt aus.")


class Method(TextChoices):
    """How it was tested. A program alone finds only a part of all barriers."""

    INDEPENDENT = "independent", _("Prüfung durch eine unabhängige Stelle")
    PEOPLE = "people", _("Prüfung mit Menschen mit Behinderungen")
    SELF = "self", _("Selbstbewertung durch Menschen")
    PROGRAM = "program", _("Prüfung allein durch ein Programm")


LONGEST_LINE = 200
LONGEST_TEXT = 2000
MOST_SHOWN = 100
ON_A_PAGE = 30
