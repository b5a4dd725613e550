"""When a body meets, what came of it, and what it assigned."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.people.enums import (
    LONGEST_ASSIGNMENT,
    LONGEST_MEETING,
    LONGEST_MINUTES,
    LONGEST_REASON,
)
from mitmachstadt.people.errors import AssignmentMissing, CorrectionNeedsReason, ResultMissing
from mitmachstadt.people.forms.accounts import NEEDED, LineField, TextField
from mitmachstadt.people.forms.organisations import Day, OrganisationField, offer
from mitmachstadt.people.models import Organisation

_READ_BY_ALL = _("Das lesen alle: nach Amt und Organisation, keine Namen von Personen.")
_READ_BY_FEW = _("Das lesen nur Administration, Strategiebüro und Prüfung.")


class MinutesForm(forms.Form):
    """What is written of a body: whoever writes is told who reads it.

    `seen` is the version of the words that were there before; refused, the newest has been read.
    """

    telling = ("agenda", "outcome", "text", "result")

    def __init__(self, *args: Any, public: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.telling:
            if name in self.fields:
                self.fields[name].help_text = _READ_BY_ALL if public else _READ_BY_FEW

    def has_seen(self, version: int) -> None:
        """Whoever reads why it was refused has the newest words before them."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = str(version)


def _seen() -> forms.IntegerField:
    return forms.IntegerField(
        min_value=0, widget=forms.HiddenInput, error_messages={"required": NEEDED}
    )


def _words(label: Any, rows: int, **more: Any) -> TextField:
    attrs = {"rows": rows, "maxlength": LONGEST_MINUTES}
    return TextField(
        label=label, max_length=LONGEST_MINUTES, widget=forms.Textarea(attrs=attrs), **more
    )


def _task() -> LineField:
    return LineField(
        label=_("Was zu tun ist"),
        max_length=LONGEST_ASSIGNMENT,
        error_messages={"required": _(AssignmentMissing.text)},
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_ASSIGNMENT}),
    )


class MeetingForm(MinutesForm):
    """A meeting to come, or one that was."""

    day = Day(label=_("Tag"), error_messages={"required": NEEDED})
    title = LineField(
        label=_("Name der Sitzung"),
        max_length=LONGEST_MEETING,
        required=False,
        help_text=_("Zum Beispiel „12. Sitzung“."),
    )
    agenda = _words(_("Worum es geht"), 4, required=False)


class OutcomeForm(MinutesForm):
    """What a meeting is about, and what came of it."""

    title = LineField(label=_("Name der Sitzung"), max_length=LONGEST_MEETING, required=False)
    agenda = _words(_("Worum es geht"), 4, required=False)
    outcome = _words(_("Was dabei herauskam"), 8, required=False)
    seen = _seen()


class AssignmentForm(MinutesForm):
    """What somebody has to do until a day."""

    assignee = OrganisationField(label=_("Wer"), error_messages={"required": NEEDED})
    text = _task()
    given = Day(label=_("Beauftragt am"), error_messages={"required": NEEDED})
    due = Day(label=_("Bis"), error_messages={"required": NEEDED})

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "assignee", organisations, gettext("Bitte auswählen"))


class CorrectAssignmentForm(MinutesForm):
    """What is to be done, said better, or another day for it."""

    text = _task()
    due = Day(label=_("Bis"), error_messages={"required": NEEDED})
    because = LineField(
        label=_("Warum es anders ist"),
        max_length=LONGEST_REASON,
        help_text=_("Steht beim Auftrag."),
        error_messages={"required": _(CorrectionNeedsReason.text)},
    )
    seen = _seen()


class ResultForm(MinutesForm):
    """What came of an assignment."""

    result = _words(_("Was daraus wurde"), 5, error_messages={"required": _(ResultMissing.text)})
    on = Day(label=_("Erledigt am"), error_messages={"required": NEEDED})
    seen = _seen()
