from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.arena.enums import (
    LONGEST_EXPERTISE,
    LONGEST_INTEREST,
    LONGEST_STATEMENT,
    Feasible,
)
from mitmachstadt.arena.forms.fields import area
from mitmachstadt.arena.forms.voices import VoiceForm
from mitmachstadt.arena.models import Statement
from mitmachstadt.arena.rules.statements import Expertise
from mitmachstadt.people.forms import NEEDED, LineField


class StatementForm(VoiceForm):
    """From where somebody knows, what they gain by it, and whether it can be done."""

    expertise = LineField(
        label=_("Woher wissen Sie das?"),
        max_length=LONGEST_EXPERTISE,
        help_text=_("Ihre Aufgabe, Ausbildung oder Erfahrung, in Worten."),
        error_messages={"required": NEEDED},
    )
    interest = area(
        _("Ich habe ein eigenes Interesse"),
        2,
        LONGEST_INTEREST,
        _("Zum Beispiel: Mein Betrieb könnte den Auftrag bekommen. Öffentlich."),
        required=False,
    )
    no_interest = forms.BooleanField(
        label=_("Ich erkläre: Ich habe kein eigenes Interesse an dieser Idee."), required=False
    )
    feasible = forms.ChoiceField(
        label=_("Lässt sich das machen?"),
        choices=Feasible.choices,
        widget=forms.RadioSelect,
        error_messages={"required": NEEDED},
    )
    text = area(_("Warum? Unter welchen Bedingungen?"), 6, LONGEST_STATEMENT)
    seen = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *given: Any, statement: Statement | None = None, **rest: Any) -> None:
        if statement is not None:
            names = ("expertise", "interest", "no_interest", "feasible", "text")
            rest["initial"] = {name: getattr(statement, name) for name in names}
            rest["initial"]["seen"] = statement.number
        super().__init__(*given, **rest)

    @property
    def said(self) -> Expertise:
        values = self.cleaned_data
        return Expertise(
            values["expertise"],
            values["interest"],
            values["no_interest"],
            Feasible(values["feasible"]),
            values["text"],
        )

    @property
    def read_by_all(self) -> tuple[str, ...]:
        values = self.cleaned_data
        return values["expertise"], values["interest"], values["text"]
