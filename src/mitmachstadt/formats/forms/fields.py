"""Fields and what all forms of this app have in common."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from mitmachstadt.formats.enums import LONGEST_WORDS
from mitmachstadt.kernel.verdicts import Refusal

_EARLIEST = 2000

_LATEST = 2099

_MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M"]

_DAYS = ["%Y-%m-%d", "%d.%m.%Y"]


class Moment(forms.DateTimeField):
    """A point in time, as browsers send it or as people in Germany write it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(input_formats=_MOMENTS, widget=widget, **options)
        self.validators += [
            MinValueValidator(datetime(_EARLIEST, 1, 1, tzinfo=UTC)),
            MaxValueValidator(datetime(_LATEST, 12, 31, tzinfo=UTC)),
        ]


class Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=_DAYS, widget=widget, **options)
        self.validators += [
            MinValueValidator(date(_EARLIEST, 1, 1)),
            MaxValueValidator(date(_LATEST, 12, 31)),
        ]


def words(*, rows: int = 4, **options: Any) -> forms.CharField:
    """A text area. Its length is judged by the rules, so that no word is lost on the way."""
    area = forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_WORDS})
    return forms.CharField(widget=area, strip=False, **options)


class Question(forms.CharField):
    """A question of the concept: to be answered before the opening, but not at once."""

    def validate(self, value: Any) -> None:
        """An empty answer is a gap, which the rules name."""


class FormatsForm(forms.Form):
    """A form that shows a refusal of the rules beside the field it is about."""

    # Which field a refusal belongs to, by its code.
    place: ClassVar[dict[str, str]] = {}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("auto_id", f"{type(self).__name__.lower()}-%s")
        super().__init__(*arguments, **options)

    def show(self, refusal: Refusal) -> None:
        """Put the reason of a no beside what was typed."""
        field = str(refusal.data.get("part", self.place.get(refusal.code, "")))
        self.add_error(field if field in self.fields else None, refusal.in_words)
