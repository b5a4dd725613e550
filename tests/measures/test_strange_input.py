"""Whatever is typed into a form of measures, the answer is a page, never a failure."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from mitmachstadt.measures import actions
from mitmachstadt.measures.views.parts import PARTS
from mitmachstadt.people.actions import enter_districts
from tests import factories as f
from tests.factories import NOW
from tests.measures.city import LONG, TODAY, WEEK, City, check_all, city, committed, full, network

pytestmark = pytest.mark.django_db
STRANGE = (
    "\x00", "Wege\x00im\x00Park", "\x1b[31m\x07\u202e", "9999-12-31", "0001-01-01", "9" * 40,
    "-1", "1e999", "NaN", "x" * 6000, "\U000e0041", "²",
)  # fmt: skip


@pytest.fixture
def here(time_machine) -> City:
    time_machine.move_to(NOW, tick=False)
    return city()


def plan(here: City, measure: Any) -> dict[str, dict[str, Any]]:
    """For each verb at the desk of a measure, what would be taken."""
    day = {"day": "2027-05-01"}
    amounts = {"requested": "5 €", "approved": "4 €", "spent": "3 €"}
    by = {"visitor": here.office, "at": NOW}
    box = actions.plan_iteration(
        measure=measure, goal="Noch eine Kreuzung ausstatten", starts=TODAY - WEEK, ends=TODAY,
        team=[here.worker.person], packages=[("Kabel legen", None)], **by,
    )  # fmt: skip
    milestone = actions.plan_milestone(measure=measure, title="Zehn", day=TODAY, **by)
    risk = actions.tell_risk(measure=measure, text=LONG, owner=here.unit, since=TODAY, **by)
    involved = actions.involve(measure=measure, organisation=here.company, role="prüft", **by)
    pankow = enter_districts(["Mitte", "Pankow"])[1]
    checked = measure.checked.first()
    return {
        "phase": {"to": "2", "reason": LONG},
        "stand": {"state": "paused", "health": "red", "words": LONG},
        "meilenstein": {"title": "Fünfte Stufe", "text": LONG, **day},
        "verschieben": {"milestone": milestone.pk, "reason": LONG, **day},
        "erreicht": {"milestone": milestone.pk, "day": TODAY.isoformat()},
        "geld": {"title": "Strom", "year": "2027", **amounts},
        "geld-aendern": {"line": measure.budget_lines.first().pk, **amounts},
        "risiko": {"text": LONG, "owner": here.unit.public_id, "since": "2026-11-01"},
        "erledigt": {"risk": risk.pk, "words": LONG},
        "indikator": {
            "kind": "output", "name": "Ampeln", "unit": "Stück", "baseline": "1,5",
            "baseline_on": "2026-01-01", "target": "20", "target_on": "2027-01-01",
        },
        "messwert": {
            "indicator": measure.indicators.first().pk, "value": "31,5", "day": "2026-11-01",
        },
        "erkenntnis": {"tried": LONG, "happened": LONG, "changes": LONG},
        "abschnitt": {
            "goal": "Noch eine Kreuzung ausstatten", "starts": "2026-11-01", "ends": "2026-12-01",
            "team": here.worker.person.public_id, "packages": "Kabel legen",
        },
        "paket": {"package": box.packages.get().pk},
        "bewertung": {
            "iteration": box.pk, "findings": LONG, "outcome": "go_on", "reason": LONG,
        },
        "beteiligte": {"organisation": f.organisation("Neu e. V.").public_id, "role": "liefert"},
        "beteiligte-ende": {"involved": involved.pk},
        "drucksache": {"number": "BVV 0815/VI", "title": "Ampeln"},
        "beleg": {"item": "1", "evidence": "Bericht Nr. 7 im Netz"},
        "beleg-streichen": {"item": checked.pk if checked else ""},
        "mitreden": {"day": "2027-01-31"},
        "anerkennung": {"reason": LONG, "contact": "Netzwerkstelle", "invited_to": "Treffen"},
        "widerruf": {"reason": LONG},
        "uebernahme": {
            "title": "Ampeln in Pankow", "owner": here.district_office.public_id,
            "districts": str(pankow.number),
        },
    }  # fmt: skip


def send(client: Client, address: str, said: dict[str, Any]) -> int:
    """The status of the answer; whatever it wrote is taken back."""
    with transaction.atomic():
        status = client.post(address, said).status_code
        transaction.set_rollback(True)
    return status


def all_statuses(client: Client, address: str, said: dict[str, Any]) -> list[tuple[str, str, int]]:
    """With something strange in each field in turn, the others as they should be."""
    return [
        (name, strange[:20], send(client, address, {**said, name: strange}))
        for name in said
        for strange in STRANGE
    ]


def failed(statuses: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    return [each for each in statuses if each[2] >= 500]


def test_every_verb_is_in_the_plan_and_would_be_taken(here, client):
    committed(here)
    measure = full(here)
    verbs = plan(here, measure)
    assert set(verbs) == set(PARTS)
    client.force_login(here.office.person)
    not_here = {"beleg-streichen", "anerkennung", "widerruf", "uebernahme"}
    for name in verbs.keys() - not_here:
        address = reverse("measure-part", args=[measure.node.public_id, name])
        assert send(client, address, verbs[name]) == 302, name


@pytest.mark.parametrize("name", sorted(PARTS))
def test_no_verb_at_the_desk_fails_for_what_is_typed(here, client, name):
    committed(here)
    measure = full(here)
    said = plan(here, measure)[name]
    client.force_login(here.office.person)
    address = reverse("measure-part", args=[measure.node.public_id, name])
    assert failed(all_statuses(client, address, said)) == []


def content() -> dict[str, Any]:
    return {
        "title": "Geduldige Ampeln", "summary": LONG, "problem": LONG,
        "understood_on": "2026-01-01", "understood_by": "Bezirksamt", "goals": LONG,
        "for_whom": LONG, "starts": "2026-01-01", "ends": "2027-01-01", "districts": "1",
        "programme": "Lebenswert", "amount": "1,4 Mio. €", "posts": "1,5", "funding": "Haushalt",
        "role": "Leitung", "competence": LONG, "repository": "https://git.example.org/a",
        "standards": "GTFS",
    }  # fmt: skip


def test_no_field_of_a_measure_fails_for_what_is_typed(here, client):
    measure = full(here)
    client.force_login(here.office.person)
    edit = reverse("measure-edit", args=[measure.node.public_id])
    said = {**content(), "post": "", "seen": str(measure.node.version)}
    assert failed(all_statuses(client, edit, said)) == []
    new = {
        **content(), "type": "decentral", "owner": here.district_office.public_id,
        "arising": f.passage().public_id, "confirmed": "on",
    }  # fmt: skip
    assert send(client, reverse("measure-new"), new) == 302
    assert failed(all_statuses(client, reverse("measure-new"), new)) == []


def test_no_other_form_of_the_desk_fails_for_what_is_typed(here, client):
    committed(here)
    measure = network(here)
    check_all(here, measure)
    client.force_login(here.office.person)
    club = here.club.public_id
    links = reverse("measure-links", args=[measure.node.public_id])
    source = f.passage()
    made = actions.take_up(measure=measure, source=source, reason=LONG, visitor=here.office, at=NOW)
    back = reverse("measure-unlink", args=[measure.node.public_id, made.pk])
    herkunft = {"herkunft-address": f.passage().public_id, "herkunft-reason": LONG}
    forms: list[tuple[str, dict[str, Any]]] = [
        (reverse("principles-desk"), {"unit": here.unit.public_id}),
        (reverse("principles-desk"), {"version": "1"}),
        (reverse("principles-desk"), {"label": "2028", "principles": LONG, "factors": LONG}),
        (reverse("commitment-end", args=[club]), {"reason": LONG}),
        (links, {"formular": "ziel", "ziel-target": "", "ziel-rationale": LONG}),
        (links, {"formular": "herkunft", "herkunft-need": "", **herkunft}),
        (links, {"formular": "uebernahme", "uebernahme-original": measure.node.public_id}),
        (back, {"reason": LONG}),
        (reverse("measure-report-make"), {"label": "Herbst 2026"}),
    ]
    for address, said in forms:
        assert failed(all_statuses(client, address, said)) == [], address


@pytest.mark.parametrize("name", ["measures", "measure-board", "measure-timeline", "measure-map"])
def test_no_filter_fails_for_what_is_typed(here, client, name):
    full(here)
    for field in ("q", "art", "phase", "stand", "bezirk", "von", "programm", "luecken", "ab"):
        for strange in STRANGE:
            answer = client.get(reverse(name), {field: strange})
            assert answer.status_code < 500, (field, strange)


def test_signs_that_nobody_sees_are_left_out_and_a_day_far_away_gets_a_sentence(here, client):
    measure = full(here)
    client.force_login(here.office.person)
    address = reverse("measure-part", args=[measure.node.public_id, "meilenstein"])
    said = {"title": "Zehn\x00 Ampeln\x07", "day": "2027-05-01"}
    assert client.post(address, said).status_code == 302
    assert measure.milestones.filter(node__title="Zehn Ampeln").exists()
    answer = client.post(address, {**said, "day": "9999-12-31"})
    assert answer.status_code == 400 and "einen Tag von 1900 bis 2199" in answer.content.decode()
