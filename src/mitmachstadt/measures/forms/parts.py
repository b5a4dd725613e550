"""One small form for each verb at the desk of a measure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.measures.enums import Health, IndicatorKind, Outcome, Phase, State
from mitmachstadt.measures.forms import fields
from mitmachstadt.measures.models import PrinciplesVersion
from mitmachstadt.measures.queries import MeasurePage
from mitmachstadt.people.models import District, Organisation, Person


@dataclass(frozen=True)
class Known:
    """What the choices of these forms are made of."""

    page: MeasurePage
    organisations: list[Organisation] = field(default_factory=list)
    districts: list[District] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    principles: PrinciplesVersion | None = None


class PartForm(forms.Form):
    """A form whose choices come from the measure: `choices_of` fills them by their field's name."""

    def __init__(self, data: Any = None, *, known: Known) -> None:
        super().__init__(data)
        for name, found in self.choices_of(known).items():
            given = self.fields[name]
            assert isinstance(given, forms.ChoiceField)
            given.choices = list(found)

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        return {}


class PhaseForm(PartForm):
    to = fields.choice(_("Nächster Schritt"))
    reason = fields.reason()

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        now = known.page.measure.phase
        ways = ((now + 1, _("vor zu: {phase}")), (now - 1, _("zurück zu: {phase}")))
        return {
            "to": [
                (number, str(words).format(phase=Phase(number).label))
                for number, words in ways
                if number in Phase
            ]
        }


class StatusForm(PartForm):
    state = fields.choice(_("Stand"), State.choices)
    health = fields.choice(_("Wie es läuft"), Health.choices)
    words = fields.reason(_("In einem Satz"))


class MilestoneForm(PartForm):
    title = fields.line(_("Was bis dahin erreicht ist"))
    day = fields.day(_("Tag"))
    text = fields.area(_("Genauer"), required=False)


def _milestones(known: Known) -> list[tuple[int, str]]:
    rows = [row for row in known.page.milestones if not row["reached"]]
    return [(row["pk"], f"{row['title']} ({day_in_words(row['planned'])})") for row in rows]


class MoveMilestoneForm(PartForm):
    milestone = fields.choice(_("Meilenstein"))
    day = fields.day(_("Neuer Tag"))
    reason = fields.reason()

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        return {"milestone": _milestones(known)}


class ReachMilestoneForm(PartForm):
    milestone = fields.choice(_("Meilenstein"))
    day = fields.day(_("Erreicht am"))

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        return {"milestone": _milestones(known)}


class MoneyForm(PartForm):
    title = fields.line(_("Titel im Haushalt"))
    year = forms.IntegerField(label=_("Jahr"), min_value=1990, max_value=2100)
    recurring = forms.BooleanField(label=_("fällt jedes Jahr an"), required=False)
    requested = fields.money(_("Beantragt"), required=True)
    approved = fields.money(_("Bewilligt"))
    spent = fields.money(_("Ausgegeben"))


class ChangeMoneyForm(PartForm):
    line = fields.choice(_("Zeile"))
    requested = fields.money(_("Beantragt"), required=True)
    approved = fields.money(_("Bewilligt"))
    spent = fields.money(_("Ausgegeben"))

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        return {"line": [(row["pk"], f"{row['title']} {row['year']}") for row in known.page.money]}


class RiskForm(PartForm):
    text = fields.reason(_("Risiko oder Hindernis"))
    blocks = forms.BooleanField(label=_("hält die Maßnahme auf"), required=False)
    owner = fields.choice(_("Wer sich kümmert"))
    since = fields.day(_("Besteht seit"))

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        return {"owner": fields.named(known.organisations)}


class ResolveRiskForm(PartForm):
    risk = fields.choice(_("Risiko oder Hindernis"))
    words = fields.reason(_("Wie es sich erledigt hat"))

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        rows = [row for row in known.page.risks if not row["resolved"]]
        return {"risk": [(row["pk"], row["text"][:80]) for row in rows]}


class IndicatorForm(PartForm):
    kind = fields.choice(_("Art"), IndicatorKind.choices)
    name = fields.line(_("Was gemessen wird"))
    unit = fields.line(_("Einheit"), required=False, longest=60)
    baseline = fields.decimal(_("Ausgangswert"))
    baseline_on = fields.day(_("Ausgangswert vom"), required=False)
    target = fields.decimal(_("Ziel"))
    target_on = fields.day(_("Ziel bis"), required=False)


class ReadingForm(PartForm):
    indicator = fields.choice(_("Indikator"))
    value = forms.DecimalField(
        label=_("Wert"), localize=True, max_digits=15, decimal_places=3,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    day = fields.day(_("Gemessen am"))

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        return {"indicator": [(row["pk"], row["name"]) for row in known.page.indicators]}


class LessonForm(PartForm):
    tried = fields.area(_("Was wir versucht haben"))
    happened = fields.area(
        _("Was geschah"), _("Auch, was misslang. Über Sachen, nie über Menschen.")
    )
    changes = fields.area(_("Was wir ändern"))


class IterationForm(PartForm):
    goal = fields.reason(_("Ziel des Abschnitts"))
    starts = fields.day(_("Beginn"))
    ends = fields.day(_("Ende"))
    team = forms.MultipleChoiceField(
        label=_("Wer darin arbeitet"), widget=forms.CheckboxSelectMultiple
    )
    packages = fields.area(_("Arbeitspakete"), _("Je Zeile eins."), required=False)

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        return {"team": [(each.public_id, each.name) for each in known.people]}


class ReviewForm(PartForm):
    iteration = fields.choice(_("Abschnitt"))
    findings = fields.area(_("Befund"))
    outcome = fields.choice(_("Wie es weitergeht"), Outcome.choices)
    reason = fields.reason()

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        rows = [row for row in known.page.iterations if not row["review"]]
        return {"iteration": [(row["pk"], f"{row['number']}: {row['goal'][:80]}") for row in rows]}


class InvolveForm(PartForm):
    organisation = fields.choice(_("Wer"))
    role = fields.line(_("Als was"))

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        return {"organisation": fields.named(known.organisations)}


class PaperForm(PartForm):
    number = fields.line(_("Drucksache"), _("Zum Beispiel 19/1234 oder BVV 0815/VI"), longest=40)
    title = fields.line(_("Titel"), required=False)


class EvidenceForm(PartForm):
    item = fields.choice(_("Prinzip oder Erfolgsfaktor"))
    evidence = fields.reason(_("Was es belegt"))

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        items = known.principles.items if known.principles else []
        return {"item": [(item["number"], item["text"]) for item in items]}


class ParticipationForm(PartForm):
    day = fields.day(_("Offen bis einschließlich"))


class RecognitionForm(PartForm):
    reason = fields.reason()
    contact = fields.line(_("Ansprechstelle im Netzwerk"))
    invited_to = fields.line(_("Eingeladen zu"), required=False)


class RevocationForm(PartForm):
    reason = fields.reason()


class CopyForm(PartForm):
    title = fields.line(_("Name der Übernahme"))
    owner = fields.choice(_("Wer sie verantwortet"))
    districts = forms.MultipleChoiceField(label=_("Wo"), widget=forms.CheckboxSelectMultiple)

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        return {
            "owner": fields.named(known.organisations),
            "districts": [(each.number, each.name) for each in known.districts],
        }
