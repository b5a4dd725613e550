from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.arena.enums import EXCERPT, LONGEST_REASON, SHEET_NAMES, State, Target
from mitmachstadt.arena.forms.fields import area, day_field, reason_field
from mitmachstadt.arena.models import FactSheet, Idea
from mitmachstadt.contributions.enums import LONGEST_REMARK, LONGEST_TITLE
from mitmachstadt.nodes.forms import public_ids_in
from mitmachstadt.people.forms import NEEDED, LineField


class MoveForm(forms.Form):
    """Where an idea goes, and why."""

    to = forms.ChoiceField(
        label=_("Wohin?"), widget=forms.RadioSelect, error_messages={"required": NEEDED}
    )
    reason = reason_field(required=False)
    review_on = day_field(
        _("Wieder auf dem Tisch am"), required=False, help_text=_("Nur beim Zurückstellen.")
    )
    seen = forms.ChoiceField(
        required=False, choices=[("", ""), *State.choices], widget=forms.HiddenInput
    )

    def __init__(
        self, data: QueryDict | None = None, *, idea: Idea, steps: Sequence[State]
    ) -> None:
        super().__init__(data, initial={"seen": idea.state})
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(step.value, step.label) for step in steps]

    @property
    def given(self) -> dict[str, Any]:
        values = self.cleaned_data
        return {
            "to": State(values["to"]),
            "reason": values["reason"],
            "review_on": values["review_on"],
            "seen": State(values["seen"]) if values["seen"] else None,
        }


class AimForm(forms.Form):
    target = forms.ChoiceField(
        label=_("Was soll daraus werden?"),
        choices=Target.choices,
        widget=forms.RadioSelect,
        error_messages={"required": NEEDED},
    )
    exception = area(
        _("Warum ausnahmsweise zentral?"), 2, LONGEST_REASON, _("Öffentlich."), required=False
    )


class ReasonForm(forms.Form):
    reason = reason_field()


class MergeForm(forms.Form):
    """Which ideas go into this one."""

    parts = forms.CharField(
        label=_("Welche Ideen gehen in dieser auf?"),
        max_length=20_000,
        help_text=_("Dauerhafte Adressen oder Kennungen, je Zeile eine."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": NEEDED},
    )
    reason = reason_field()

    @property
    def addresses(self) -> list[str]:
        return public_ids_in(self.cleaned_data["parts"])


_MOST_PIECES = 4


class SplitForm(forms.Form):
    """Up to four parts, each with a title and words; empty ones count for nothing."""

    reason = reason_field()

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        reason = self.fields.pop("reason")
        for nth in range(1, _MOST_PIECES + 1):
            needed = nth <= 2
            self.fields[f"title{nth}"] = LineField(
                label=gettext("Teil {nth}: Überschrift").format(nth=nth),
                required=needed,
                max_length=LONGEST_TITLE,
                error_messages={"required": NEEDED},
            )
            self.fields[f"text{nth}"] = area(
                gettext("Teil {nth}: Text").format(nth=nth), 4, LONGEST_REMARK, required=needed
            )
        self.fields["reason"] = reason

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Title and words of each part that has any."""
        values = self.cleaned_data
        numbers = range(1, _MOST_PIECES + 1)
        found = [(values[f"title{nth}"], values[f"text{nth}"]) for nth in numbers]
        return [part for part in found if any(part)]


class SheetForm(forms.Form):
    """The fact sheet in its parts."""

    note = LineField(
        label=_("Was haben Sie geändert?"),
        required=False,
        max_length=300,
        help_text=_("Ein paar Worte für den Verlauf."),
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, sheet: FactSheet | None) -> None:
        before: dict[str, Any] = dict(sheet.parts) if sheet else {}
        super().__init__(data, initial={**before, "seen": sheet.number if sheet else 0})
        note, seen = self.fields.pop("note"), self.fields.pop("seen")
        for name, label in SHEET_NAMES.items():
            self.fields[name] = area(label, 4, EXCERPT, required=False)
        self.fields["note"], self.fields["seen"] = note, seen

    @property
    def given(self) -> dict[str, Any]:
        values = self.cleaned_data
        return {
            "parts": {name: values[name] for name in SHEET_NAMES},
            "note": values["note"],
            "seen": values["seen"] or 0,
        }

    def read_newest(self, number: int) -> None:
        """The reader of the page with the refusal has seen the newest version."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["seen"] = str(number)
