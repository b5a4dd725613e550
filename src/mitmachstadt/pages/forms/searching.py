"""What to look for, and what narrows it down."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.nodes.enums import FoundState, Kind, Scope, Visibility

SELECTED = mark_safe(" selected")
_LONGEST_WORDS = 1000
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
_HIDDEN_FROM_MOST = {
    FoundState.WAITING: Visibility.WAITING,
    FoundState.HIDDEN: Visibility.HIDDEN,
    FoundState.DRAFT: Visibility.DRAFT,
}


class DayField(forms.DateField):
    """A day of this century, picked or typed."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not _FIRST_DAY <= day < _LAST_DAY:
            raise forms.ValidationError(gettext("Bitte einen Tag von 2000 bis 2099 angeben."))
        return day


class WordsField(forms.CharField):
    """Anything that can be typed; the search makes of it what it can."""

    def to_python(self, value: Any) -> str:
        return str(value or "")[:_LONGEST_WORDS].replace("\x00", " ").strip()


class PlainSelect(forms.Select):
    """A select joined in Python: Django renders a template for each of its options."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = self.format_value(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) in chosen else "", label) for key, label in self.choices),
        )
        given = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", given, options)


class SearchForm(forms.Form):
    """What to look for, and what narrows it down. What is wrong is named and left out."""

    q = WordsField(
        label=_("Suchwörter"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    art = forms.ChoiceField(label=_("Art"), required=False, widget=PlainSelect)
    dokument = forms.ChoiceField(label=_("Dokument"), required=False, widget=PlainSelect)
    ort = forms.ChoiceField(label=_("Ort"), required=False, widget=PlainSelect)
    stand = forms.ChoiceField(label=_("Stand"), required=False, widget=PlainSelect)
    von = DayField(label=_("Vom"), required=False)
    bis = DayField(label=_("Bis einschließlich"), required=False)
    folge = forms.ChoiceField(label=_("Reihenfolge"), required=False, widget=PlainSelect)

    def __init__(
        self,
        *given: Any,
        documents: Iterable[tuple[str, str, str]],
        districts: Iterable[tuple[int, str]],
        visibilities: Iterable[Visibility],
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self.paths = {public_id: path for public_id, _title, path in documents}
        places = [(scope.value, gettext("{place} (allgemein)").format(place=scope.label))
                  for scope in Scope]  # fmt: skip
        choices: dict[str, list[tuple[str, Any]]] = {
            "art": [("", _("alles")), *Kind.choices],
            "dokument": [("", _("alle")), *((key, title[:80]) for key, title, _path in documents)],
            "ort": [("", _("überall")), *places, *((str(n), name) for n, name in districts)],
            "stand": [("", _("jeder")), *_states(visibilities)],
            "folge": [("", _("Passendes zuerst")), ("neu", _("Neues zuerst"))],
        }
        for name, options in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("von") and given.get("bis") and given["von"] > given["bis"]:
            self.add_error("von", gettext("Der erste Tag liegt nach dem letzten."))
        return given

    @property
    def narrowed(self) -> list[str]:
        """The labels of the filters that are set."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return [str(self.fields[name].label) for name, value in given.items()
                if value and name not in {"q", "folge"}]  # fmt: skip


def _states(visibilities: Iterable[Visibility]) -> list[tuple[str, str]]:
    """The states by which somebody who sees these visibilities can narrow down."""
    seen = set(visibilities)
    return [
        (state.value, str(state.label))
        for state in FoundState
        if state not in _HIDDEN_FROM_MOST or _HIDDEN_FROM_MOST[state] in seen
    ]
