"""What is written at a desk besides answers."""

from collections.abc import Container, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.answers.enums import (
    LONGEST_PART,
    LONGEST_QUESTION,
    LONGEST_REASON,
    LONGEST_TEMPLATE_NAME,
    Opinion,
)
from mitmachstadt.answers.forms.answers import OrganisationField
from mitmachstadt.people.forms import NEEDED, LineField, TextField
from mitmachstadt.people.models import Organisation
from mitmachstadt.responsibilities.enums import LONGEST_REASON as LONGEST_HAND_OVER

_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PartForm(forms.Form):
    """Another unit is asked for a part."""

    prefix = "part"
    unit = OrganisationField(label=_("Stelle, die zuliefert"), error_messages={"required": NEEDED})
    question = TextField(
        label=_("Was möchten Sie wissen?"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_QUESTION}),
        error_messages={"required": NEEDED},
    )
    due = forms.DateField(
        label=_("Bis wann?"),
        widget=_DAY,
        error_messages={
            "required": NEEDED,
            "invalid": _("Bitte geben Sie einen Tag an, zum Beispiel 24.12.2026."),
        },
    )

    def __init__(self, *args: Any, units: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["unit"], units)


class DeliveryForm(forms.Form):
    text = TextField(
        label=_("Ihr Teil"),
        help_text=_("Er bleibt intern. Öffentlich wird nur, dass Ihre Stelle zugeliefert hat."),
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": LONGEST_PART}),
        error_messages={"required": NEEDED},
    )


class SignersForm(forms.Form):
    """Units that are asked to sign as well."""

    prefix = "sign"
    units = forms.MultipleChoiceField(
        label=_("Wer soll mitzeichnen?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NEEDED},
    )

    def __init__(self, *args: Any, units: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {unit.public_id: unit for unit in units}
        field = self.fields["units"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, unit.name) for key, unit in self.offered.items()]

    def clean_units(self) -> list[Organisation]:
        return [self.offered[key] for key in self.cleaned_data["units"]]


class OpinionForm(forms.Form):
    opinion = forms.ChoiceField(
        label=_("Ihre Stelle ist"),
        choices=Opinion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": NEEDED},
    )
    reason = TextField(
        label=_("Womit nicht, und warum?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_REASON}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_opinion(self) -> Opinion:
        return Opinion(self.cleaned_data["opinion"])


class HandOverForm(forms.Form):
    """Another unit, or none, is to answer from now on."""

    unit = OrganisationField(
        label=_("Wer soll antworten?"),
        required=False,
        help_text=_("Ohne Auswahl liegt der Beitrag bei keiner Stelle; das bleibt sichtbar."),
    )
    reason = LineField(
        label=_("Warum ist diese Stelle zuständig?"),
        max_length=LONGEST_HAND_OVER,
        help_text=_("Ein Satz. Er steht öffentlich beim Beitrag."),
        error_messages={"required": NEEDED},
    )

    def __init__(
        self, *args: Any, units: Iterable[Organisation], staffed: Container[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        offer(field, units, nothing=gettext("keine Stelle"))
        assert isinstance(field, OrganisationField)
        empty = {key for key, unit in field.offered.items() if unit.pk not in staffed}
        unstaffed = gettext("{name} (noch arbeitet niemand dafür)")
        field.choices = [
            (key, unstaffed.format(name=name) if key in empty else name)
            for key, name in list[tuple[str, str]](field.choices)  # type: ignore[arg-type]
        ]


class TemplateForm(forms.Form):
    desk = OrganisationField(label=_("Für wen?"), required=False)
    name = LineField(
        label=_("Name"), max_length=LONGEST_TEMPLATE_NAME, error_messages={"required": NEEDED}
    )
    text = TextField(
        label=_("Text"),
        help_text=_("Eingesetzt werden {titel}, {textstelle}, {verfahren} und {stelle}."),
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": LONGEST_REASON}),
        error_messages={"required": NEEDED},
    )

    def __init__(self, *args: Any, desks: Iterable[Organisation | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desks = list(desks)
        own = [desk for desk in desks if desk is not None]
        if None in desks:
            offer(self.fields["desk"], own, nothing=gettext("alle Stellen der Stadt"))
        else:
            offer(self.fields["desk"], own)
            self.fields["desk"].required = True


def offer(field: forms.Field, organisations: Iterable[Organisation], *, nothing: str = "") -> None:
    """Let one of these be chosen, or nothing where that has words."""
    assert isinstance(field, OrganisationField)
    field.offer(organisations)
    if nothing:
        named = list[tuple[str, str]](field.choices)  # type: ignore[arg-type]
        field.choices = [("", nothing), *named[1:]]
