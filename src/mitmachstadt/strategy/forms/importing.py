from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.strategy.calculations import (
    ENCODINGS,
    ImportRefused,
    open_bytes,
    read_clipboard,
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
LARGEST_FILE = 20 * 1024 * 1024
LARGEST_TEXT = 2 * 1024 * 1024
_NOTHING_GIVEN = _("Bitte wählen Sie eine Datei aus oder fügen Sie einen Text ein.")
_ACCEPTED = ".docx,.odt,.html,.htm,.md,.txt"


class TextForm(forms.Form):
    """A text as file, or pasted with or without its structure; `read` is what came of it."""

    file = forms.FileField(
        label=_("Datei (DOCX, ODT, HTML, Markdown oder Text)"),
        required=False,
        help_text=_("Höchstens 20 MB, Markdown und Text höchstens 2 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPTED}),
    )
    pasted = forms.CharField(
        label=_("oder Text einfügen"),
        required=False,
        strip=False,
        widget=forms.Textarea,
        help_text=_("Aus Word oder LibreOffice eingefügt, bleiben Überschriften und Listen."),
    )
    structure = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    encoding = forms.ChoiceField(
        label=_("Zeichensatz der Datei"),
        required=False,
        choices=[
            ("", _("automatisch erkennen")),
            *((name, _ENCODING_NAMES.get(name, name)) for name in ENCODINGS),
        ],
        help_text=_("Nur angeben, wenn die Datei sonst nicht gelesen werden kann."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file, pasted = data.pop("file", None), data.pop("pasted", "")
        structure, encoding = data.pop("structure", ""), data.pop("encoding", "") or None
        if file is None and not pasted.strip():
            if "file" not in self.errors:
                self.add_error("file", _NOTHING_GIVEN)
            return data
        if file is not None and file.size > LARGEST_FILE:
            self.add_error("file", _("Die Datei ist größer als 20 MB. Bitte teilen Sie sie auf."))
            return data
        if len(pasted.encode()) > LARGEST_TEXT:
            self.add_error("pasted", _("Der Text ist größer als 2 MB. Bitte teilen Sie ihn auf."))
            return data
        try:
            if file is not None:
                data["read"] = open_bytes(file.read(), name=file.name, encoding=encoding)
            elif structure.strip() and len(structure) <= LARGEST_TEXT:
                data["read"] = read_clipboard(structure)
            else:
                data["read"] = open_bytes(pasted.encode(), name="eingefügt.md", encoding="utf-8")
        except ImportRefused as refusal:
            self.add_error("file" if file else "pasted", refusal_in_words(refusal))
        return data


class NewTextForm(TextForm):
    """A text, and the edition that it becomes."""

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
        data = super().clean()
        if not data.get("document") and not data.get("title"):
            self.add_error("title", _("Bitte geben Sie dem neuen Dokument einen Titel."))
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


def kinds_seen(posted: QueryDict) -> dict[str, SectionKind] | None:
    """From `<public id>=need <public id>=goal` to the kinds that somebody had before them."""
    if "seen" not in posted:
        return None
    pairs = (pair.partition("=") for pair in str(posted["seen"]).split())
    return {key: SectionKind(kind) for key, _, kind in pairs if kind in SectionKind.values}


def kinds_from(posted: QueryDict) -> dict[str, SectionKind]:
    """From `kind-<public id>=need` to the kind of each section; unknown words are left out."""
    return {
        name.removeprefix("kind-"): SectionKind(value)
        for name, value in posted.items()
        if name.startswith("kind-") and name.isprintable() and value in SectionKind.values
    }
