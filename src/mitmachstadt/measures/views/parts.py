"""The verbs at the desk of a measure, each with its form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.measures import actions, queries
from mitmachstadt.measures.enums import Health, IndicatorKind, MeasureType, Outcome, Phase, State
from mitmachstadt.measures.forms import endings
from mitmachstadt.measures.forms import parts as forms
from mitmachstadt.measures.queries.desk import candidates, hanging, package_of
from mitmachstadt.measures.rules.working import for_whom_reviewing
from mitmachstadt.people.enums import ADMINISTRATION
from mitmachstadt.people.queries import (
    Visitor,
    districts,
    organisation_by_public_id,
    public_organisations,
)

type Said = Mapping[str, Any]
type Act = Callable[[Any, Said, Visitor, datetime], object]


@dataclass(frozen=True)
class Part:
    """What a verb is called, what it asks for, and what it does."""

    label: str | Promise
    form: type[forms.PartForm]
    act: Act

    def known(self, page: queries.MeasurePage, at: datetime) -> forms.Known:
        """What its choices are made of; only what this form shows is asked for."""
        names = self.form.base_fields
        somebody = {"owner", "organisation"} & set(names)
        return forms.Known(
            page,
            organisations=public_organisations() if somebody else [],
            districts=districts() if "districts" in names else [],
            people=candidates(page.measure, at=at) if "team" in names else [],
            principles=queries.principles_in_force(page.today) if "item" in names else None,
        )


def can_review(me: Visitor, at: datetime) -> bool:
    return bool(for_whom_reviewing(me, at=at))


def _row(measure: Any, name: str, number: str) -> Any:
    found = hanging(measure, name, int(number))
    if found is None:
        raise Http404(gettext("Das gibt es nicht (mehr)."))
    return found


def _organisation(public_id: str) -> Any:
    found = organisation_by_public_id(public_id)
    if found is None:
        raise Http404(gettext("Diese Stelle gibt es nicht."))
    return found


def _phase(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    to = Phase(int(said["to"]))
    return actions.move_phase(measure=measure, to=to, reason=said["reason"], visitor=me, at=at)


def _status(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    state, health = State(said["state"]), Health(said["health"])
    return actions.say_status(
        measure=measure, state=state, health=health, words=said["words"], visitor=me, at=at
    )


def _milestone(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    return actions.plan_milestone(measure=measure, **said, visitor=me, at=at)


def _move(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    row = _row(measure, "milestones", said["milestone"])
    return actions.move_milestone(
        milestone=row, day=said["day"], reason=said["reason"], visitor=me, at=at
    )


def _reach(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    row = _row(measure, "milestones", said["milestone"])
    return actions.reach_milestone(milestone=row, on=said["day"], visitor=me, at=at)


def _money(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    return actions.plan_money(measure=measure, **said, visitor=me, at=at)


def _change_money(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    amounts = {name: said[name] for name in ("requested", "approved", "spent")}
    row = _row(measure, "budget_lines", said["line"])
    return actions.change_money(line=row, **amounts, visitor=me, at=at)


def _risk(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    owner = _organisation(said["owner"])
    return actions.tell_risk(
        measure=measure, text=said["text"], owner=owner, since=said["since"],
        blocks=said["blocks"], visitor=me, at=at,
    )  # fmt: skip


def _resolve(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    row = _row(measure, "risks", said["risk"])
    return actions.resolve_risk(risk=row, words=said["words"], visitor=me, at=at)


def _indicator(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    given = {**said, "kind": IndicatorKind(said["kind"])}
    return actions.set_indicator(measure=measure, **given, visitor=me, at=at)


def _reading(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    row = _row(measure, "indicators", said["indicator"])
    return actions.read_off(indicator=row, value=said["value"], on=said["day"], visitor=me, at=at)


def _lesson(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    return actions.learn(measure=measure, **said, visitor=me, at=at)


def _iteration(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    chosen = set(said["team"])
    team = [each for each in candidates(measure, at=at) if each.public_id in chosen]
    return actions.plan_iteration(
        measure=measure, goal=said["goal"], starts=said["starts"], ends=said["ends"], team=team,
        packages=[(line, None) for line in said["packages"].splitlines() if line.strip()],
        visitor=me, at=at,
    )  # fmt: skip


def _review(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    row = _row(measure, "iterations", said["iteration"])
    return actions.review_iteration(
        iteration=row, findings=said["findings"], outcome=Outcome(said["outcome"]),
        reason=said["reason"], visitor=me, at=at,
    )  # fmt: skip


def _involve(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    other = _organisation(said["organisation"])
    return actions.involve(
        measure=measure, organisation=other, role=said["role"], visitor=me, at=at
    )


def _paper(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    return actions.refer_to_paper(measure=measure, **said, visitor=me, at=at)


def _evidence(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    number = int(said["item"])
    return actions.check_item(
        measure=measure, number=number, evidence=said["evidence"], visitor=me, at=at
    )


def _end_involvement(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    row = _row(measure, "involvements", said["involved"])
    actions.end_involvement(involvement=row, visitor=me, at=at)
    return row


def _uncheck(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    row = _row(measure, "checked", said["item"])
    actions.uncheck_item(item=row, visitor=me, at=at)
    return row


def _finish(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    package = package_of(measure, int(said["package"]))
    if package is None:
        raise Http404(gettext("Das gibt es nicht (mehr)."))
    return actions.finish_package(package=package, visitor=me, at=at)


def _open(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    closes = midnight_after(said["day"])
    return actions.open_participation(measure=measure, closes=closes, visitor=me, at=at)


def _recognise(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    return actions.recognise(measure=measure, **said, visitor=me, at=at)


def _revoke(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    return actions.revoke_recognition(measure=measure, **said, visitor=me, at=at)


def _copy(measure: Any, said: Said, me: Visitor, at: datetime) -> object:
    owner, numbers = _organisation(said["owner"]), set(said["districts"])
    public = owner.kind in ADMINISTRATION
    return actions.copy_measure(
        original=measure, title=said["title"], owner=owner,
        type=MeasureType.DECENTRAL if public else MeasureType.NETWORK,
        districts=[each for each in districts() if str(each.number) in numbers],
        visitor=me, at=at,
    )  # fmt: skip


PARTS = {
    "phase": Part(_("Phase ändern"), forms.PhaseForm, _phase),
    "stand": Part(_("Stand sagen"), forms.StatusForm, _status),
    "meilenstein": Part(_("Meilenstein planen"), forms.MilestoneForm, _milestone),
    "verschieben": Part(_("Meilenstein verschieben"), forms.MoveMilestoneForm, _move),
    "erreicht": Part(_("Meilenstein erreicht"), forms.ReachMilestoneForm, _reach),
    "geld": Part(_("Geld planen"), forms.MoneyForm, _money),
    "geld-aendern": Part(_("Geld ändern"), forms.ChangeMoneyForm, _change_money),
    "risiko": Part(_("Risiko oder Hindernis melden"), forms.RiskForm, _risk),
    "erledigt": Part(_("Risiko oder Hindernis erledigt"), forms.ResolveRiskForm, _resolve),
    "indikator": Part(_("Indikator festlegen"), forms.IndicatorForm, _indicator),
    "messwert": Part(_("Messwert eintragen"), forms.ReadingForm, _reading),
    "erkenntnis": Part(_("Erkenntnis aufschreiben"), forms.LessonForm, _lesson),
    "abschnitt": Part(_("Arbeitsabschnitt planen"), forms.IterationForm, _iteration),
    "paket": Part(_("Arbeitspaket abschließen"), endings.FinishPackageForm, _finish),
    "bewertung": Part(_("Arbeitsabschnitt bewerten"), forms.ReviewForm, _review),
    "beteiligte": Part(_("Beteiligte nennen"), forms.InvolveForm, _involve),
    "beteiligte-ende": Part(_("Beteiligung beenden"), endings.EndInvolvementForm, _end_involvement),
    "drucksache": Part(_("Drucksache nennen"), forms.PaperForm, _paper),
    "beleg": Part(_("Prinzip oder Erfolgsfaktor belegen"), forms.EvidenceForm, _evidence),
    "beleg-streichen": Part(_("Beleg streichen"), endings.UncheckForm, _uncheck),
    "mitreden": Part(_("Zum Mitreden öffnen"), forms.ParticipationForm, _open),
    "anerkennung": Part(_("Anerkennen"), forms.RecognitionForm, _recognise),
    "widerruf": Part(_("Anerkennung widerrufen"), forms.RevocationForm, _revoke),
    "uebernahme": Part(_("Anderswo übernehmen"), forms.CopyForm, _copy),
}
