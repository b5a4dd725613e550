import re
from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.enums import LONGEST_NAME
from mitmachstadt.contributions.forms import new_submission
from mitmachstadt.contributions.forms.remarks import words_field
from mitmachstadt.nodes.forms import public_id_in
from mitmachstadt.nodes.models import Node
from mitmachstadt.outreach.enums import LONGEST_LINE, MOST_CARDS, PerSheet
from mitmachstadt.outreach.forms.occasions import named_topics
from mitmachstadt.people.forms import NEEDED, LineField

_SUBMISSION = re.compile(r"[0-9a-f]{32}")


class SheetForm(forms.Form):
    """How many cards, and about what."""

    about = forms.ChoiceField(label=_("Worum geht es?"), required=False)
    other = forms.CharField(
        label=_("Oder eine andere Textstelle"),
        required=False,
        max_length=300,
        help_text=_("Dauerhafte Adresse, zum Beispiel …/n/abcdefghjk/"),
    )
    question = LineField(
        label=_("Die Frage in einfachen Worten"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=_("Steht auf der Karte über dem Wortlaut."),
    )
    count = forms.IntegerField(
        label=_("Zahl der Karten"),
        min_value=1,
        max_value=MOST_CARDS,
        initial=20,
        error_messages={"required": NEEDED},
    )
    per_sheet = forms.TypedChoiceField(
        label=_("Größe"),
        choices=PerSheet.choices,
        coerce=int,
        initial=PerSheet.FOUR,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: QueryDict | None = None, *, topics: Iterable[Node]) -> None:
        super().__init__(data)
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)
        named = named_topics(topics)
        field.choices = [*named, ("", _("eine andere"))]
        self.initial["about"] = named[0][0] if named else ""

    @property
    def chosen(self) -> str:
        values = self.cleaned_data
        return public_id_in(values["other"]) if values["other"] else values["about"]


class CompareForm(forms.Form):
    """A card typed a second time."""

    card = LineField(label=_("Kartennummer"), max_length=20, error_messages={"required": NEEDED})
    text = words_field(_("Text, wie er auf der Karte steht"))
    meant = forms.BooleanField(label=_("so gemeint, alle dürfen es lesen"), required=False)

    @property
    def asks_meant(self) -> bool:
        return bool(self.is_bound and "meant" in self.errors)


class KioskForm(forms.Form):
    name = LineField(
        label=_("Name des Geräts"),
        max_length=LONGEST_LINE,
        help_text=_("Zum Beispiel: Bildschirm am Eingang. Jedes Gerät braucht ein eigenes."),
        error_messages={"required": NEEDED},
    )


class WriteForm(forms.Form):
    """What somebody writes at a kiosk."""

    text = words_field(_("Ihr Text"))
    name = LineField(
        label=_("Ihr Name"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("Sie können das Feld leer lassen oder ein Pseudonym nehmen."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    submission = forms.CharField(required=False, widget=forms.HiddenInput)
    run = forms.IntegerField(min_value=0, max_value=2**31, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, run: int) -> None:
        super().__init__(data, initial={"run": run, "submission": new_submission()})
        self.fields["text"].widget.attrs |= {"autocomplete": "off", "rows": 6}

    def clean_submission(self) -> str:
        given: str = self.cleaned_data["submission"]
        return given if _SUBMISSION.fullmatch(given) else new_submission()
