"""Fields that several forms of the arena have."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.arena.enums import LONGEST_REASON
from mitmachstadt.people.forms import NEEDED, TextField


def area(
    label: Any, rows: int, longest: int, help_text: Any = "", *, required: bool = True
) -> TextField:
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": longest, "dir": "auto"})
    return TextField(
        label=label,
        help_text=help_text,
        required=required,
        widget=widget,
        error_messages={"required": NEEDED},
    )


def reason_field(*, required: bool = True) -> TextField:
    help_text = _("Die Begründung ist öffentlich.")
    return area(_("Warum?"), 3, LONGEST_REASON, help_text, required=required)


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": NEEDED},
    )
