"""Who was invited, and what they answered."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.formats.enums import (
    INVITATION_WORDS,
    LONGEST_NAME,
    LONGEST_STEP,
    InvitationChannel,
    Stance,
)
from mitmachstadt.formats.forms.fields import Day, FormatsForm, words
from mitmachstadt.kernel.city import word
from mitmachstadt.people.models import District, Organisation

_LARGEST_NUMBER = 2_000_000_000


class InvolvementForm(FormatsForm):
    """An invitation and, once it has come, its answer."""

    place: ClassVar[dict[str, str]] = {
        "NobodyInvited": "district",
        "InvitedInFuture": "invited_on",
        "RespondByTooEarly": "respond_by",
        "AnsweredInFuture": "answered_on",
        "AnsweredBeforeInvited": "answered_on",
        "AnswerIncomplete": "answer",
        "StanceWithoutAnswer": "stance",
        "AlreadyRecorded": "invited_on",
        "CorrectionWithoutReason": "reason",
    }

    district = forms.ChoiceField(label=word("district"), required=False)
    organisation = forms.ChoiceField(
        label=INVITATION_WORDS["organisation"],
        required=False,
        help_text=_("Wenn sie im Verzeichnis steht; sonst unten ihr Name."),
    )
    unit = forms.CharField(
        label=_("Eingeladene Stelle"),
        max_length=200,
        required=False,
        help_text=_("Ohne Angabe: die Stelle von oben oder die Verwaltung dort."),
    )
    audience = forms.CharField(
        label=INVITATION_WORDS["audience"],
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("Zum Beispiel „alle Beschäftigten“."),
    )
    channel = forms.ChoiceField(label=INVITATION_WORDS["channel"], required=False)
    invited_on = Day(label=_("Eingeladen am"))
    respond_by = Day(label=INVITATION_WORDS["respond_by"], required=False)
    answered_on = Day(label=_("Geantwortet am"), required=False)
    stance = forms.ChoiceField(label=INVITATION_WORDS["stance"], required=False)
    answer = words(
        label=_("Antwort"),
        required=False,
        help_text=_("Der Wortlaut oder eine Zusammenfassung; die Antwort ist öffentlich."),
    )
    responses = forms.IntegerField(
        label=INVITATION_WORDS["responses"],
        required=False,
        min_value=0,
        max_value=_LARGEST_NUMBER,
        help_text=_("Wenn viele zugleich eingeladen waren: wie viele sich gemeldet haben."),
    )

    def __init__(
        self,
        *arguments: Any,
        districts: Iterable[District],
        organisations: Iterable[Organisation],
        **options: Any,
    ) -> None:
        super().__init__(*arguments, **options)
        self.known = {str(district.number): district for district in districts}
        self._organisations = {each.public_id: each for each in organisations}
        none = [("", gettext("keine Angabe"))]
        places = [(number, district.name) for number, district in self.known.items()]
        units = [(public_id, each.name) for public_id, each in self._organisations.items()]
        self._choose("district", [("", gettext("keiner")), *places])
        self._choose("organisation", [*none, *units])
        self._choose("channel", [*none, *InvitationChannel.choices])
        self._choose("stance", [*none, *Stance.choices])

    def clean_district(self) -> District | None:
        """The district whose number was sent."""
        return self.known.get(self.cleaned_data["district"])

    def clean_organisation(self) -> Organisation | None:
        return self._organisations.get(self.cleaned_data["organisation"])

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class CorrectionForm(InvolvementForm):
    """A record as it should have been, and why."""

    reason = forms.CharField(
        label=_("Warum wird berichtigt?"),
        max_length=LONGEST_STEP,
        required=False,
        help_text=_("Der Grund und was vorher dort stand, bleiben öffentlich."),
    )


class ReminderForm(FormatsForm):
    place: ClassVar[dict[str, str]] = {"RemindedOutOfOrder": "on", "RemindedAlready": "on"}

    on = Day(label=_("Erinnert am"))
