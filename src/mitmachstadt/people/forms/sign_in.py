"""Codes and passkeys."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.people.forms.accounts import NEEDED, LineField


def _code(label: Any, **attributes: str) -> LineField:
    usual = {"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "characters"}
    return LineField(
        label=label,
        max_length=40,
        widget=forms.TextInput(attrs={**usual, **attributes}),
        error_messages={"required": NEEDED},
    )


class CodeForm(forms.Form):
    code = _code(_("Code"))


class AppForm(forms.Form):
    code = _code(_("Code, den die App zeigt"), inputmode="numeric")


class AnswerForm(forms.Form):
    """What the browser answers with a passkey; a script fills it in."""

    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput())


class PasskeyForm(AnswerForm):
    name = LineField(
        label=_("Woran Sie den Passkey erkennen"),
        max_length=60,
        required=False,
        help_text=_("Zum Beispiel „Telefon“ oder „Schlüssel am Bund“."),
    )
