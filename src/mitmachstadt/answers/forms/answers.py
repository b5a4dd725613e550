import json
import re
from collections.abc import Iterable
from dataclasses import astuple, fields
from itertools import islice
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.answers.calculations import SheetRow
from mitmachstadt.answers.enums import (
    LARGEST_ROWS_AT_ONCE,
    LONGEST_REASON,
    LONGEST_REFERENCE,
    MOST_ROWS_AT_ONCE,
    AnswerKind,
)
from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.forms import NEEDED, LineField, TextField
from mitmachstadt.people.models import Organisation

_ADDRESS = re.compile(r"/n/([0-9a-z]{4,12})(?:[/?#]|$)")
_ID = re.compile(r"[0-9a-z]{4,12}")
_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
_NO_DAY = _("Bitte geben Sie einen Tag an, zum Beispiel 24.12.2026.")


class OrganisationField(forms.ChoiceField):
    """One of the organisations that are offered, by its public id."""

    def offer(self, organisations: Iterable[Organisation]) -> None:
        self.offered = {each.public_id: each for each in organisations}
        names = [(each.public_id, _named(each)) for each in self.offered.values()]
        self.choices = [("", gettext("Bitte auswählen")), *names]

    def clean(self, value: Any) -> Organisation | None:
        return self.offered.get(super().clean(value))


def _named(organisation: Organisation) -> str:
    if organisation.ended is None:
        return organisation.name
    ended = gettext("{name} (aufgelöst am {day})")
    return ended.format(name=organisation.name, day=day_in_words(organisation.ended))


class NodeField(LineField):
    """A node by its id, or by the address of its page as it was copied."""

    def clean(self, value: Any) -> Node | None:
        typed = super().clean(value)
        if not typed:
            return None
        match = _ADDRESS.search(typed) or _ID.fullmatch(typed)
        node = node_by_public_id(match.group(match.lastindex or 0)) if match else None
        if node is None or not node.is_public:
            raise forms.ValidationError(
                gettext(
                    "Diese Seite finden wir nicht. Kopieren Sie die Adresse der Seite, "
                    "auf der es behandelt wird."
                )
            )
        return node


class AnswerForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Was wird daraus?"),
        choices=AnswerKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie aus, was aus dem Beitrag wird.")},
    )
    reason = TextField(
        label=_("Begründung"),
        help_text=_(
            "Was geschieht und warum, in Worten, die ohne Vorwissen verständlich sind. "
            "Ein Dank oder „zur Kenntnis genommen“ allein genügt nicht."
        ),
        widget=forms.Textarea(attrs={"rows": 7, "maxlength": LONGEST_REASON}),
        error_messages={"required": NEEDED},
    )
    unit = OrganisationField(
        label=_("Stelle"), required=False, help_text=_("Nur bei „Weitergeleitet“: an wen?")
    )
    until = forms.DateField(
        label=_("Geprüft wird bis"),
        required=False,
        help_text=_("Nur bei „Wird geprüft“."),
        widget=_DAY,
        error_messages={"invalid": _NO_DAY},
    )
    elsewhere = NodeField(
        label=_("Behandelt wird es hier"),
        required=False,
        max_length=300,
        help_text=_("Nur bei „Wird an anderem Ort behandelt“: Adresse oder Kennung der Seite."),
    )

    def __init__(
        self, *args: Any, units: Iterable[Organisation], complete: bool = True, **kwargs: Any
    ) -> None:
        """`complete`: whether it is to be an answer; a draft may have gaps."""
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, OrganisationField)
        field.offer(units)
        for name in ("kind", "reason"):
            self.fields[name].required = complete

    def clean_kind(self) -> AnswerKind | None:
        kind = self.cleaned_data["kind"]
        return AnswerKind(kind) if kind else None


LARGEST_LIST = 15 * 1024 * 1024


class WorkingListForm(forms.Form):
    """A working list that comes back."""

    file = forms.FileField(
        label=_("Ausgefüllte Arbeitsliste (.xlsx)"),
        help_text=_("Höchstens 15 MB. Zuerst wird nur geprüft; veröffentlicht wird noch nichts."),
        error_messages={
            "required": _("Bitte wählen Sie die Datei aus."),
            "empty": _("Die Datei ist leer. Bitte wählen Sie die ausgefüllte Arbeitsliste."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_LIST:
            message = _("Die Datei ist größer als 15 MB. Bitte teilen Sie sie auf.")
            raise forms.ValidationError(message)
        return file


def rows_as_text(rows: Iterable[SheetRow]) -> tuple[str, int]:
    """The rows as the page that shows them carries them to the next one, and how many these are:
    as many from the first on as are published at once."""
    texts: list[str] = []
    size = 0
    for row in islice(rows, MOST_ROWS_AT_ONCE):
        text = json.dumps(astuple(row), ensure_ascii=False)
        size += len(text.encode())
        if size > LARGEST_ROWS_AT_ONCE:
            break
        texts.append(text)
    return f"[{','.join(texts)}]", len(texts)


def rows_from(posted: QueryDict) -> list[SheetRow]:
    """What `rows_as_text` gives; what is nothing of the kind, or too much, is left out."""
    try:
        sent = json.loads(posted.get("rows", ""))
    except ValueError:
        return []
    rows = []
    for each in sent if isinstance(sent, list) else []:
        if isinstance(each, list) and len(each) == len(fields(SheetRow)):
            line, *cells = each
            if isinstance(line, int) and all(isinstance(cell, str) for cell in cells):
                rows.append(SheetRow(line, *cells))
    return rows[:MOST_ROWS_AT_ONCE]


def versions_from(posted: QueryDict) -> dict[str, int]:
    """From `seen=<public id>:<version>` to the version of each contribution that was read."""
    pairs = [value.partition(":") for value in (*posted.getlist("seen"), *_others(posted))]
    return {name: int(text) for name, _, text in pairs if _is_number(text)}


def chosen_in(sent: QueryDict) -> list[str]:
    """The public ids that were chosen: those shown with a box, and the others in one field."""
    others = [value.partition(":")[0] for value in _others(sent)]
    return [*sent.getlist("n"), *others]


def _others(sent: QueryDict) -> list[str]:
    return sent.get("others", "").split()


def others_as_text(nodes: Iterable[Node]) -> str:
    """Chosen contributions that the page does not show, with their versions, in one field."""
    return " ".join(f"{node.public_id}:{node.version}" for node in nodes)


def typed_answer(posted: QueryDict) -> dict[str, str]:
    """What stands in the answer form, to be shown again without being judged."""
    fields = ("kind", "reason", "unit", "until", "elsewhere")
    return {name: posted.get(name, "") for name in fields}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


class DecisionForm(forms.Form):
    body = OrganisationField(label=_("Gremium"), error_messages={"required": NEEDED})
    decided_on = forms.DateField(
        label=_("Beschlossen am"),
        widget=_DAY,
        error_messages={"required": NEEDED, "invalid": _NO_DAY},
    )
    reference = LineField(
        label=_("Fundstelle"),
        max_length=LONGEST_REFERENCE,
        help_text=_("Zum Beispiel: Drucksache 19/1234."),
        error_messages={"required": NEEDED},
    )
    title = LineField(label=_("Bezeichnung"), required=False, max_length=300)
    text = TextField(
        label=_("Was wurde beschlossen?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_REASON}),
    )

    def __init__(self, *args: Any, bodies: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, OrganisationField)
        field.offer(bodies)
