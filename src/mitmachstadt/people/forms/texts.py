from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mitmachstadt.people.forms.accounts import NEEDED, TextField
from mitmachstadt.people.rules import LONGEST_CITY_TEXT


def _area(label: Any, rows: int, **more: Any) -> TextField:
    area = forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_CITY_TEXT})
    return TextField(label=label, widget=area, **more)


class CityTextForm(forms.Form):
    """A new version of the city's own words."""

    text = _area(
        _("Text"),
        16,
        help_text=_(
            "Überschriften beginnen mit ## und einem Leerzeichen. Angaben der Stadt setzen Sie so "
            "ein: [[stadt]], [[kontakt]], [[verantwortlich]], [[anschrift]], [[vertreten]], "
            "[[telefon]], [[sprechzeiten]], [[datenschutz]]."
        ),
        error_messages={"required": NEEDED},
    )
    text_en = _area(_("Text auf Englisch"), 10, required=False)
    changes = _area(
        _("Was ändert sich?"),
        3,
        help_text=_("In einfachen Worten; öffentlich über dem Text."),
        error_messages={"required": NEEDED},
    )
    changes_en = _area(_("Was ändert sich? Auf Englisch"), 3, required=False)
    holds_from = forms.DateField(
        label=_("Gilt ab"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": NEEDED},
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def has_seen(self, number: int) -> None:
        """Whoever reads why it was refused has the newest version before them."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["seen"] = str(number)
