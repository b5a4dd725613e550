"""What is written while a process runs."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.formats.forms.fields import FormatsForm, Moment, words


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
