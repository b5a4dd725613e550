import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.enums import (
    LONGEST_APPEAL,
    LONGEST_REASON,
    USUAL_REASONS,
    AppealOutcome,
    Queue,
    Suspicion,
)
from mitmachstadt.contributions.errors import ReasonMissing
from mitmachstadt.contributions.forms.remarks import LARGEST_ID
from mitmachstadt.contributions.queries import Asked
from mitmachstadt.people.forms import TextField


class ReasonForm(forms.Form):
    """A reason, from those that are often given, or in one's own words."""

    usual = forms.ChoiceField(
        label=_("Grund"),
        required=False,
        choices=[(reason, _(reason)) for reason in USUAL_REASONS],
        widget=forms.RadioSelect,
    )
    reason = TextField(
        label=_("Grund in eigenen Worten"),
        required=False,
        help_text=_("Der Grund ist öffentlich; auch wer geschrieben hat, liest ihn."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_REASON, "dir": "auto"}),
    )

    @property
    def given_reason(self) -> str:
        own, usual = self.cleaned_data.get("reason", ""), self.cleaned_data.get("usual", "")
        return " ".join(part for part in (usual, own) if part)


class ModerationForm(ReasonForm):
    """What a moderator does. A reason is needed for all but releasing and leaving."""

    act = forms.ChoiceField(
        choices=[
            ("release", _("Freigeben")),
            ("keep", _("Stehen lassen")),
            ("hide", _("Ausblenden")),
            ("show", _("Wieder zeigen")),
            ("remove", _("Löschung vorschlagen")),
        ],
        widget=forms.HiddenInput,
        error_messages={"required": _("Bitte wählen Sie, was geschehen soll.")},
    )
    seen = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST_ID, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("act") in {"hide", "show", "remove"} and not self.given_reason:
            self.add_error("reason", _(ReasonMissing.text))
        return values


class ManyForm(ReasonForm):
    """The same for many; which ones, `chosen_in` reads."""

    act = forms.ChoiceField(
        required=False,
        choices=[("release", ""), ("keep", ""), ("hide", "")],
        widget=forms.HiddenInput,
    )


_CHOSEN = re.compile(r"([0-9a-z]{1,12})-([0-9]{1,9})")


def chosen_in(sent: QueryDict) -> dict[str, int]:
    """Public id -> the version that was read, of what was ticked; nonsense is passed over."""
    found = (_CHOSEN.fullmatch(value) for value in sent.getlist("n"))
    return {match[1]: int(match[2]) for match in found if match}


class AppealForm(forms.Form):
    text = TextField(
        label=_("Warum soll Ihr Beitrag wieder zu lesen sein?"),
        required=False,
        help_text=_("Das liest nur, wer darüber entscheidet."),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_APPEAL, "dir": "auto"}),
    )


class VerdictForm(forms.Form):
    """What somebody decides about an appeal."""

    outcome = forms.ChoiceField(
        label=_("Entscheidung"),
        choices=[
            (AppealOutcome.SHOWN.value, _("Der Beitrag wird wieder gezeigt.")),
            (AppealOutcome.UPHELD.value, _("Der Beitrag bleibt ausgeblendet.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie eine Entscheidung.")},
    )
    reason = TextField(
        label=_("Begründung"),
        help_text=_("Sie ist öffentlich; auch wer geschrieben hat, liest sie."),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_REASON, "dir": "auto"}),
        error_messages={"required": _(ReasonMissing.text)},
    )
    seen = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST_ID, widget=forms.HiddenInput
    )


_PROOF = {"ohne": True, "mit": False}


class QueueForm(forms.Form):
    """Which part of the desk the address asks for; nonsense shows the usual."""

    schlange = forms.ChoiceField(required=False, choices=Queue.choices)
    pruefung = forms.ChoiceField(required=False, choices=[(key, key) for key in _PROOF])
    verfahren = forms.SlugField(required=False, max_length=12)
    verdacht = forms.ChoiceField(required=False, choices=Suspicion.choices)

    @property
    def asked(self) -> Asked:
        self.is_valid()
        values = self.cleaned_data
        return Asked(
            queue=Queue(values.get("schlange") or Queue.WAITING),
            unproven=_PROOF.get(values.get("pruefung", "")),
            process=values.get("verfahren", ""),
            suspicion=values.get("verdacht", ""),
        )

    @property
    def chosen(self) -> dict[str, str]:
        """What the address says, without nonsense."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if value}
