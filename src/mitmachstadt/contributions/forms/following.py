from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.enums import Digest, OwnNews
from mitmachstadt.people.forms import EmailField


class AddressForm(forms.Form):
    """An e-mail address for news, from somebody without an account."""

    email = EmailField(help_text=_("Nicht öffentlich. Wir schicken zuerst nur eine Bestätigung."))


class FollowForm(AddressForm):
    digest = forms.ChoiceField(
        label=_("Wie oft?"),
        choices=Digest.choices[:2],
        initial=Digest.WEEKLY,
        widget=forms.RadioSelect,
    )


class WishesForm(forms.Form):
    """How often somebody hears from us."""

    own = forms.ChoiceField(
        label=_("Was aus meinen eigenen Beiträgen wird"),
        choices=OwnNews.choices,
        widget=forms.RadioSelect,
    )
    digest = forms.ChoiceField(
        label=_("Neues zu dem, dem ich folge"), choices=Digest.choices, widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        """What is to stand in a summary needs one."""
        wishes = super().clean() or {}
        if wishes.get("own") == OwnNews.DIGEST and wishes.get("digest") == Digest.NEVER:
            self.add_error(
                "digest",
                _(
                    "Ohne Zusammenfassung erfahren Sie nicht, was aus Ihren Beiträgen wird. "
                    "Wählen Sie, wie oft sie kommen soll, oder oben „sofort“ oder „gar nicht“."
                ),
            )
        return wishes
