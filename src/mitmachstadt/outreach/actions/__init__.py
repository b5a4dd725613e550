from mitmachstadt.outreach.actions.entering import (
    Compared,
    Entered,
    compare_card,
    enter_for,
    label_of,
)
from mitmachstadt.outreach.actions.keeping import keep_occasion
from mitmachstadt.outreach.actions.kiosks import (
    Opened,
    begin_anew,
    end_kiosk,
    open_kiosk,
    say_at_kiosk,
)
from mitmachstadt.outreach.actions.printing import make_cards, print_cards

__all__ = [
    "Compared",
    "Entered",
    "Opened",
    "begin_anew",
    "compare_card",
    "end_kiosk",
    "enter_for",
    "keep_occasion",
    "label_of",
    "make_cards",
    "open_kiosk",
    "print_cards",
    "say_at_kiosk",
]
