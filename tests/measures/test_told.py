"""What the public register is told of measures, of principles and of who signed them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import Health, IndicatorKind, Outcome, Phase, State
from mitmachstadt.measures.models import SelfCommitment
from mitmachstadt.people.queries import Visitor
from tests import factories as f
from tests.factories import DAY, NOW
from tests.measures.city import (
    LONG,
    RESOURCED,
    TODAY,
    UNDERSTOOD,
    WEEK,
    City,
    check_all,
    city,
    committed,
    decentral,
    network,
    principles,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> City:
    return city()


@pytest.fixture
def by(here) -> dict[str, Visitor]:
    return {"visitor": here.office, "at": NOW}


def told(subject: str) -> list:
    return [(line.kind, line.content) for line in entries_about(subject)]


def told_of(measure) -> list:
    """What followed its beginning, without the word with which all of it starts."""
    lines = told(measure.node.public_id)
    assert lines[0][0] == "measure.started"
    return [
        (kind.removeprefix("measure."), content)
        for kind, content in lines[1:]
        if kind.startswith("measure.")
    ]


def test_steps_status_papers_and_who_takes_part_are_told(here, by):
    measure = decentral(here, RESOURCED, phase=Phase.PREPARATION)
    actions.move_phase(measure=measure, to=Phase.PILOT, reason=f" {LONG}\x00", **by)
    actions.say_status(
        measure=measure, state=State.PAUSED, health=Health.RED, words=f" {LONG}\x00",
        on=TODAY - DAY, **by,
    )  # fmt: skip
    joined = actions.involve(measure=measure, organisation=here.club, role=" erprobt\x00 ", **by)
    actions.end_involvement(involvement=joined, **by)
    actions.refer_to_paper(measure=measure, number=" 19/1\x00", title=" Wege\x00 ", **by)
    club = here.club.public_id
    assert told_of(measure) == [
        ("moved", {"before": 2, "after": 3, "reason": LONG}),
        (
            "status",
            {
                "state": "paused", "health": "red", "words": LONG,
                "on": (TODAY - DAY).isoformat(),
            },
        ),
        ("involved", {"organisation": club, "role": "erprobt"}),
        ("left", {"organisation": club}),
        ("referred", {"number": "19/1", "title": "Wege"}),
    ]  # fmt: skip


def test_milestones_and_risks_are_told(here, by):
    measure, day = decentral(here), TODAY + 30 * DAY
    made = actions.plan_milestone(
        measure=measure, title=" Stufe eins\x00 ", text=" Zehn\x00 ", day=TODAY, **by
    )
    actions.move_milestone(milestone=made, day=day, reason=f" {LONG}\x00", **by)
    actions.reach_milestone(milestone=made, on=TODAY - DAY, **by)
    risk = actions.tell_risk(
        measure=measure, text=f" {LONG}\x00", owner=here.unit, since=TODAY - 9 * DAY, blocks=True,
        **by,
    )  # fmt: skip
    done = actions.resolve_risk(risk=risk, words=f" {LONG}\x00", on=TODAY - DAY, **by)
    assert (done.resolved, done.resolution, made.node.text) == (TODAY - DAY, LONG, "Zehn")
    number, today = made.node.public_id, TODAY.isoformat()
    assert told_of(measure) == [
        ("milestone-planned", {"milestone": number, "title": "Stufe eins", "planned": today}),
        (
            "milestone-moved",
            {"milestone": number, "before": today, "after": day.isoformat(), "reason": LONG},
        ),
        ("milestone-reached", {"milestone": number, "on": (TODAY - DAY).isoformat()}),
        (
            "risk-told",
            {
                "risk": risk.pk, "text": LONG, "owner": here.unit.public_id, "blocks": 1,
                "since": (TODAY - 9 * DAY).isoformat(),
            },
        ),
        ("risk-resolved", {"risk": risk.pk, "words": LONG}),
    ]  # fmt: skip


def test_time_boxes_and_their_reviews_are_told(here, by):
    measure = decentral(here)
    box = actions.plan_iteration(
        measure=measure, goal=f" {LONG}\x00", starts=TODAY - WEEK, ends=TODAY,
        team=[here.worker.person], packages=[(" Sensoren\x00 ", None)], **by,
    )  # fmt: skip
    actions.finish_package(package=box.packages.get(), **by)
    assert box.packages.get().done == TODAY
    made = actions.review_iteration(
        iteration=box, findings=f" {LONG}\x00", outcome=Outcome.ADAPT, reason=f" {LONG}\x00",
        on=TODAY - DAY, **by,
    )  # fmt: skip
    assert made.on == TODAY - DAY
    days = {"starts": (TODAY - WEEK).isoformat(), "ends": TODAY.isoformat()}
    assert told_of(measure) == [
        ("iteration-planned", {"number": 1, "goal": LONG, "packages": ["Sensoren"], **days}),
        ("package-done", {"title": "Sensoren"}),
        (
            "reviewed",
            {
                "number": 1, "outcome": "adapt", "reason": LONG, "findings": LONG,
                "by_unit": "Strategiebüro",
            },
        ),
    ]  # fmt: skip


def test_values_and_lessons_are_told(here, by):
    measure = decentral(here)
    one = actions.set_indicator(
        measure=measure, kind=IndicatorKind.OUTCOME, name=" Wartezeit\x00 ", unit=" Sekunden\x00 ",
        baseline=Decimal("42.5"), baseline_on=TODAY - DAY, target=Decimal(30), target_on=TODAY,
        **by,
    )  # fmt: skip
    actions.read_off(indicator=one, value=Decimal("37.25"), on=TODAY - DAY, **by)
    words = dict.fromkeys(("tried", "happened", "changes"), f" {LONG}\x00")
    actions.learn(measure=measure, **words, **by)
    day, today = (TODAY - DAY).isoformat(), TODAY.isoformat()
    assert told_of(measure) == [
        (
            "indicator-set",
            {
                "name": "Wartezeit", "unit": "Sekunden", "baseline": "42.5", "target": "30",
                "baseline_on": day, "target_on": today, "kind": "outcome",
            },
        ),
        ("measured", {"name": "Wartezeit", "value": "37.25", "on": day}),
        ("lesson", dict.fromkeys(words, LONG)),
    ]  # fmt: skip


def test_money_is_told_in_cents_with_what_stood_there_before(here, by):
    measure = decentral(here)
    line = actions.plan_money(
        measure=measure, title=" Sensoren\x00 ", year=2026, recurring=True, requested="1 Mio. €",
        approved=" ", spent="0 €", **by,
    )  # fmt: skip
    actions.change_money(line=line, requested="2 €", approved="1,50 €", spent=" ", **by)
    line.refresh_from_db()
    assert (line.requested, line.approved, line.spent) == (200, 150, None)
    before = {
        "title": "Sensoren", "year": 2026, "requested": 100_000_000, "approved": "", "spent": 0,
    }  # fmt: skip
    after = {**before, "requested": 200, "approved": 150, "spent": ""}
    assert told_of(measure) == [
        ("money-planned", {**before, "recurring": 1}),
        ("money-changed", {"before": before, "after": after}),
    ]


def test_what_changed_and_that_people_may_take_part_is_told(here, by):
    measure = decentral(here, RESOURCED, phase=Phase.PILOT, imported=True)
    words = replace(RESOURCED, title="Neue Ampeln", goals="", districts=(here.district,))
    actions.change_measure(measure=measure, content=words, **by)
    actions.open_participation(measure=measure, closes=NOW + 9 * DAY, **by)
    (_, changed), opened = told_of(measure)
    assert {name: changed[name] for name in ("title", "goals", "districts", "starts")} == {
        "title": "Neue Ampeln", "goals": "", "districts": ["Mitte"], "starts": "",
    }  # fmt: skip
    assert changed["understood_on"] == UNDERSTOOD.understood_on.isoformat()
    assert opened == ("opened", {"closes": (NOW + 9 * DAY).isoformat()})


def test_evidence_and_recognition_are_told(here, by):
    committed(here)
    measure = network(here)
    check_all(here, measure)
    again = actions.check_item(measure=measure, number=1, evidence=" Bericht\x00 im Archiv ", **by)
    actions.recognise(measure=measure, reason=f" {LONG}\x00", contact=" Netzwerkstelle\x00 ", **by)
    actions.revoke_recognition(measure=measure, reason=f" {LONG}\x00", **by)
    actions.uncheck_item(item=again, **by)
    assert told_of(measure) == [
        ("checked", {"number": 1, "evidence": "Bericht Nr. 1 im Netz"}),
        ("checked", {"number": 2, "evidence": "Bericht Nr. 2 im Netz"}),
        ("checked", {"number": 1, "evidence": "Bericht im Archiv"}),
        ("recognised", {"reason": LONG}),
        ("recognition-revoked", {"reason": LONG}),
        ("unchecked", {"number": 1}),
    ]


def test_principles_signatures_and_the_central_unit_are_told(here, by):
    version = principles(here)
    items = [
        {"number": 1, "kind": "principle", "text": "menschenzentriert und systemisch"},
        {"number": 2, "kind": "factor", "text": "Ergebnisse sind offen zugänglich"},
    ]
    day = (NOW - 100 * DAY).date().isoformat()
    assert told(version.public_id) == [
        ("principles.worded", {"label": "2026"}),
        ("principles.in-force", {"label": "2026", "items": items, "on": day}),
    ]
    actions.commit_to_principles(
        organisation=here.club, version=version, visitor=here.member, at=NOW
    )
    row = SelfCommitment.objects.get()
    actions.end_commitment(commitment=row, reason=f" {LONG}\x00", visitor=here.member, at=NOW)
    assert [line for line in told(here.club.public_id) if line[0].startswith("commitment")] == [
        ("commitment.signed", {"version": "2026", "until": "2028-11-21"}),
        ("commitment.ended", {"reason": LONG}),
    ]
    new = f.organisation("Neue Stelle", kind=here.unit.kind)
    actions.name_central_unit(unit=new, **by)
    assert ("central-unit.named", {}) in told(new.public_id)
