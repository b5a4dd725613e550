from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.formats.enums import (
    LONGEST_NAME,
    LONGEST_TITLE,
    LONGEST_WORDS,
    MAY_BE_SHORT,
    ConceptPart,
    FormatKind,
)
from mitmachstadt.formats.queries import RoleFacts
from mitmachstadt.kernel.city import word
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD, Moderation, Scope, Verb
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import District, Group
from mitmachstadt.people.queries import districts

_EARLIEST, _LATEST = 2000, 2099
_MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M"]
_DAYS = ["%Y-%m-%d", "%d.%m.%Y"]
HINTS = {
    ConceptPart.DECIDABLE: _("Woran können Beiträge noch etwas ändern? Nennen Sie die Teile."),
    ConceptPart.NOT_DECIDABLE: _("Was ist durch Gesetz, Beschluss oder Geld schon festgelegt?"),
    ConceptPart.WHO_DECIDES: _("Wer entscheidet über den Entwurf, welches Gremium beschließt?"),
    ConceptPart.HOW_USED: _("Wer liest, wie wird ausgewertet, was wird veröffentlicht?"),
    ConceptPart.ANSWERS_WHEN: _("Bis wann nach dem Ende hat jeder Beitrag eine Rückmeldung?"),
    ConceptPart.SELECTION: _("Offen für alle, eingeladen, ausgelost oder mit Quote; und warum?"),
    ConceptPart.DISTRICTS: _("Wer hat wen wann eingeladen, was geschieht mit den Antworten?"),
    ConceptPart.TERMS: _("Kurz oder als Verweis auf die Teilnahmebedingungen."),
    ConceptPart.LICENCE: _("Zum Beispiel „CC BY 4.0“."),
}

# What the fields that hold somebody's words are called, where they come back without their form.
LABELS = {part.value: part.label for part in ConceptPart} | {
    "title": _("Titel"),
    "purpose": _("Worum geht es?"),
    "name": _("Name der Phase"),
    "answer": _("Antwort"),
    "reason": _("Begründung"),
}


class Moment(forms.DateTimeField):
    """A point in time, as browsers send it or as people in Germany write it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(input_formats=_MOMENTS, widget=widget, **options)
        self.validators += [
            MinValueValidator(datetime(_EARLIEST, 1, 1, tzinfo=UTC)),
            MaxValueValidator(datetime(_LATEST, 12, 31, tzinfo=UTC)),
        ]


class Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(input_formats=_DAYS, widget=widget, **options)
        self.validators += [
            MinValueValidator(date(_EARLIEST, 1, 1)),
            MaxValueValidator(date(_LATEST, 12, 31)),
        ]


def words(*, rows: int = 4, **options: Any) -> forms.CharField:
    """A text area. Its length is judged by the rules, so that no word is lost on the way."""
    area = forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_WORDS})
    return forms.CharField(widget=area, strip=False, **options)


class Question(forms.CharField):
    """A question of the concept: to be answered before the opening, but not at once."""

    def validate(self, value: Any) -> None:
        """An empty answer is a gap, which the rules name."""


class FormatsForm(forms.Form):
    """A form that shows a refusal of the rules beside the field it is about."""

    # Which field a refusal belongs to, by its code.
    place: ClassVar[dict[str, str]] = {}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("auto_id", f"{type(self).__name__.lower()}-%s")
        super().__init__(*arguments, **options)

    def offer_districts(self) -> None:
        """Let the field `district` be chosen from the city's districts."""
        self.known = {str(district.number): district for district in districts()}
        choices = [(number, district.name) for number, district in self.known.items()]
        field = self.fields["district"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("Bitte wählen")), *choices]

    def clean_district(self) -> District | None:
        """The district whose number was sent."""
        return self.known.get(self.cleaned_data["district"])

    def show(self, refusal: Refusal) -> None:
        """Put the reason of a no beside what was typed."""
        field = str(refusal.data.get("part", self.place.get(refusal.code, "")))
        self.add_error(field if field in self.fields else None, refusal.in_words)


class ProcessForm(FormatsForm):
    place: ClassVar[dict[str, str]] = {
        "TitleMissing": "title",
        "PurposeMissing": "purpose",
        "DistrictMissing": "districts",
        "NeighbourhoodMissing": "neighbourhood",
    }

    title = forms.CharField(label=_("Titel"), max_length=LONGEST_TITLE)
    purpose = words(label=_("Worum geht es?"), help_text=_("Ein oder zwei Sätze für alle."))
    scope = forms.ChoiceField(
        label=_("Wo findet das Verfahren statt?"),
        choices=[
            (Scope.CITY.value, _("in der ganzen Stadt")),
            (Scope.DISTRICT.value, _("in einem Teil der Stadt")),
            (Scope.NEIGHBOURHOOD.value, _("an einem Ort, der kleiner ist")),
            (Scope.REGION.value, _("in der Stadt und ihrem Umland")),
        ],
        initial=Scope.CITY.value,
        widget=forms.RadioSelect,
    )
    districts = forms.MultipleChoiceField(
        label=word("districts"), required=False, widget=forms.CheckboxSelectMultiple
    )
    neighbourhood = forms.CharField(
        label=_("Name des kleineren Ortes"), required=False, max_length=LONGEST_NEIGHBOURHOOD
    )
    audience = forms.ChoiceField(
        label=_("Wer kann mitmachen?"),
        choices=[
            (group.value, group.label) for group in (BuiltInGroup.EVERYONE, BuiltInGroup.SIGNED_IN)
        ],
        initial=BuiltInGroup.EVERYONE.value,
        widget=forms.RadioSelect,
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.known = {str(district.number): district for district in districts()}
        field = self.fields["districts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(number, district.name) for number, district in self.known.items()]

    def clean_districts(self) -> list[District]:
        """The districts whose numbers were sent, in the city's order."""
        sent = set(self.cleaned_data["districts"])
        return [district for number, district in self.known.items() if number in sent]

    def clean_scope(self) -> Scope:
        return Scope(self.cleaned_data["scope"])


class ConceptForm(FormatsForm):
    """The nine questions; after the opening also why an answer changes."""

    place: ClassVar[dict[str, str]] = {"ReasonNeeded": "reason"}
    use_required_attribute = False

    def __init__(self, *arguments: Any, opened: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for part in ConceptPart:
            rows = 2 if part in MAY_BE_SHORT else 4
            area = forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_WORDS})
            self.fields[part.value] = Question(
                label=part.label, help_text=HINTS[part], widget=area, strip=False
            )
        if opened:
            self.fields["reason"] = words(
                label=gettext("Warum ändert sich das Konzept?"),
                help_text=gettext("Die Begründung und die bisherige Fassung bleiben öffentlich."),
            )

    @property
    def words(self) -> dict[str, str]:
        return {part.value: self.cleaned_data[part.value] for part in ConceptPart}


class PhaseForm(FormatsForm):
    place: ClassVar[dict[str, str]] = {
        "PhaseNameMissing": "name",
        "EndsBeforeItStarts": "closes",
        "PhaseIsOver": "closes",
        "AnswerDueTooEarly": "answer_due",
        "NothingOpened": "verbs",
    }

    name = forms.CharField(label=_("Name der Phase"), max_length=LONGEST_NAME)
    opens = Moment(label=_("Beginn"))
    closes = Moment(label=_("Ende"))
    answer_due = Moment(
        label=_("Rückmeldungen bis"),
        help_text=_(
            "Bis dahin hat jeder Beitrag eine Antwort. Danach steht hier öffentlich, "
            "wie viele fehlen."
        ),
    )
    verbs = forms.TypedMultipleChoiceField(
        label=_("Was ist möglich?"),
        choices=[(verb.value, verb.label) for verb in Verb],
        coerce=lambda value: Verb(int(value)),
        initial=[verb.value for verb in Verb],
        widget=forms.CheckboxSelectMultiple,
    )
    moderation = forms.ChoiceField(
        label=_("Was wartet auf Freigabe?"),
        choices=Moderation.choices,
        initial=Moderation.WITHOUT_ACCOUNT.value,
        widget=forms.RadioSelect,
    )

    def clean_moderation(self) -> Moderation:
        return Moderation(self.cleaned_data["moderation"])


class ExtensionForm(FormatsForm):
    place: ClassVar[dict[str, str]] = {
        "ReasonNeeded": "reason",
        "PhaseShortened": "closes",
        "EndsBeforeItStarts": "closes",
        "AnswerDueTooEarly": "answer_due",
    }

    phase = forms.IntegerField(widget=forms.HiddenInput)
    closes = Moment(label=_("Neues Ende"))
    answer_due = Moment(label=_("Rückmeldungen bis"))
    reason = words(label=_("Warum wird verlängert?"), help_text=_("Die Begründung ist öffentlich."))


class PurposeForm(FormatsForm):
    place: ClassVar[dict[str, str]] = {"TitleMissing": "title", "PurposeMissing": "purpose"}

    title = forms.CharField(label=_("Titel"), max_length=LONGEST_TITLE)
    purpose = words(label=_("Worum geht es?"), help_text=_("Ein oder zwei Sätze für alle."))


class CallOffForm(FormatsForm):
    place: ClassVar[dict[str, str]] = {"ReasonNeeded": "reason"}

    reason = words(
        label=_("Warum wird abgebrochen?"),
        help_text=_("Die Begründung ist öffentlich und steht oben auf der Seite des Verfahrens."),
    )


class InvolvementForm(FormatsForm):
    place: ClassVar[dict[str, str]] = {
        "InvitedInFuture": "invited_on",
        "AnsweredInFuture": "answered_on",
        "AnsweredBeforeInvited": "answered_on",
        "AnswerIncomplete": "answer",
        "AlreadyRecorded": "invited_on",
    }

    district = forms.ChoiceField(label=word("district"))
    unit = forms.CharField(
        label=_("Eingeladene Stelle"),
        max_length=200,
        required=False,
        help_text=_("Ohne Angabe: die Verwaltung dort."),
    )
    invited_on = Day(label=_("Eingeladen am"))
    answered_on = Day(label=_("Geantwortet am"), required=False)
    answer = words(
        label=_("Antwort"),
        required=False,
        help_text=_("Der Wortlaut oder eine Zusammenfassung; die Antwort ist öffentlich."),
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.offer_districts()


class RoleForm(FormatsForm):
    """What a city says to people in a role."""

    place: ClassVar[dict[str, str]] = {"RoleWordsMissing": "text"}

    text = words(label=_("Was wir Menschen in dieser Rolle sagen"), rows=5)
    formats = forms.MultipleChoiceField(
        label=_("Formate, zu denen sie eingeladen werden"),
        required=False,
        choices=FormatKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    groups = forms.MultipleChoiceField(
        label=_("Gruppen, deren Beteiligungen auch für sie offen sind"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, facts: RoleFacts, groups: Iterable[Group], **more: Any) -> None:
        chosen = {
            "text": facts.text,
            "formats": [kind.value for kind in facts.formats],
            "groups": [group.code for group in facts.groups],
        }
        super().__init__(*given, initial=chosen, **more)
        self.offered = {group.code: group for group in groups}
        field = self.fields["groups"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, group.name) for code, group in self.offered.items()]
        if not self.offered:
            del self.fields["groups"]

    def clean_formats(self) -> list[FormatKind]:
        return [FormatKind(name) for name in self.cleaned_data["formats"]]

    def clean_groups(self) -> list[Group]:
        return [self.offered[code] for code in self.cleaned_data["groups"]]
