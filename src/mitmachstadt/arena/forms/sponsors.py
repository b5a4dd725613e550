from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.people.forms import NEEDED


class HandOverForm(forms.Form):
    """To whom a sponsorship is offered."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse der anderen Person"),
        max_length=254,
        help_text=_(
            "Mit dieser Adresse braucht sie hier ein Konto. Ob es eines gibt, verraten wir nicht."
        ),
        error_messages={"required": NEEDED, "invalid": _("Bitte prüfen Sie die Adresse.")},
    )
