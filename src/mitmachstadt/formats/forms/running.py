"""What is written while a process runs."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.formats.forms.fields import Day, FormatsForm, Moment, words
from mitmachstadt.kernel.city import word


class ExtensionForm(FormatsForm):
    place: ClassVar[dict[str, str]] = {
        "ReasonNeeded": "reason",
        "PhaseShortened": "closes",
        "EndsBeforeItStarts": "closes",
        "AnswerDueTooEarly": "answer_due",
    }

    phase = forms.IntegerField(widget=forms.HiddenInput)
    closes = Moment(label=_("Neues Ende"))
    answer_due = Moment(label=_("Rückmeldungen bis"))
    reason = words(label=_("Warum wird verlängert?"), help_text=_("Die Begründung ist öffentlich."))


class CallOffForm(FormatsForm):
    place: ClassVar[dict[str, str]] = {"ReasonNeeded": "reason"}

    reason = words(
        label=_("Warum wird abgebrochen?"),
        help_text=_("Die Begründung ist öffentlich und steht oben auf der Seite des Verfahrens."),
    )


class InvolvementForm(FormatsForm):
    place: ClassVar[dict[str, str]] = {
        "InvitedInFuture": "invited_on",
        "AnsweredInFuture": "answered_on",
        "AnsweredBeforeInvited": "answered_on",
        "AnswerIncomplete": "answer",
        "AlreadyRecorded": "invited_on",
    }

    district = forms.ChoiceField(label=word("district"))
    unit = forms.CharField(
        label=_("Eingeladene Stelle"),
        max_length=200,
        required=False,
        help_text=_("Ohne Angabe: die Verwaltung dort."),
    )
    invited_on = Day(label=_("Eingeladen am"))
    answered_on = Day(label=_("Geantwortet am"), required=False)
    answer = words(
        label=_("Antwort"),
        required=False,
        help_text=_("Der Wortlaut oder eine Zusammenfassung; die Antwort ist öffentlich."),
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.offer_districts()
