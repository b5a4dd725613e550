"""A small portfolio for tests: a unit, a district, a network, and measures of theirs."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import (
    Health,
    IndicatorKind,
    ItemKind,
    MeasureType,
    Outcome,
    Phase,
    State,
)
from mitmachstadt.measures.models import Measure, PrinciplesVersion
from mitmachstadt.measures.rules.contents import Content
from mitmachstadt.people.actions import found_organisation, join_organisation
from mitmachstadt.people.enums import MembershipRole, OrganisationKind
from mitmachstadt.people.models import District, Organisation, Person
from mitmachstadt.people.queries import Visitor
from tests import factories as f
from tests.factories import DAY, NOW

TODAY = date(2026, 11, 21)
WEEK = timedelta(days=7)
REASON = "Alle Unterlagen liegen vor."
LONG = "Die Lieferung kommt erst im Mai."
UNDERSTOOD = Content(
    title="Ampeln, die warten",
    summary="Ampeln warten, bis langsame Menschen drüben sind.",
    problem="Wer langsam geht, kommt bei Grün nicht über die Straße.",
    understood_on=TODAY - 30 * DAY,
    understood_by="Bezirksamt und Seniorenvertretung bei zwei Begehungen",
    goals="Niemand steht mehr bei Rot auf der Fahrbahn.",
    for_whom="Menschen, die langsam gehen",
)
RESOURCED = replace(
    UNDERSTOOD,
    amount="1,3 Mio. €",
    posts="1,5",
    funding="Kapitel 0750, Titel 52112",
    role="Leitung Verkehrstechnik",
    competence="Das Bezirksamt ist Straßenverkehrsbehörde.",
)


@dataclass
class City:
    """Who there is; each with somebody who may write for it."""

    office: Visitor
    unit: Organisation
    district: District
    district_office: Organisation
    worker: Visitor
    club: Organisation
    member: Visitor
    company: Organisation


def working(name: str, organisation: Organisation) -> Visitor:
    """Somebody who works at a unit."""
    person = f.person(name)
    join_organisation(
        person=person, organisation=organisation, role=MembershipRole.WORKS, at=NOW - 300 * DAY
    )
    return f.visitor(person)


def city() -> City:
    """A city with its central unit, a district office, a club and a company."""
    office, district = f.office("R. Seidenfaden"), f.district("Mitte")
    unit = f.organisation("Stabsstelle", kind=OrganisationKind.SENATE_DEPARTMENT)
    actions.name_central_unit(unit=unit, visitor=office, at=NOW - 200 * DAY)
    bezirk = found_organisation(
        name="Bezirksamt Mitte", kind=OrganisationKind.DISTRICT_OFFICE, district=district
    )
    member: Person = f.person("Mia Verein")
    return City(
        office=office,
        unit=unit,
        district=district,
        district_office=bezirk,
        worker=working("C. Petrow", bezirk),
        club=f.organisation("Klartext e. V.", member),
        member=f.visitor(member),
        company=f.organisation("Kastanie IT eG", kind=OrganisationKind.BUSINESS),
    )


def decentral(here: City, content: Content = UNDERSTOOD, **rest: Any) -> Measure:
    """A measure of the district office."""
    given = {"visitor": here.office, "at": NOW, "confirmed": True, **rest}
    return actions.start_measure(
        type=MeasureType.DECENTRAL, owner=here.district_office, content=content, **given
    )


def principles(here: City, *, label: str = "2026", on: date | None = None) -> PrinciplesVersion:
    """A version in force with one principle and one factor."""
    at = NOW - 100 * DAY
    version = actions.word_principles(
        label=label,
        items=[
            (ItemKind.PRINCIPLE, "menschenzentriert und systemisch"),
            (ItemKind.FACTOR, "Ergebnisse sind offen zugänglich"),
        ],
        visitor=here.office,
        at=at,
    )
    return actions.bring_into_force(version=version, visitor=here.office, at=at, on=on)


def committed(here: City) -> None:
    """The club has signed the principles."""
    actions.commit_to_principles(
        organisation=here.club, version=principles(here), visitor=here.member, at=NOW - DAY / 2
    )


def network(here: City, content: Content = UNDERSTOOD, **rest: Any) -> Measure:
    """A measure of the club; it has signed."""
    given = {"visitor": here.member, "at": NOW, "confirmed": True, **rest}
    return actions.start_measure(
        type=MeasureType.NETWORK, owner=here.club, content=content, **given
    )


def check_all(here: City, measure: Measure) -> None:
    for number in (1, 2):
        actions.check_item(
            measure=measure, number=number, evidence=f"Bericht Nr. {number} im Netz",
            visitor=here.office, at=NOW,
        )  # fmt: skip


def full(here: City, number: int = 1) -> Measure:
    """A measure on which `number` of everything hangs."""
    content = replace(
        RESOURCED, starts=TODAY - 40 * DAY, ends=TODAY + 400 * DAY, districts=(here.district,),
        programme="Lebenswert", repository="https://git.example.org/a", standards="GTFS",
    )  # fmt: skip
    measure = decentral(here, content, phase=Phase.PILOT)
    by = {"visitor": here.office, "at": NOW}
    for each in range(number):
        made = actions.plan_milestone(measure=measure, title=f"Stufe {each}", day=TODAY - DAY, **by)
        actions.move_milestone(milestone=made, day=TODAY + (each + 1) * DAY, reason=LONG, **by)
        risk = actions.tell_risk(
            measure=measure, text=f"Geräte fehlen, Teil {each}", owner=here.unit,
            since=TODAY - 9 * DAY, blocks=True, **by,
        )  # fmt: skip
        if each:
            actions.resolve_risk(risk=risk, words=LONG, **by)
        indicator = actions.set_indicator(
            measure=measure, kind=IndicatorKind.OUTCOME, name=f"Wartezeit {each}", unit="Sekunden",
            baseline=Decimal("42.5"), baseline_on=TODAY - 99 * DAY, target=Decimal("30"),
            target_on=TODAY + 99 * DAY, **by,
        )  # fmt: skip
        actions.read_off(indicator=indicator, value=Decimal("37.250"), on=TODAY, **by)
        actions.plan_money(
            measure=measure, title=f"Sensoren {each}", year=2026, recurring=True,
            requested="1.300.000 €", approved="1 Mio. €", spent="1.100.000 €", **by,
        )  # fmt: skip
        actions.learn(measure=measure, tried=LONG, happened=LONG, changes=LONG, **by)
        box = actions.plan_iteration(
            measure=measure, goal=f"Kreuzung {each} ausstatten", starts=TODAY - WEEK, ends=TODAY,
            team=[here.worker.person], packages=[("Sensoren einbauen", here.unit)], **by,
        )  # fmt: skip
        actions.review_iteration(
            iteration=box, findings="Zwei von drei laufen gut.", outcome=Outcome.ADAPT,
            reason=LONG, **by,
        )  # fmt: skip
        actions.refer_to_paper(measure=measure, number=f"19/{each + 1}", **by)
        other = f.organisation(f"Verein {each}")
        actions.involve(measure=measure, organisation=other, role="erprobt", **by)
        actions.say_status(
            measure=measure, state=State.RUNNING, health=Health.YELLOW, words=LONG, **by
        )
    return measure
