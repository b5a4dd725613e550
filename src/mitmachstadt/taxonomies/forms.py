from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.taxonomies.calculations import read_file
from mitmachstadt.taxonomies.enums import (
    LARGEST_IMPORT,
    LONGEST_DEFINITION,
    LONGEST_NAME,
    LONGEST_SLUG,
    MappingRelation,
)
from mitmachstadt.taxonomies.errors import ImportUnreadable, TooManyEntries
from mitmachstadt.taxonomies.queries import TreeLine


class TaxonomyForm(forms.Form):
    """A new taxonomy."""

    name_de = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    name_en = forms.CharField(label=_("Name auf Englisch"), max_length=LONGEST_NAME, required=False)
    slug = forms.CharField(
        label=_("Kurzbezeichnung"),
        max_length=LONGEST_SLUG,
        help_text=_("Kleinbuchstaben, Ziffern und Bindestriche; steht in Adressen und Dateien."),
    )
    description = forms.CharField(
        label=_("Wozu sie dient"), max_length=LONGEST_DEFINITION, required=False,
        widget=forms.Textarea,
    )  # fmt: skip


class EntryForm(forms.Form):
    """A term of a draft."""

    name_de = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    name_en = forms.CharField(label=_("Name auf Englisch"), max_length=LONGEST_NAME, required=False)
    slug = forms.CharField(label=_("Kurzbezeichnung"), max_length=LONGEST_SLUG)
    parent = forms.ChoiceField(label=_("Steht unter"), required=False)
    definition = forms.CharField(
        label=_("Was dazu gehört"), max_length=LONGEST_DEFINITION, required=False,
        widget=forms.Textarea,
    )  # fmt: skip

    def __init__(self, *args: Any, lines: list[TreeLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [  # type: ignore[attr-defined]
            ("", _("nichts, es ist ein oberster Begriff")),
            *((line.entry.term.public_id, _indented(line)) for line in lines),
        ]


class ImportForm(forms.Form):
    """A whole version from a file."""

    file = forms.FileField(
        label=_("Datei (.csv oder .json)"),
        help_text=_("So aufgebaut wie die Datei zum Herunterladen. Sie ersetzt den Entwurf ganz."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file = data.get("file")
        if file is None:
            return data
        if file.size > LARGEST_IMPORT:
            self.add_error("file", _("Die Datei ist größer als 512 kB."))
            return data
        try:
            data["rows"] = read_file(file.read(), name=file.name)
        except (ImportUnreadable, TooManyEntries) as refusal:
            self.add_error("file", refusal.in_words)
        return data


class PublishForm(forms.Form):
    valid_from = forms.DateField(
        label=_("Gilt ab"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class MappingForm(forms.Form):
    """What a term corresponds to."""

    relation = forms.ChoiceField(label=_("Der Begriff"), choices=MappingRelation.choices)
    target = forms.ChoiceField(label=_("Anderer Begriff"))
    note = forms.CharField(label=_("Anmerkung"), max_length=300, required=False)

    def __init__(self, *args: Any, targets: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = targets  # type: ignore[attr-defined]


def _indented(line: TreeLine) -> str:
    return f"{'– ' * line.depth}{line.entry.name_de}"
