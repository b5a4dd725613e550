from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Weekday(IntegerChoices):
    MONDAY = 0, _("Montag")
    TUESDAY = 1, _("Dienstag")
    WEDNESDAY = 2, _("Mittwoch")
    THURSDAY = 3, _("Donnerstag")
    FRIDAY = 4, _("Freitag")
    SATURDAY = 5, _("Samstag")
    SUNDAY = 6, _("Sonntag")


class Known(TextChoices):
    """What is known of a fact; what nobody has looked at is said as such."""

    YES = "yes", _("ja")
    NO = "no", _("nein")
    UNKNOWN = "unknown", _("nicht bekannt")


class Access(TextChoices):
    """What people need to know before they set out."""

    STEP_FREE = "step_free", _("Zugang ohne Stufen")
    LIFT = "lift", _("Aufzug")
    TOILET = "toilet", _("barrierefreies WC")
    INDUCTION_LOOP = "induction_loop", _("Höranlage (Induktionsschleife)")
    SIGN_LANGUAGE = "sign_language", _("Gebärdensprache auf Anfrage")
    GUIDANCE = "guidance", _("Leitsystem für blinde Menschen")
    GUIDE_DOGS = "guide_dogs", _("Assistenzhunde willkommen")
    QUIET_ROOM = "quiet_room", _("ruhiger Raum")
    PARKING = "parking", _("Parkplatz für Menschen mit Behinderung")


class Service(TextChoices):
    """What one can do there to take part."""

    PAPER = "paper", _("Formulare auf Papier ausfüllen und abgeben")
    KIOSK = "kiosk", _("Gerät zum Mitmachen benutzen")
    HELP = "help", _("Hilfe beim Schreiben bekommen")
    INTERNET = "internet", _("kostenlos ins Internet")
    TALK = "talk", _("mit jemandem sprechen, der die Verfahren kennt")


LONGEST_NAME = 120
LONGEST_LINE = 300
LONGEST_TEXT = 2000
MOST_SPECIAL_DAYS = 60
MOST_ROWS = 500
ON_A_PAGE = 60
