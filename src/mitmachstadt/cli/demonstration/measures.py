"""What the demonstration city does: measures of all kinds, at every phase, with their failures."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.files import days_before, read
from mitmachstadt.cli.demonstration.texts import OFFICE, Library
from mitmachstadt.kernel.csv_text import csv_lines
from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import Health, IndicatorKind, MeasureType, Outcome, Phase, State
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.rules.contents import Content
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.queries import Visitor, districts

BEGAN = 420
REVIEWER = "buero2"
_WHY = {
    Phase.PREPARATION: "Das Problem ist mit den Betroffenen geklärt.",
    Phase.PILOT: "Mittel, Verantwortung und Befugnis sind geklärt.",
    Phase.DEVELOPMENT: "Die Erprobung zeigt, dass es wirkt.",
    Phase.SCALING: "Was wir gelernt haben, steht fest; die laufenden Kosten sind eingeplant.",
}
_STATES = {
    State.RUNNING: "Die Arbeit läuft, der nächste Meilenstein steht bevor.",
    State.PLANNED: "Wir klären noch, was es braucht.",
    State.PAUSED: "Es ruht, bis über die Mittel entschieden ist.",
    State.FINISHED: "Alles läuft im Alltag; die Aufgabe ist übergeben.",
    State.STOPPED: "Es hat sich nicht bewährt; was wir gelernt haben, steht unten.",
}


def load_measures(cast: Cast, library: Library, at: datetime, *, whole: bool) -> None:
    """Principles, commitments, measures and copies: all of them, or the few of the story."""
    told = read("measures.json")
    _rules(told, cast, at)
    rows = told["measures"] if whole else told["measures"][: told["story"]]
    known = {
        row["key"]: _measure(row, told, cast, _source(library, nth), at)
        for nth, row in enumerate(rows)
    }
    for row in told["copies"]:
        if row["original"] in known:
            _copy(row, known[row["original"]], cast, at)
    _read_in(told["list"], cast.visitors[OFFICE], days_before(at, 40))


def _read_in(told: dict[str, Any], office: Visitor, at: datetime) -> None:
    """Some came from a list of the districts; what it does not say is missing here, too."""
    head, *rows = told["rows"]
    content = "".join(csv_lines(head, rows)).encode()
    actions.hold_list(
        content=content, name=told["name"], kind="", source=told["source"],
        type=MeasureType.DECENTRAL, owner=None, year=told["year"], visitor=office, at=at,
    )  # fmt: skip
    actions.import_measures(visitor=office, at=at)
    actions.put_list_away(visitor=office)


def _source(library: Library, nth: int) -> list[Node]:
    """Most carry out a passage of the text; every sixth comes from nowhere."""
    nodes = [passage.node for key, passage in sorted(library.passages.items())]
    public = [node for node in nodes if node.is_public]
    return [] if nth % 6 == 5 or not public else [public[(nth * 7) % len(public)]]


def _rules(told: dict[str, Any], cast: Cast, at: datetime) -> None:
    """Whose the central measures are, what organisations commit to, and that they did."""
    office, long_ago = cast.visitors[OFFICE], days_before(at, BEGAN + 60)
    unit = cast.organisations[told["unit"]]
    actions.name_central_unit(unit=unit, visitor=office, at=long_ago)
    items = [(kind, text) for kind, text in told["principles"]]
    version = actions.word_principles(
        label="Gute Praxis 1", items=items, visitor=office, at=long_ago
    )
    version = actions.bring_into_force(version=version, visitor=office, at=long_ago)
    network = {row["owner"] for row in told["measures"] if row["type"] == MeasureType.NETWORK}
    for key, owner in cast.organisation_of.items():
        if owner in network:
            actions.commit_to_principles(
                organisation=cast.organisations[owner], version=version,
                visitor=cast.visitors[key], at=days_before(at, BEGAN + 30),
            )  # fmt: skip
            network.remove(owner)


def _measure(
    row: dict[str, Any], told: dict[str, Any], cast: Cast, source: list[Node], at: datetime
) -> Measure:
    office = cast.visitors[OFFICE]
    measure = actions.start_measure(
        type=MeasureType(row["type"]),
        owner=cast.organisations[row["owner"]],
        content=_content(row, at),
        visitor=office,
        at=days_before(at, BEGAN),
        arising_from=source,
        phase=Phase(row["phase"]) if row["imported"] else Phase.PRE_PROCESS,
        imported=row["imported"],
        confirmed=True,
    )
    if row["type"] == MeasureType.NETWORK:
        for number, evidence in enumerate(told["evidence"], start=1):
            actions.check_item(
                measure=measure, number=number, evidence=evidence, visitor=office,
                at=days_before(at, BEGAN - 10),
            )  # fmt: skip
    _work(row, measure, cast, at)
    _end(row, measure, office, at)
    return measure


def _content(row: dict[str, Any], at: datetime) -> Content:
    """What it says; what was taken over says less."""
    began = timezone.localdate(days_before(at, BEGAN))
    numbers = set(row["districts"])
    gaps = row["imported"]
    return Content(
        title=row["title"],
        summary=row["summary"],
        problem=row["problem"],
        understood_on=None if gaps else began - timedelta(days=20),
        understood_by="" if gaps else "Fachamt und Betroffene bei zwei Terminen vor Ort",
        goals=row["goals"],
        for_whom=row["for_whom"],
        starts=began,
        ends=began + timedelta(days=1200),
        districts=tuple(each for each in districts() if each.number in numbers),
        programme=row["programme"],
        amount=row["amount"],
        posts="" if gaps else row["posts"],
        funding="N.N." if gaps else "Landeshaushalt und Förderprogramm",
        role="wird noch geklärt" if gaps else "Leitung des Fachgebiets",
        competence="" if gaps else "Die Aufgabe liegt nach Geschäftsverteilung bei der Stelle.",
        standards="" if gaps else "Offene Schnittstelle, Daten als CSV",
    )


def _work(row: dict[str, Any], measure: Measure, cast: Cast, at: datetime) -> None:
    """Phase by phase, with what each of them needs and leaves behind."""
    office = cast.visitors[OFFICE]
    _milestones(row, measure, office, at)
    actions.tell_risk(
        measure=measure, text=row["risk"], owner=measure.owner, blocks=row["blocks"],
        since=timezone.localdate(days_before(at, 90)), visitor=office, at=days_before(at, 90),
    )  # fmt: skip
    if row["phase"] >= Phase.PILOT:
        _results(row, measure, cast, at)
    if row["imported"]:
        return
    for to in list(Phase)[1 : row["phase"]]:
        moment = days_before(at, BEGAN - 60 * to)
        actions.move_phase(measure=measure, to=to, reason=_WHY[to], visitor=office, at=moment)


def _milestones(row: dict[str, Any], measure: Measure, office: Visitor, at: datetime) -> None:
    """One that was reached, one that is due soon or late, one that is far away."""
    early = days_before(at, BEGAN - 5)
    for title, ago in (
        ("Bedarf mit denen geklärt, die es nutzen", 300),
        ("Erster Standort in Betrieb", -45 if row["moved"] else 15),
        ("Auswertung veröffentlicht", -200),
    ):
        made = actions.plan_milestone(
            measure=measure, title=title, day=timezone.localdate(days_before(at, max(ago, 0)))
            - timedelta(days=min(ago, 0)), visitor=office, at=early,
        )  # fmt: skip
        if ago == 300:
            on = made.planned + timedelta(days=6)
            actions.reach_milestone(milestone=made, on=on, visitor=office, at=days_before(at, 290))
        if ago == -45:
            actions.move_milestone(
                milestone=made, day=made.planned + timedelta(days=60),
                reason="Die Lieferung der Geräte verzögert sich.", visitor=office,
                at=days_before(at, 30),
            )  # fmt: skip


def _results(row: dict[str, Any], measure: Measure, cast: Cast, at: datetime) -> None:
    """Indicator, money, lesson, and a time box with its review."""
    office, then = cast.visitors[OFFICE], days_before(at, 250)
    name, unit, baseline, target, value = row["indicator"]
    indicator = actions.set_indicator(
        measure=measure, kind=IndicatorKind.OUTCOME, name=name, unit=unit,
        baseline=_number(baseline), baseline_on=timezone.localdate(days_before(at, BEGAN)),
        target=_number(target), target_on=timezone.localdate(at + timedelta(days=365)),
        visitor=office, at=then,
    )  # fmt: skip
    actions.read_off(
        indicator=indicator, value=_number(value), on=timezone.localdate(then), visitor=office,
        at=then,
    )  # fmt: skip
    _money(row, measure, office, at)
    actions.learn(measure=measure, **row["lesson"], visitor=office, at=days_before(at, 220))
    box = actions.plan_iteration(
        measure=measure, goal="Am ersten Standort erproben und auswerten",
        starts=timezone.localdate(days_before(at, 240)),
        ends=timezone.localdate(days_before(at, 200)), team=[cast.persons[OFFICE]],
        packages=[("Standort vorbereiten", measure.owner), ("Befragung auswerten", None)],
        visitor=office, at=then,
    )  # fmt: skip
    actions.review_iteration(
        iteration=box, findings="Der Nutzen ist zu sehen, die Technik ist noch zu empfindlich.",
        outcome=Outcome.STOP if row["state"] == State.STOPPED else Outcome.ADAPT,
        reason="Vor dem nächsten Schritt wird die Technik geprüft.",
        visitor=cast.visitors[REVIEWER], at=days_before(at, 195),
    )  # fmt: skip


def _money(row: dict[str, Any], measure: Measure, office: Visitor, at: datetime) -> None:
    """What was asked for, what was given, what is gone; every fifth spent too much."""
    year, euros = at.year - 1, row["cents"]
    spent = euros if row["blocks"] else euros * 7 // 10
    actions.plan_money(
        measure=measure, title="Geräte und Aufbau", year=year, recurring=False,
        requested=f"{euros} €", approved=f"{euros * 8 // 10} €", spent=f"{spent} €",
        visitor=office, at=days_before(at, 240),
    )  # fmt: skip
    actions.plan_money(
        measure=measure, title="Betrieb", year=at.year, recurring=True,
        requested=f"{euros // 5} €", approved=f"{euros // 5} €", visitor=office,
        at=days_before(at, 240),
    )  # fmt: skip


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _end(row: dict[str, Any], measure: Measure, office: Visitor, at: datetime) -> None:
    """How it stands now, whether it is recognised, and that people may say something about it."""
    measure.refresh_from_db()
    state = State(row["state"] or measure.state)
    actions.say_status(
        measure=measure, state=state, health=Health(row["health"]), words=_STATES[state],
        visitor=office, at=days_before(at, 20),
    )  # fmt: skip
    if row["recognised"]:
        actions.recognise(
            measure=measure, reason="Alle Punkte sind belegt und öffentlich.",
            contact="Netzwerkstelle im Strategiebüro", invited_to="Konferenz im Herbst",
            visitor=office, at=days_before(at, 150),
        )  # fmt: skip
    if row["revoked"]:
        actions.revoke_recognition(
            measure=measure, reason=row["revoked"], visitor=office, at=days_before(at, 25)
        )
    if row["key"] == "ampeln":
        actions.refer_to_paper(
            measure=measure, number="BVV 0815/VI", visitor=office, at=days_before(at, 100)
        )
        closes = at + timedelta(days=40)
        actions.open_participation(measure=measure, closes=closes, visitor=office, at=at)


def _copy(row: dict[str, Any], original: Measure, cast: Cast, at: datetime) -> None:
    actions.copy_measure(
        original=original,
        owner=cast.organisations[row["owner"]],
        type=MeasureType.DECENTRAL,
        districts=[each for each in districts() if each.number == row["district"]],
        title=row["title"],
        visitor=cast.visitors[OFFICE],
        at=days_before(at, 60),
    )
