"""Fields that several forms of the desk have."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.measures.enums import LONGEST_LINE, LONGEST_REASON, LONGEST_TEXT
from mitmachstadt.people.forms import NEEDED, LineField, TextField
from mitmachstadt.people.models import Organisation

_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 1, 1)
_DAYS = ["%Y-%m-%d", "%d.%m.%Y"]


class DayField(forms.DateField):
    """A day that a measure can have; beyond the calendar's end there is no midnight after it."""

    def to_python(self, value: Any) -> date | None:
        day: date | None = super().to_python(value)
        if day and not _FIRST_DAY <= day < _LAST_DAY:
            raise forms.ValidationError(gettext("Bitte einen Tag von 1900 bis 2199 angeben."))
        return day


def day(label: Any, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return DayField(
        label=label, required=required, input_formats=_DAYS, widget=widget,
        error_messages={"required": NEEDED},
    )  # fmt: skip


def line(
    label: Any, help_text: Any = "", *, required: bool = True, longest: int = LONGEST_LINE
) -> LineField:
    return LineField(
        label=label, help_text=help_text, required=required, max_length=longest,
        error_messages={"required": NEEDED},
    )  # fmt: skip


def reason(label: Any = None) -> LineField:
    return line(label or _("Grund"), _("Er ist öffentlich."), longest=LONGEST_REASON)


def area(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 4) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_TEXT})
    return TextField(
        label=label, help_text=help_text, required=required, widget=widget,
        error_messages={"required": NEEDED},
    )  # fmt: skip


def choice(label: Any, choices: Any = (), *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, required=required, error_messages={"required": NEEDED}
    )


def money(label: Any, *, required: bool = False) -> LineField:
    return line(label, _("Zum Beispiel 1.300.000,50 € oder 1,3 Mio. €"), required=required,
                longest=60)  # fmt: skip


def decimal(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, localize=True, max_digits=15, decimal_places=3,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip


def named(organisations: Iterable[Organisation]) -> list[tuple[str, str]]:
    return [(each.public_id, each.name) for each in organisations]
