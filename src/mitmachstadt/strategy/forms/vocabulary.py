"""Terms, citations and facets."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.strategy.enums import (
    DIMENSIONS,
    LONGEST_ADDRESS,
    LONGEST_EXPLANATION,
    LONGEST_TERM,
    MOST_FORMS,
    ORIENTATIONS,
    Facet,
)


class TermForm(forms.Form):
    """A term of the glossary."""

    name = forms.CharField(label=_("Begriff"), max_length=LONGEST_TERM)
    definition = forms.CharField(
        label=_("Erklärung"), max_length=LONGEST_EXPLANATION, widget=forms.Textarea
    )
    plain = forms.CharField(
        label=_("Erklärung in einfacher Sprache"), max_length=LONGEST_EXPLANATION, required=False,
        widget=forms.Textarea,
    )  # fmt: skip
    other_forms = forms.CharField(
        label=_("Weitere Formen"),
        max_length=MOST_FORMS * LONGEST_TERM,
        required=False,
        widget=forms.Textarea,
        help_text=_(
            "Gebeugte Formen und gleichbedeutende Wörter, je eine in einer Zeile. Nur was hier "
            "steht, wird im Text erkannt."
        ),
    )
    source = forms.CharField(label=_("Woher die Erklärung stammt"), max_length=300, required=False)
    related = forms.MultipleChoiceField(
        label=_("Verwandte Begriffe"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if others:
            self.fields["related"].choices = others  # type: ignore[attr-defined]
        else:
            del self.fields["related"]

    def clean_other_forms(self) -> list[str]:
        return str(self.cleaned_data["other_forms"]).splitlines()


class CitationForm(forms.Form):
    """What a passage takes from somebody else."""

    author = forms.CharField(label=_("Person oder Einrichtung"), max_length=200)
    title = forms.CharField(label=_("Titel"), max_length=300)
    url = forms.CharField(
        label=_("Adresse"), max_length=LONGEST_ADDRESS, help_text=_("Beginnt mit https://")
    )
    retrieved = forms.DateField(
        label=_("Abgerufen am"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(label=_("Anmerkung"), max_length=300, required=False)


class FacetForm(forms.Form):
    """What a need, a question, a goal or a measure is about."""

    dimensions = forms.TypedMultipleChoiceField(
        label=_("Was sich dadurch ändert"),
        choices=[(facet.value, facet.label) for facet in DIMENSIONS],
        coerce=lambda value: Facet(int(value)),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    orientation = forms.TypedChoiceField(
        label=_("Was es sagt"),
        choices=[("", _("nicht bestimmt")), *((f.value, f.label) for f in ORIENTATIONS)],
        coerce=lambda value: Facet(int(value)),
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
    )

    def chosen(self) -> list[Facet]:
        """All facets that were chosen."""
        orientation = self.cleaned_data["orientation"]
        return [*self.cleaned_data["dimensions"], *([orientation] if orientation else [])]
