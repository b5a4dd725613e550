from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.city import word
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD
from mitmachstadt.people.forms import NEEDED, LineField, TextField
from mitmachstadt.people.models import District
from mitmachstadt.places.calculations import (
    Described,
    hours_in_words,
    hours_of_day,
    special_days,
    special_in_words,
)
from mitmachstadt.places.enums import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    Access,
    Known,
    Service,
    Weekday,
)
from mitmachstadt.places.models import Place

LARGEST_TABLE = 1_000_000
_FIELD_OF = {
    "PlaceNameMissing": "name",
    "PlaceKnown": "name",
    "AddressMissing": "address",
    "NothingToDoThere": "services",
    "ValidityBackwards": "valid_until",
    "TooManySpecialDays": "special",
    "NeighbourhoodTooLong": "neighbourhood",
}
_DAYS = ["%Y-%m-%d", "%d.%m.%Y"]


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, input_formats=_DAYS, widget=widget)


def _area(label: Any, help_text: Any = "", *, rows: int = 3) -> TextField:
    area = forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_TEXT})
    return TextField(label=label, help_text=help_text, required=False, widget=area)


class HoursField(LineField):
    """The hours of a day as people write them."""

    def clean(self, value: Any) -> Any:
        try:
            return hours_of_day(super().clean(value))
        except Refusal as refusal:
            raise forms.ValidationError(refusal.in_words, code=refusal.code) from refusal


class SpecialDaysField(TextField):
    """Days that are otherwise, one in a line."""

    def clean(self, value: Any) -> Any:
        try:
            return special_days(super().clean(value))
        except Refusal as refusal:
            raise forms.ValidationError(refusal.in_words, code=refusal.code) from refusal


class PlaceForm(forms.Form):
    """A place with its hours. The days of the week and what is known are fields of their own."""

    name = LineField(label=_("Name"), max_length=LONGEST_NAME, error_messages={"required": NEEDED})
    address = LineField(
        label=_("Anschrift"), max_length=LONGEST_LINE, error_messages={"required": NEEDED}
    )
    district = forms.ChoiceField(label=word("district"), required=False)
    neighbourhood = LineField(
        label=word("neighbourhood"), required=False, max_length=LONGEST_NEIGHBOURHOOD
    )
    services = forms.MultipleChoiceField(
        label=_("Was man dort tun kann"),
        choices=Service.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Bitte wählen Sie mindestens eins aus.")},
    )
    special = SpecialDaysField(
        label=_("Besondere Tage"),
        required=False,
        help_text=_("Je Zeile ein Tag: 24.12.2026: 9–12; Heiligabend. Oder: geschlossen."),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 5000}),
    )
    valid_from = _day(_("Diese Zeiten gelten ab"))
    valid_until = _day(_("Diese Zeiten gelten bis einschließlich"))
    languages = LineField(
        label=_("Sprachen, in denen man dort sprechen kann"),
        required=False,
        max_length=LONGEST_LINE,
    )
    contact = LineField(
        label=_("Telefon oder E-Mail-Adresse des Ortes"), required=False, max_length=LONGEST_LINE
    )
    way_there = _area(_("So kommt man hin"), _("In Worten, auch für Menschen, die nicht sehen."))
    note = _area(_("Hinweis"))
    shown = forms.BooleanField(label=_("öffentlich zeigen"), required=False, initial=True)
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None = None, *, districts: Iterable[District], place: Place | None
    ) -> None:
        super().__init__(data, initial=_of(place) if place else None)
        self.known = {str(district.number): district for district in districts}
        field = self.fields["district"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("keiner")), *((n, each.name) for n, each in self.known.items())]
        for day in Weekday:
            self.fields[f"day_{day.value}"] = HoursField(
                label=day.label, required=False, max_length=100
            )
        for fact in Access:
            self.fields[f"access_{fact.value}"] = forms.ChoiceField(
                label=fact.label, choices=Known.choices, initial=Known.UNKNOWN
            )

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[f"day_{day.value}"] for day in Weekday]

    @property
    def facts(self) -> list[forms.BoundField]:
        return [self[f"access_{fact.value}"] for fact in Access]

    @property
    def says(self) -> Described:
        """Everything that was typed, as `keep_place` takes it."""
        values = self.cleaned_data
        names = (
            "name", "address", "neighbourhood", "services", "special", "valid_from", "valid_until",
            "languages", "contact", "way_there", "note", "shown",
        )  # fmt: skip
        return Described(
            **{name: values[name] for name in names},
            district=self.known.get(values["district"]),
            access={fact.value: values[f"access_{fact.value}"] for fact in Access},
            week={day.value: values[f"day_{day.value}"] for day in Weekday},
        )

    def show(self, refusal: Refusal, *, seen: int | None) -> None:
        """Put the reason of a no beside what was typed; whoever reads it has seen the newest."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["seen"] = "" if seen is None else str(seen)
        self.add_error(_FIELD_OF.get(refusal.code), refusal.in_words)


def _of(place: Place) -> dict[str, Any]:
    """A place as its form shows it."""
    names = (
        "name", "address", "neighbourhood", "services", "valid_from", "valid_until", "languages",
        "contact", "way_there", "note", "shown",
    )  # fmt: skip
    values: dict[str, Any] = {name: getattr(place, name) for name in names}
    for day in Weekday:
        spans = [(h.opens, h.closes) for h in place.hours.all() if h.weekday == day]
        values[f"day_{day.value}"] = hours_in_words(spans)
    values |= {f"access_{name}": known for name, known in place.access.items()}
    return values | {
        "district": str(place.district_id or ""),
        "special": special_in_words(place.special_days.all()),
        "seen": place.version,
    }


class TableForm(forms.Form):
    """A list of places, as a file or pasted."""

    file = forms.FileField(
        label=_("Liste (CSV)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    table = forms.CharField(
        label=_("Oder hier eingefügt"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": LARGEST_TABLE}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        file = values.get("file")
        if file is not None:
            values["table"] = self._text(file)
        if not values.get("table", "").strip() and not self.errors:
            self.add_error(
                "file", _("Bitte wählen Sie eine Datei aus oder fügen Sie die Liste ein.")
            )
        return values

    def _text(self, file: Any) -> str:
        if file.size > LARGEST_TABLE:
            self.add_error("file", _("Die Datei ist größer als 1 MB. Bitte teilen Sie sie auf."))
            return ""
        data: bytes = file.read()
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
        self.add_error("file", _("Bitte speichern Sie die Liste als CSV in UTF-8."))
        return ""
