"""A list of measures from elsewhere."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.measures.calculations.imports import LARGEST
from mitmachstadt.measures.enums import OWNERS, MeasureType
from mitmachstadt.measures.forms import fields
from mitmachstadt.measures.rules.results import FIRST_YEAR, LAST_YEAR
from mitmachstadt.people.forms import NEEDED
from mitmachstadt.people.models import Organisation


class MeasureListForm(forms.Form):
    """A file, and what holds for entries that do not say it themselves."""

    file = forms.FileField(
        label=_("Datei"),
        help_text=_("CSV, XLSX oder die Liste von mein.berlin im Format JSON."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.json"}),
        error_messages={"required": _("Bitte wählen Sie eine Datei.")},
    )
    kind = fields.choice(
        _("Was für eine Liste ist es?"),
        [
            ("", _("eine Tabelle, oder die Vorhaben von mein.berlin")),
            ("projects", _("die Projekte von mein.berlin")),
        ],
        required=False,
    )
    source = fields.line(
        _("Woher stammt sie?"),
        _("Bitte jedes Mal gleich: Daran werden Einträge wiedererkannt."),
    )
    type = forms.ChoiceField(
        label=_("Art der Maßnahmen"),
        help_text=_("Gilt für Einträge, die keine Art nennen."),
        choices=MeasureType.choices,
        initial=MeasureType.DECENTRAL,
        error_messages={"required": NEEDED},
    )
    owner = forms.ChoiceField(
        label=_("Wer verantwortet, was hier niemand verantwortet?"),
        help_text=_(
            "Gilt für Einträge, deren Stelle hier nicht eingetragen ist. Ohne Auswahl bleiben sie "
            "draußen."
        ),
        required=False,
    )
    year = forms.IntegerField(
        label=_("Haushaltsjahr der Kosten"),
        help_text=_(
            "Gilt für Einträge, die kein Jahr nennen. Ohne Jahr werden Kosten nicht zu einer "
            "Haushaltszeile."
        ),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
    )

    def __init__(self, *given: Any, organisations: Iterable[Organisation]) -> None:
        super().__init__(*given)
        kinds = {str(kind) for kinds in OWNERS.values() for kind in kinds}
        self.owners = {each.public_id: each for each in organisations if each.kind in kinds}
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)
        owner.choices = [("", "–"), *fields.named(self.owners.values())]

    def clean_file(self) -> UploadedFile[bytes]:
        """A file that is far too large is not even read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            words = gettext("Die Datei ist größer als {most} MB. Bitte teilen Sie die Liste auf.")
            raise forms.ValidationError(words.format(most=LARGEST // 2**20))
        return file

    @property
    def given(self) -> dict[str, Any]:
        """Everything as `hold_list` takes it."""
        values = self.cleaned_data
        return {
            "content": values["file"].read(),
            "name": values["file"].name or "",
            "kind": values["kind"],
            "source": values["source"],
            "type": MeasureType(values["type"]),
            "owner": self.owners.get(values["owner"]),
            "year": values["year"],
        }
