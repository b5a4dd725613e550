"""Asking to speak for an organisation, and being shown at one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.people.enums import (
    ASKED_FOR,
    LONGEST_FUNCTION,
    LONGEST_PROOF,
    MembershipRole,
    OrganisationKind,
)
from mitmachstadt.people.errors import ConsentMissing, DeclineNeedsReason, WhatTheyDoMissing
from mitmachstadt.people.forms.accounts import NEEDED, LineField, TextField
from mitmachstadt.people.forms.organisations import Day, OrganisationField, offer
from mitmachstadt.people.models import Organisation, Post


class AskForm(forms.Form):
    """For which organisation somebody would like to speak."""

    organisation = OrganisationField(label=_("Organisation"), required=False)
    name = LineField(
        label=_("Wenn sie nicht in der Liste steht: ihr Name"), max_length=200, required=False
    )
    kind = forms.ChoiceField(label=_("Und was sie ist"), required=False)
    website = forms.URLField(label=_("Ihre Internetseite"), max_length=200, required=False)
    function = LineField(
        label=_("In welcher Funktion Sie für sie sprechen"),
        max_length=LONGEST_FUNCTION,
        help_text=_("Zum Beispiel „Vorstand“ oder „Sprecherin der Arbeitsgruppe“."),
        error_messages={"required": NEEDED},
    )
    proof = TextField(
        label=_("Wie wir das prüfen können"),
        max_length=LONGEST_PROOF,
        help_text=_(
            "Zum Beispiel eine öffentliche Seite, auf der es steht, oder eine Telefonnummer der "
            "Organisation, unter der wir nachfragen."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_PROOF}),
        error_messages={"required": NEEDED},
    )

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", organisations, gettext("eine andere"))
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(each.value, each.in_words) for each in ASKED_FOR]

    def clean_kind(self) -> OrganisationKind:
        return OrganisationKind(self.cleaned_data["kind"] or ASKED_FOR[0])


class RoleForm(forms.Form):
    """What somebody may do for an organisation."""

    role = forms.ChoiceField(
        label=_("Was die Person darf"),
        choices=MembershipRole.choices,
        help_text=_(
            "Wer für sie bearbeitet, spricht auch für sie, beantwortet, was bei ihr liegt, und "
            "berichtigt ihre Beschreibung."
        ),
    )

    def clean_role(self) -> MembershipRole:
        return MembershipRole(self.cleaned_data["role"])


class GrantForm(RoleForm):
    grounds = LineField(
        label=_("Wie die Organisation geprüft wurde"),
        max_length=200,
        required=False,
        help_text=_("Nötig, solange sie nicht geprüft ist: Vorher spricht niemand für sie."),
    )


class DeclineForm(forms.Form):
    reason = LineField(
        label=_("Grund"),
        max_length=300,
        error_messages={"required": _(DeclineNeedsReason.text)},
        help_text=_("Die Person liest ihn in ihrem Konto und bekommt ihn per E-Mail."),
    )


class JoinForm(RoleForm):
    """For which organisation, as what, and until when."""

    organisation = OrganisationField(label=_("Organisation"), error_messages={"required": NEEDED})
    until = Day(
        label=_("Letzter Tag"),
        required=False,
        help_text=_("Leer: bis jemand es beendet."),
    )
    field_order = ("organisation", "role", "until")

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", organisations, gettext("Bitte auswählen"))


class LastDayForm(forms.Form):
    """Until when a role is given."""

    last_day = Day(
        label=_("Letzter Tag, wenn Sie eine Aufgabe übertragen"),
        required=False,
        help_text=_("Leer: bis jemand es beendet."),
    )


class ShowMyselfForm(forms.Form):
    """Consent to be shown at an organisation."""

    does = LineField(
        label=_("Was Sie dort tun, in einer Zeile"),
        max_length=200,
        error_messages={"required": _(WhatTheyDoMissing.text)},
    )
    post = forms.ChoiceField(label=_("Ihre Funktion"), required=False)
    agrees = forms.BooleanField(error_messages={"required": _(ConsentMissing.text)})

    def __init__(self, *args: Any, name: str, posts: Iterable[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._posts = {post.public_id: post for post in posts}
        field = self.fields["post"]
        assert isinstance(field, forms.ChoiceField)
        named = [(public_id, post.name) for public_id, post in self._posts.items()]
        field.choices = [("", gettext("keine davon")), *named]
        words = gettext(
            "Ich bin einverstanden, dass auf der öffentlichen Seite der Organisation mein Name "
            "„{name}“ und diese Angaben stehen. Das kann ich jederzeit zurücknehmen."
        )
        self.fields["agrees"].label = words.format(name=name)

    def clean_post(self) -> Post | None:
        return self._posts.get(self.cleaned_data["post"])
