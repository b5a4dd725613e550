from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.arena.enums import LONGEST_NOTE, LONGEST_OFFER, MOST_FIELDS
from mitmachstadt.arena.forms.fields import area, day_field
from mitmachstadt.arena.forms.voices import VoiceForm
from mitmachstadt.contributions.enums import LONGEST_TITLE
from mitmachstadt.people.forms import NEEDED, LineField
from mitmachstadt.taxonomies.models import Entry


class OfferForm(VoiceForm):
    """What somebody can do, for what, and until when."""

    title = LineField(
        label=_("Was bieten Sie an?"),
        max_length=LONGEST_TITLE,
        help_text=_("Kurz: „Ich kann Webseiten auf Barrieren prüfen“."),
        error_messages={"required": NEEDED},
    )
    text = area(
        _("Was können Sie beitragen?"),
        5,
        LONGEST_OFFER,
        _("Ohne Adresse und Telefonnummer: Kontakt gibt es nur über diese Seite."),
    )
    until = day_field(_("Bis wann gilt das?"), help_text=_("Höchstens ein Jahr, verlängerbar."))

    def __init__(self, *given: Any, terms: Sequence[Entry], **rest: Any) -> None:
        super().__init__(*given, **rest)
        if terms:
            self.fields["fields"] = forms.MultipleChoiceField(
                label=_("Handlungsfeld"),
                required=False,
                choices=[(entry.term.public_id, entry.name_de) for entry in terms],
                widget=forms.CheckboxSelectMultiple,
                help_text=gettext("Höchstens {most}.").format(most=MOST_FIELDS),
            )

    @property
    def given(self) -> dict[str, Any]:
        values = self.cleaned_data
        return {
            "title": values["title"],
            "text": values["text"],
            "until": values["until"],
            "fields": values.get("fields", []),
            "organisation": self.organisation,
        }


class UntilForm(forms.Form):
    until = day_field(_("Bis wann gilt das?"), help_text=_("Höchstens ein Jahr, verlängerbar."))


class NoteForm(forms.Form):
    """A few words to those who take responsibility for an idea, or back."""

    note = LineField(
        label=_("Ein paar Worte dazu"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=_("Nur für die, die sich um die Idee kümmern. Ohne Adresse und Telefonnummer."),
    )
