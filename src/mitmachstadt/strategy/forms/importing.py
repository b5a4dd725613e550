from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.strategy.calculations import (
    ENCODINGS,
    ImportRefused,
    read_bytes,
    refusal_in_words,
)
from mitmachstadt.strategy.enums import DocumentKind, SectionKind
from mitmachstadt.strategy.queries import documents_with_editions, strategies

# The importer asks for an encoding by these names, so that they stand here as well.
_ENCODING_NAMES = {
    "windows-1252": _("windows-1252 (westeuropäisch, Windows)"),
    "iso-8859-1": _("iso-8859-1 (westeuropäisch)"),
    "iso-8859-15": _("iso-8859-15 (westeuropäisch, mit Eurozeichen)"),
    "macintosh": _("macintosh (ältere Macs)"),
    "cp850": "cp850 (DOS)",
}
# Reading in is done while somebody waits: a second or two for the largest text.
LARGEST_FILE = 2 * 1024 * 1024


class NewTextForm(forms.Form):
    """A text as file or pasted, and the edition that it becomes."""

    file = forms.FileField(
        label=_("Textdatei (.txt oder .md)"),
        required=False,
        help_text=_("Höchstens 2 MB; das sind etwa 700 Seiten."),
    )
    pasted = forms.CharField(
        label=_("oder Text einfügen"), required=False, strip=False, widget=forms.Textarea
    )
    encoding = forms.ChoiceField(
        label=_("Zeichensatz der Datei"),
        required=False,
        choices=[
            ("", _("automatisch erkennen")),
            *((name, _ENCODING_NAMES.get(name, name)) for name in ENCODINGS),
        ],
        help_text=_("Nur angeben, wenn die Datei sonst nicht gelesen werden kann."),
    )
    document = forms.ChoiceField(label=_("Dokument"), required=False)
    title = forms.CharField(
        label=_("Titel des neuen Dokuments"),
        required=False,
        max_length=200,
        help_text=_("Nur für ein neues Dokument."),
    )
    kind = forms.ChoiceField(label=_("Art des neuen Dokuments"), choices=DocumentKind.choices)
    label = forms.CharField(
        label=_("Bezeichnung der Fassung"),
        max_length=120,
        help_text=_("Zum Beispiel „Arbeitsfassung 1“."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [
            (line.document.node.public_id, line.document.node.title)
            for line in documents_with_editions(drafts_too=True)
        ]
        self.fields["document"].choices = [("", gettext("Neues Dokument")), *known]  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, pasted = data.pop("file", None), data.pop("pasted", "")
        encoding = data.pop("encoding", "") or None
        if not data.get("document") and not data.get("title"):
            self.add_error("title", gettext("Bitte geben Sie dem neuen Dokument einen Titel."))
        if file is None and not pasted.strip():
            self.add_error(
                "file", gettext("Bitte wählen Sie eine Datei aus oder fügen Sie einen Text ein.")
            )
            return data
        if file is not None and file.size > LARGEST_FILE:
            self.add_error(
                "file", gettext("Die Datei ist größer als 2 MB. Bitte teilen Sie sie auf.")
            )
            return data
        if len(pasted.encode()) > LARGEST_FILE:
            self.add_error(
                "pasted", gettext("Der Text ist größer als 2 MB. Bitte teilen Sie ihn auf.")
            )
            return data
        content = file.read() if file is not None else pasted.encode()
        name = file.name if file is not None else "eingefügt.md"
        try:
            data["read"] = read_bytes(content, name=name, encoding=encoding if file else "utf-8")
        except ImportRefused as refusal:
            self.add_error("file" if file else "pasted", refusal_in_words(refusal))
        data["strategy_name"] = "" if strategies() else "Digitalstrategie"
        return data


def decisions_from(posted: QueryDict) -> dict[str, bool]:
    """From `flag-3=ja` to `{"3": True}`; whatever was left open is left out."""
    answers = {"ja": True, "nein": False}
    return {
        name.removeprefix("flag-"): answers[value]
        for name, value in posted.items()
        if name.startswith("flag-") and isinstance(value, str) and value in answers
    }


def kinds_from(posted: QueryDict) -> dict[str, SectionKind]:
    """From `kind-<public id>=need` to the kind of each section; unknown words are left out."""
    return {
        name.removeprefix("kind-"): SectionKind(value)
        for name, value in posted.items()
        if name.startswith("kind-") and name.isprintable() and value in SectionKind.values
    }
