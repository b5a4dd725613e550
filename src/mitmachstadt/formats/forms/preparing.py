"""What is written before a process opens."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.formats.enums import (
    LONGEST_NAME,
    LONGEST_TITLE,
    LONGEST_WORDS,
    MAY_BE_SHORT,
    ConceptPart,
)
from mitmachstadt.formats.forms.fields import FormatsForm, Moment, Question, words
from mitmachstadt.kernel.city import word
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD, Moderation, Scope, Verb
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import District
from mitmachstadt.people.queries import districts

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


class PurposeForm(FormatsForm):
    place: ClassVar[dict[str, str]] = {"TitleMissing": "title", "PurposeMissing": "purpose"}

    title = forms.CharField(label=_("Titel"), max_length=LONGEST_TITLE)
    purpose = words(label=_("Worum geht es?"), help_text=_("Ein oder zwei Sätze für alle."))
