import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.strategy.enums import (
    DEEPEST_LEVEL,
    LONGEST_LABEL,
    DocumentKind,
    PassageForm,
    SectionKind,
)
from mitmachstadt.strategy.queries import BlockLine, documents_with_editions, strategies

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LEVELS = [(level, str(level)) for level in range(1, DEEPEST_LEVEL + 1)]


def parts_of(text: str) -> list[str]:
    """What stands between blank lines, without what is empty."""
    return [part for part in map(clean_text, _BLANK_LINE.split(clean_text(text))) if part]


class WritingForm(forms.Form):
    """A passage in the editor: its words and form, and those its writer had before them."""

    text = forms.CharField(required=False, strip=False)
    form = forms.ChoiceField(choices=PassageForm.choices, required=False)
    seen_form = forms.ChoiceField(choices=PassageForm.choices, required=False)
    seen = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    to = forms.CharField(required=False, max_length=12)


class HeadingForm(forms.Form):
    """A heading in the editor: what it is to say, or, with a prefix, what its writer had seen."""

    title = forms.CharField(label=_("Überschrift"), required=False)
    number = forms.CharField(label=_("Nummer"), required=False, help_text=_("Zum Beispiel 2.1."))
    level = forms.TypedChoiceField(label=_("Ebene"), coerce=int, choices=_LEVELS)
    kind = forms.ChoiceField(
        label=_("Was darunter steht"), choices=SectionKind.choices, required=False
    )

    def clean_kind(self) -> SectionKind:
        return SectionKind(self.cleaned_data["kind"] or SectionKind.PROSE)


class NewDraftForm(forms.Form):
    """An edition that is written here from its first word, of a document known or new."""

    document = forms.ChoiceField(label=_("Dokument"), required=False)
    title = forms.CharField(
        label=_("Titel des neuen Dokuments"),
        required=False,
        max_length=200,
        help_text=_("Nur für ein neues Dokument."),
    )
    kind = forms.ChoiceField(label=_("Art des neuen Dokuments"), choices=DocumentKind.choices)
    strategy_name = forms.CharField(
        label=_("Strategie"),
        required=False,
        max_length=200,
        help_text=_("Nur für ein neues Dokument. Ein neuer Name gründet eine weitere Strategie."),
    )
    label = forms.CharField(
        label=_("Bezeichnung der Fassung"),
        max_length=LONGEST_LABEL,
        help_text=_("Zum Beispiel „Arbeitsfassung 1“."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [
            (line.document.node.public_id, line.document.node.title)
            for line in documents_with_editions(drafts_too=True)
        ]
        choices = [("", _("Neues Dokument")), *known]
        self.fields["document"].choices = choices  # type: ignore[attr-defined]
        first = next(iter(strategies()), None)
        self.fields["strategy_name"].initial = first.node.title if first else "Digitalstrategie"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["title"] = clean_line(data.get("title", ""))
        if not data.get("document") and not data["title"]:
            self.add_error("title", _("Bitte geben Sie dem neuen Dokument einen Titel."))
        return data


class TemplateForm(forms.Form):
    """A chapter template: its name and its blocks, one line each."""

    name = forms.CharField(label=_("Name der Vorlage"), max_length=120)
    description = forms.CharField(
        label=_("Wofür sie gedacht ist"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    blocks = forms.CharField(
        label=_("Bausteine"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Eine Zeile je Baustein. Ein Gedankenstrich am Anfang rückt ihn eine Ebene tiefer, ein "
            "Fragezeichen am Ende macht ihn freiwillig, hinter einem Doppelpunkt steht ein Hinweis "
            "für Schreibende, in eckigen Klammern die Art: „Ausgangslage [Befund]: Was ist heute "
            "so?“"
        ),
    )

    def clean_blocks(self) -> list[BlockLine]:
        """The lines as blocks; a kind that nobody knows is named."""
        blocks, unknown = blocks_from(self.cleaned_data["blocks"])
        if unknown:
            known = ", ".join(str(kind.label) for kind in SectionKind)
            message = _("Die Art „%(kind)s“ gibt es nicht. Möglich sind: %(known)s.")
            raise forms.ValidationError(message, params={"kind": unknown[0], "known": known})
        return blocks


_BLOCK = re.compile(
    r"(?P<depth>[-–—\s]*)(?P<title>[^\[\]:?]+?)\s*(?P<optional>\?)?\s*"
    r"(?:\[(?P<kind>[^\]]*)\])?\s*(?P<late>\?)?\s*(?::\s*(?P<hint>.*))?"
)
DEEPEST_BLOCK = 4


def blocks_from(text: str) -> tuple[list[BlockLine], list[str]]:
    """From "– Wirtschaft [Szenario]?: Was ändert sich?" to blocks, and kinds nobody knows."""
    kinds = {str(kind.label).casefold(): kind for kind in SectionKind}
    blocks, unknown = [], []
    for line in clean_text(text).split("\n"):
        match = _BLOCK.fullmatch(line.strip())
        if not line.strip() or match is None:
            continue
        named = (match["kind"] or "").strip()
        kind = kinds.get(named.casefold(), SectionKind.PROSE)
        if named and named.casefold() not in kinds:
            unknown.append(named)
        dashes = sum(sign in "-–—" for sign in match["depth"])
        blocks.append(
            BlockLine(
                title=clean_line(match["title"])[:200],
                depth=min(1 + dashes, DEEPEST_BLOCK),
                kind=kind,
                required=not (match["optional"] or match["late"]),
                hint=clean_line(match["hint"] or "")[:300],
            )
        )
    return blocks, unknown


def written_blocks(blocks: Iterable[Any]) -> str:
    """Blocks as the lines that `blocks_from` reads."""
    lines = []
    for block in blocks:
        kind = SectionKind(block.kind)
        named = f" [{kind.label}]" if kind != SectionKind.PROSE else ""
        hint = f": {block.hint}" if block.hint else ""
        optional = "" if block.required else "?"
        lines.append(f"{'– ' * (block.depth - 1)}{block.title}{optional}{named}{hint}")
    return "\n".join(lines)
