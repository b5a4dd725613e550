from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mitmachstadt.data_protection.enums import LONGEST_REASON, Choice
from mitmachstadt.data_protection.errors import ChoiceMissing
from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.people.forms import NEEDED, EmailField, LineField
from mitmachstadt.people.models import District


class SelfForm(forms.Form):
    """What somebody corrects about themselves."""

    name = LineField(
        label=_("Ihr Name, wie andere ihn sehen"),
        max_length=60,
        help_text=_("Ein Pseudonym ist willkommen."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": NEEDED},
    )
    everywhere = forms.ChoiceField(
        label=_("Was an Ihren bisherigen Beiträgen steht"),
        choices=[
            ("nein", _("der Name von damals")),
            ("ja", _("der neue Name, überall")),
        ],
        widget=forms.RadioSelect,
    )
    district = forms.TypedChoiceField(label=_("Ihr Ort"), required=False, coerce=int)
    language = forms.ChoiceField(
        label=_("Sprache unserer E-Mails"), choices=lambda: settings.LANGUAGES
    )

    def __init__(self, *args: Any, districts: Iterable[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, str | Promise]] = [("", _("keiner"))]
        choices += [(str(one.number), one.name) for one in districts]
        field = self.fields["district"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class _Sure(forms.Form):
    """The password of an account that has one."""

    password = forms.CharField(
        label=_("Ihr Passwort"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": NEEDED},
    )

    def __init__(self, *args: Any, has_password: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_password:
            del self.fields["password"]

    @property
    def given(self) -> str:
        return str(self.cleaned_data.get("password", ""))


class NewAddressForm(_Sure):
    email = EmailField(
        label=_("Neue E-Mail-Adresse"),
        help_text=_("Sie gilt, sobald Sie den Link öffnen, den wir dorthin schicken."),
    )
    field_order = ("email", "password")


class ChoiceForm(forms.Form):
    """What becomes of somebody's words."""

    choice = forms.ChoiceField(
        label=_("Was soll aus Ihren Worten werden?"),
        choices=Choice.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _(ChoiceMissing.text),
            "invalid_choice": _(ChoiceMissing.text),
        },
    )

    def __init__(self, *args: Any, ways: Iterable[Choice] = Choice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(way.value, way.label) for way in ways]


class LeaveForm(_Sure):
    choice = forms.ChoiceField(choices=Choice.choices, widget=forms.HiddenInput)
    field_order = ("choice", "password")


class HoldForm(forms.Form):
    """Why nothing of somebody is deleted, and until when."""

    reason = LineField(
        label=_("Grund"),
        max_length=LONGEST_REASON,
        help_text=_("Die Person liest ihn."),
        error_messages={"required": NEEDED},
    )
    until = forms.DateField(
        label=_("Bis einschließlich"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": NEEDED},
    )

    @property
    def end(self) -> datetime:
        """The end of the day that was named."""
        return midnight_after(self.cleaned_data["until"])


class PeriodForm(forms.Form):
    rule = forms.CharField(max_length=30)
    days = forms.IntegerField(min_value=0, max_value=100_000)
