from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Step(TextChoices):
    """What a moderator, or the author, did to a contribution."""

    RELEASED = "released", "freigegeben"
    HIDDEN = "hidden", "ausgeblendet"
    SHOWN = "shown", "wieder eingeblendet"
    CORRECTED = "corrected", "selbst berichtigt"
    WITHDRAWN = "withdrawn", "zurückgezogen"


LONGEST_REMARK = 5000
LONGEST_NAME = 60

REMARK_MINUTES = 60
CODE_TRIES = 30
CODE_MINUTES = 15

# Reasons that moderators often have; they may write their own.
USUAL_REASONS = (
    "Enthält persönliche Daten anderer Menschen.",
    "Beleidigt oder bedroht andere.",
    "Wertet Menschen wegen ihrer Herkunft, Religion, Behinderung oder Lebensweise ab.",
    "Wirbt für ein Produkt oder eine Partei und hat mit dem Thema nichts zu tun.",
    "Steht mit demselben Wortlaut schon an anderer Stelle.",
)


class Digest(TextChoices):
    """How often somebody hears what is new about what they follow; never without news."""

    DAILY = "daily", _("täglich, wenn es Neues gibt")
    WEEKLY = "weekly", _("wöchentlich, wenn es Neues gibt")
    NEVER = "never", _("gar nicht")


class OwnNews(TextChoices):
    """How somebody hears what became of what they said themselves."""

    AT_ONCE = "at_once", _("sofort")
    DIGEST = "digest", _("in der Zusammenfassung")
    NEVER = "never", _("gar nicht")


class NewsKind(TextChoices):
    """What is new about a node or about something below it."""

    REMARK = "remark", _("Neue Anmerkung")
    ANSWER = "answer", _("Rückmeldung der Stadt")
    DECISION = "decision", _("Beschluss")
    TRACE = "trace", _("Was daraus wurde")
    EDITION = "edition", _("Neue Fassung")
    CHANGED = "changed", _("Geänderte Textstelle")
    RETIRED = "retired", _("Entfallen")
    OPENED = "opened", _("Beteiligung geöffnet")
    REPORT = "report", _("Neuer Bericht")
    NEWS = "news", _("Neuigkeit")
    CLOSING = "closing", _("Beteiligung endet bald")


DIGEST_DAYS = {Digest.DAILY: 1, Digest.WEEKLY: 7}
MOST_FOLLOWED = 200
LINK_DAYS = 3  # how long a link that confirms an address can be used
CLOSING_DAYS = 3  # how long before its end a window is news once more

FOLLOW_MINUTES = 60
LINKS_PER_CONNECTION = 10
LINKS_PER_ADDRESS = 3
