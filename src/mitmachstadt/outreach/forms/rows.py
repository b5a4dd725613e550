import csv
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.enums import LONGEST_NAME, LONGEST_REMARK, Channel
from mitmachstadt.contributions.forms import new_submission
from mitmachstadt.kernel.language import in_every_language
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD, Verb
from mitmachstadt.nodes.forms import public_id_in
from mitmachstadt.nodes.models import Node
from mitmachstadt.outreach.calculations import Said
from mitmachstadt.outreach.enums import MOST_ROWS, ROWS
from mitmachstadt.outreach.errors import TableUnreadable
from mitmachstadt.outreach.forms.occasions import named_topics
from mitmachstadt.people.forms import NEEDED, LineField, TextField
from mitmachstadt.people.models import District

CHANNELS = [(Channel.PAPER.value, _("auf Papier")), (Channel.CONVERSATION.value, _("im Gespräch"))]
LANGUAGES = [("de", "Deutsch"), ("en", "English"), ("tr", "Türkçe"), ("ar", "العربية"),
             ("uk", "Українська"), ("ru", "Русский"), ("pl", "Polski")]  # fmt: skip
FIELD_OF = {
    "RemarkEmpty": "text",
    "RemarkTooLong": "text",
    "SameWordsThere": "anyway",
    "LooksPersonal": "meant",
    "CardUnknown": "card",
    "CardOfAnotherOccasion": "card",
    "CardEntered": "card",
    "NothingToTalkAbout": "about",
    "AboutMissing": "about",
}


class StackForm(forms.Form):
    """What holds for a whole stack of cards."""

    channel = forms.ChoiceField(label=_("Wie kam es?"), choices=CHANNELS, initial=Channel.PAPER)
    day = forms.DateField(
        label=_("Geschrieben oder gesagt am"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": NEEDED},
    )
    about = forms.ChoiceField(
        label=_("Worum geht es?"),
        required=False,
        help_text=_("Eine Karte mit Nummer weiß das selbst."),
    )
    district = forms.TypedChoiceField(
        label=_("Um welchen Ort geht es?"), required=False, coerce=int, empty_value=None
    )
    neighbourhood = LineField(
        label=_("Genauer: Name des kleineren Ortes"),
        required=False,
        max_length=LONGEST_NEIGHBOURHOOD,
        help_text=_("Zum Beispiel der Name des Viertels. Keine Wohnanschrift."),
    )
    language = forms.ChoiceField(label=_("Sprache der Worte"), choices=LANGUAGES, initial="de")

    def __init__(
        self,
        data: QueryDict | None,
        *,
        topics: Iterable[Node],
        places: Iterable[District],
        here: int | None,
        day: date,
    ) -> None:
        super().__init__(data, initial={"day": day, "district": here})
        self._places = {place.number: place for place in places}
        where = self.fields["district"]
        assert isinstance(where, forms.ChoiceField)
        where.choices = [("", _("Ganze Stadt")), *((n, p.name) for n, p in self._places.items())]
        if not self._places:
            del self.fields["district"]
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)
        named = named_topics(topics)
        field.choices = [("", _("steht bei jeder Karte")), *named]
        if len(named) == 1:
            self.initial["about"] = named[0][0]

    @property
    def for_all(self) -> dict[str, Any]:
        """What holds for the whole stack, with the district itself."""
        where = self.cleaned_data.get("district")
        return {**self.cleaned_data, "district": self._places[where] if where else None}


class RowForm(forms.Form):
    """One card, or what one person said."""

    card = LineField(label=_("Kartennummer"), required=False, max_length=20)
    text = TextField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_REMARK, "dir": "auto"}),
    )
    name = LineField(label=_("Name, wie gewünscht"), required=False, max_length=LONGEST_NAME)
    about = forms.CharField(label=_("Andere Textstelle"), required=False, max_length=300)
    anyway = forms.BooleanField(label=_("trotzdem eintragen"), required=False)
    meant = forms.BooleanField(label=_("so gemeint, alle dürfen es lesen"), required=False)
    verb = forms.TypedChoiceField(
        choices=Verb.choices, coerce=int, empty_value=None, required=False,
        widget=forms.HiddenInput,
    )  # fmt: skip
    submission = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    @property
    def is_blank(self) -> bool:
        names = ("card", "text", "name", "about", "verb")
        return not any(self.data.get(self.add_prefix(name), "").strip() for name in names)

    @property
    def asks_anyway(self) -> bool:
        return bool(self.is_bound and "anyway" in self.errors)

    @property
    def asks_meant(self) -> bool:
        return bool(self.is_bound and "meant" in self.errors)

    def said(self, stack: dict[str, Any]) -> Said:
        """What was typed, with what holds for the whole stack."""
        values = self.cleaned_data
        about = public_id_in(values["about"]) if values["about"] else stack["about"]
        return Said(
            text=values["text"],
            name=values["name"],
            card=values["card"],
            about=about,
            district=stack["district"],
            neighbourhood=stack["neighbourhood"],
            anyway=values["anyway"],
            meant=values["meant"],
            verb=Verb(values["verb"] or Verb.REMARK),
            submission=values["submission"] or new_submission(),
            channel=Channel(stack["channel"]),
            day=stack["day"],
            language=stack["language"],
        )


def rows_in(data: QueryDict) -> list[RowForm]:
    """The rows that were sent with something in them, in their order."""
    rows = [RowForm(data, prefix=f"z{number}") for number in range(MOST_ROWS)]
    return [row for row in rows if not row.is_blank]


def blank_rows(taken: Iterable[RowForm], *, least: int = ROWS) -> Iterator[RowForm]:
    """New rows, so that there are enough, under names that no other row has."""
    used = {str(row.prefix) for row in taken}
    free = (f"z{n}" for n in range(MOST_ROWS) if f"z{n}" not in used)
    for prefix, _number in zip(free, range(max(1, least - len(used))), strict=False):
        yield RowForm(prefix=prefix, initial={"submission": new_submission()})


_COLUMNS = {
    gettext_noop("Text"): "text",
    gettext_noop("Karte"): "card",
    gettext_noop("Name"): "name",
    gettext_noop("Textstelle"): "about",
    gettext_noop("Art"): "verb",
}


class TableForm(forms.Form):
    """Rows copied from a spreadsheet, or CSV; they come into the form before anything is saved."""

    table = TextField(
        label=_("Tabelle einfügen"),
        help_text=_("Mit Überschriften: Text, Karte, Name, Textstelle. Nur „Text“ muss sein."),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 200_000, "dir": "auto"}),
        error_messages={"required": NEEDED},
    )


def pasted_rows(table: str, *, behind: list[RowForm]) -> tuple[list[RowForm], int]:
    """The rows of a pasted table as rows of the form, and how many were too many for one page.

    Args:
        behind: the rows that are in the form already.

    Raises:
        TableUnreadable: the heading of the words is missing.
    """
    lines = _lines(table)
    names = [_column(cell) for cell in lines[0]] if lines else []
    if "text" not in names:
        raise TableUnreadable(columns=", ".join(gettext(name) for name in _COLUMNS))
    used = {str(row.prefix) for row in behind}
    free = [f"z{number}" for number in range(MOST_ROWS) if f"z{number}" not in used]
    rows = []
    for prefix, line in zip(free, lines[1:], strict=False):
        given = dict(zip(names, line, strict=False))
        given["verb"] = str(Verb.SUPPORT.value) if _is_support(given.get("verb", "")) else ""
        given["submission"] = new_submission()
        rows.append(RowForm(prefix=prefix, initial=given))
    return rows, len(lines) - 1 - len(rows)


def _lines(table: str) -> list[list[str]]:
    """The cells of each line, whichever sign stands between them."""
    first = table.partition("\n")[0]
    delimiter = next((sign for sign in "\t;," if sign in first), ";")
    read = csv.reader(table.splitlines(keepends=True), delimiter=delimiter)
    return [line for line in read if any(line)]


def _column(heading: str) -> str:
    typed = heading.strip().casefold()
    for name, field in _COLUMNS.items():
        if typed in map(str.casefold, in_every_language(partial(gettext, name))):
            return field
    return typed


def _is_support(typed: str) -> bool:
    return typed.strip().casefold().startswith(("unterst", "support"))
