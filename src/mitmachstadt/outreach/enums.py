from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _

from mitmachstadt.people.enums import BuiltInGroup

LONGEST_LINE = 160
LONGEST_TITLE = 120
MOST_TOPICS = 12
LONGEST_OCCASION_DAYS = 92

# How long after a window has closed paper that was written in time may still be entered.
LATE_DAYS = 14

MOST_CARDS = 200
CARD_NUMBER = 6
# How many cards the office is asked to have typed again at a time.
SAMPLE_CARDS = 5

# What one helper may enter within an hour: more than anybody can type, less than a program can.
ENTER_MINUTES = 60
ENTRIES_PER_HOUR = 600

# Rows of the batch page, and how many a pasted table may bring at once.
ROWS = 8
MOST_ROWS = 40

KIOSK_MINUTES = 60
KIOSK_PER_HOUR = 40
# After how many seconds without a key or a touch a kiosk begins anew; without JavaScript it cannot
# see them, and waits longer.
IDLE_SECONDS = 90
IDLE_WITHOUT_SCRIPT = 600
DONE_SECONDS = 120

HELPING = (BuiltInGroup.HELPER, BuiltInGroup.OFFICE)


class PerSheet(IntegerChoices):
    """How many cards stand on a sheet of A4."""

    FOUR = 4, _("4 Karten je Blatt")
    EIGHT = 8, _("8 Karten je Blatt")
