from django.db.models import TextChoices


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
