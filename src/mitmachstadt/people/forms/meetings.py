"""When a body meets, what came of it, and what it assigned."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.people.enums import LONGEST_ASSIGNMENT, LONGEST_MEETING, LONGEST_MINUTES
from mitmachstadt.people.errors import AssignmentMissing, OutcomeMissing, ResultMissing
from mitmachstadt.people.forms.accounts import NEEDED, LineField, TextField
from mitmachstadt.people.forms.organisations import Day, OrganisationField, offer
from mitmachstadt.people.models import Organisation

_NO_NAMES = _(
    "Nach Amt und Organisation, nicht nach Namen: Das wird öffentlich, wenn das Gremium es ist."
)


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_MINUTES})


class MeetingForm(forms.Form):
    """A meeting to come, or one that was."""

    day = Day(label=_("Tag"), error_messages={"required": NEEDED})
    title = LineField(
        label=_("Name der Sitzung"),
        max_length=LONGEST_MEETING,
        required=False,
        help_text=_("Zum Beispiel „12. Sitzung“."),
    )
    agenda = TextField(
        label=_("Worum es geht"),
        required=False,
        max_length=LONGEST_MINUTES,
        help_text=_NO_NAMES,
        widget=_words(4),
    )


class OutcomeForm(forms.Form):
    """What came of a meeting."""

    outcome = TextField(
        label=_("Was dabei herauskam"),
        max_length=LONGEST_MINUTES,
        help_text=_NO_NAMES,
        error_messages={"required": _(OutcomeMissing.text)},
        widget=_words(8),
    )


class AssignmentForm(forms.Form):
    """What somebody has to do until a day."""

    assignee = OrganisationField(label=_("Wer"), error_messages={"required": NEEDED})
    text = LineField(
        label=_("Was zu tun ist"),
        max_length=LONGEST_ASSIGNMENT,
        help_text=_NO_NAMES,
        error_messages={"required": _(AssignmentMissing.text)},
    )
    given = Day(label=_("Beauftragt am"), error_messages={"required": NEEDED})
    due = Day(label=_("Bis"), error_messages={"required": NEEDED})

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "assignee", organisations, gettext("Bitte auswählen"))


class ResultForm(forms.Form):
    """What came of an assignment."""

    result = TextField(
        label=_("Was daraus wurde"),
        max_length=LONGEST_MINUTES,
        help_text=_NO_NAMES,
        error_messages={"required": _(ResultMissing.text)},
        widget=_words(5),
    )
    on = Day(label=_("Erledigt am"), error_messages={"required": NEEDED})
