from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.arena.enums import (
    LONGEST_REASON,
    LONGEST_TRIAL,
    MOST_ASKED,
    Conclusion,
    TrialKind,
)
from mitmachstadt.arena.forms.fields import area, day_field
from mitmachstadt.arena.models import Trial
from mitmachstadt.arena.rules.checks import Tried
from mitmachstadt.people.forms import NEEDED

_NAMES = ("kind", "hypothesis", "asked", "how_many", "outcome", "conclusion", "day")


class TrialForm(forms.Form):
    """What was tried, with whom, what came out and what follows from it."""

    kind = forms.ChoiceField(
        label=_("Was haben Sie geprüft?"),
        choices=TrialKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": NEEDED},
    )
    hypothesis = area(_("Was haben Sie erwartet?"), 3, LONGEST_TRIAL)
    asked = area(
        _("Wer wurde gefragt?"), 2, LONGEST_TRIAL, _("Gruppen, keine Namen: „Eltern am Schultor“.")
    )
    how_many = forms.IntegerField(
        label=_("Wie viele waren es?"),
        min_value=1,
        max_value=MOST_ASKED,
        error_messages={"required": NEEDED},
    )
    outcome = area(_("Was kam heraus?"), 5, LONGEST_TRIAL)
    conclusion = forms.ChoiceField(
        label=_("Was folgt daraus?"),
        choices=Conclusion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": NEEDED},
    )
    day = day_field(_("Wann war das?"))
    reason = area(_("Warum berichtigen Sie das?"), 2, LONGEST_REASON, _("Öffentlich."))
    seen = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *given: Any, trial: Trial | None = None, **rest: Any) -> None:
        if trial is not None:
            rest["initial"] = {name: getattr(trial, name) for name in _NAMES}
            rest["initial"]["seen"] = trial.number
        super().__init__(*given, **rest)
        if trial is None:
            del self.fields["reason"], self.fields["seen"]

    @property
    def tried(self) -> Tried:
        values = self.cleaned_data
        words = {name: values[name] for name in _NAMES}
        words["kind"] = TrialKind(words["kind"])
        words["conclusion"] = Conclusion(words["conclusion"])
        return Tried(**words)

    @property
    def read_by_all(self) -> tuple[str, ...]:
        values = self.cleaned_data
        return values["hypothesis"], values["asked"], values["outcome"], values.get("reason", "")
