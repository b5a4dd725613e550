"""Fields that several forms of the arena have, and how addresses of ideas are typed."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.arena.enums import LONGEST_REASON
from mitmachstadt.people.forms import NEEDED, TextField

_PUBLIC_ID = re.compile(r"(?:.*/)?n/([a-z0-9]+)/?(?:[#?].*)?$")


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


def addresses_in(text: str) -> list[str]:
    """The public ids in lines, however they were given: as an address or as the id alone."""
    lines = filter(None, map(str.strip, text.splitlines()))
    matches = ((line, _PUBLIC_ID.match(line)) for line in lines)
    found = [match.group(1) if match else line.lower() for line, match in matches]
    return list(dict.fromkeys(found))


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": NEEDED},
    )
