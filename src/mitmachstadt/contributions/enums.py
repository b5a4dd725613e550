from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class Step(TextChoices):
    """What a moderator, or the author, did to a contribution."""

    RELEASED = "released", _("freigegeben")
    HIDDEN = "hidden", _("ausgeblendet")
    SHOWN = "shown", _("wieder eingeblendet")
    CORRECTED = "corrected", _("selbst berichtigt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


LONGEST_REMARK = 5000
LONGEST_NAME = 60

REMARK_MINUTES = 60
CODE_TRIES = 30
CODE_MINUTES = 15

# Reasons that moderators often have; they may write their own. Kept and shown in German: they
# are said to the person who wrote, whatever language the moderator works in.
USUAL_REASONS = (
    gettext_noop("Enthält persönliche Daten anderer Menschen."),
    gettext_noop("Beleidigt oder bedroht andere."),
    gettext_noop(
        "Wertet Menschen wegen ihrer Herkunft, Religion, Behinderung oder Lebensweise ab."
    ),
    gettext_noop("Wirbt für ein Produkt oder eine Partei und hat mit dem Thema nichts zu tun."),
    gettext_noop("Steht mit demselben Wortlaut schon an anderer Stelle."),
)
