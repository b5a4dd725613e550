"""Measures as everybody reads them, and the desk where they are kept."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import (
    MeasureType,
    Phase,
    Standing,
)
from mitmachstadt.measures.models import Measure, SelfCommitment
from mitmachstadt.measures.queries import Filter, measure_list, measure_page, milestone_page
from mitmachstadt.measures.views.parts import PARTS
from mitmachstadt.pages.queries import node_page
from mitmachstadt.people.actions import enter_districts
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
    full,
    network,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(time_machine) -> City:
    time_machine.move_to(NOW, tick=False)
    return city()


def test_page_tells_all_that_hangs_on_a_measure(here, client):
    measure = full(here)
    said = client.get(f"/de/n/{measure.node.public_id}/").content.decode()
    for words in (
        "Ampeln, die warten", "Bezirksamt Mitte", "Leitung Verkehrstechnik", "Stufe 0",
        "Geräte fehlen", "9 Tage", "42,5", "37,25", "1.300.000 €", "mehr als bewilligt", "19/1",
        "Kreuzung 0", "anpassen", "Verein 0", "läuft, in Gefahr", "Erprobung", "git.example.org",
        "Lebenswert", "GTFS", LONG,
    ):  # fmt: skip
        assert words in said, words
    assert len(said) < 60_000


def test_page_of_a_measure_takes_as_many_statements_for_one_as_for_three(here):
    one, three = full(here, 1), full(here, 3)
    for measure in (one, three):
        with CaptureQueriesContext(connection) as counted:
            page = measure_page(measure.node, at=NOW)
            assert page.milestones and page.money and page.checked == []
        assert len(counted) == 2


def test_whole_page_takes_at_most_twelve_statements(here, client):
    for number in (1, 3):
        address = f"/de/n/{full(here, number).node.public_id}/"
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        assert len(counted) <= 12, [q["sql"][:90] for q in counted]


def test_gaps_are_shown_and_named(here, client):
    measure = decentral(here, replace(UNDERSTOOD, problem=""), phase=Phase.PILOT, imported=True)
    said = client.get(f"/de/n/{measure.node.public_id}/").content.decode()
    assert "Hier fehlt noch etwas" in said and "Das Problem ist beschrieben" in said
    assert "lief schon, als sie hier eingetragen wurde" in said


def test_page_of_a_measure_is_kept_until_midnight_for_what_is_late_changes_then(here):
    page = node_page(full(here).node, at=NOW)
    assert page.stays_until(at=NOW) == datetime(2026, 11, 21, 23, 0, tzinfo=UTC)


def test_source_code_that_is_gone_is_told(here, client):
    measure = full(here)
    Measure.objects.update(repository_gone=TODAY)
    said = client.get(f"/de/n/{measure.node.public_id}/").content.decode()
    assert "nicht erreichbar seit 21. November 2026" in said


def test_days_and_values_are_the_same_on_the_page_as_in_the_table(here):
    measure = full(here, 2)
    page = measure_page(measure.node, at=NOW)
    rows = list(measure.milestones.select_related("node"))
    assert [(m["title"], m["planned"]) for m in page.milestones] == [
        (row.node.title, row.planned) for row in rows
    ]
    assert page.milestones[0]["moves"][0]["before"] == TODAY - DAY
    assert [bar.cents for bar in page.bars] == [260_000_000, 200_000_000, 220_000_000]
    assert [bar.width for bar in page.bars] == [1000, 769, 846]
    assert [(risk["resolved"], risk["days"]) for risk in page.risks] == [(None, 9), (TODAY, 9)]
    assert page.indicators[0]["readings"][0]["on"] == TODAY


def test_milestone_has_a_page_with_its_moves(here, client):
    row = full(here).milestones.get()
    said = client.get(f"/de/n/{row.node.public_id}/").content.decode()
    assert LONG in said and "Stufe 0" in said and "Ampeln, die warten" in said
    assert milestone_page(row.node, at=NOW).late is False
    assert milestone_page(row.node, at=NOW + 9 * DAY).late is True


def found(**asked) -> list[str]:
    return [line.measure.node.title for line in measure_list(Filter(**asked), at=NOW).lines]


def test_district_1_is_not_10_11_or_12(here):
    known = enter_districts([f"Bezirk {n}" if n > 1 else "Mitte" for n in range(1, 13)])
    for number in (1, 2, 10, 11, 12):
        content = replace(UNDERSTOOD, title=f"Nr. {number}", districts=(known[number - 1],))
        decentral(here, content)
    decentral(here, replace(UNDERSTOOD, title="Überall"))
    assert found(district=1) == ["Nr. 1"] and found(district=12) == ["Nr. 12"]
    assert found(district=10) == ["Nr. 10"] and found(district=3) == []
    assert found(district=-1) == ["Überall"]


def test_list_is_narrowed_down_by_everything_it_offers(here, client):
    committed(here)
    decentral(here, replace(RESOURCED, title="Eins", programme="Alpha"), phase=Phase.PILOT)
    network(here, replace(UNDERSTOOD, title="Zwei"))
    gap = replace(UNDERSTOOD, title="Drei", problem="")
    three = decentral(here, gap, phase=Phase.PILOT, imported=True)
    actions.refer_to_paper(measure=three, number="19/4711", visitor=here.office, at=NOW)
    owner = here.club.public_id
    for asked, titles in (
        ("", {"Eins", "Zwei", "Drei"}),
        ("art=network", {"Zwei"}),
        ("phase=3", {"Eins", "Drei"}),
        ("stand=running", {"Drei"}),
        (f"von={owner}", {"Zwei"}),
        ("programm=Alpha", {"Eins"}),
        ("luecken=ja", {"Drei"}),
        ("q=19/4711", {"Drei"}),
        ("q=Zwei", {"Zwei"}),
        ("bezirk=stadt", {"Eins", "Zwei", "Drei"}),
        ("bezirk=1", set()),
        ("art=quatsch&phase=x&ab=x&bezirk=99999999999999999999", {"Eins", "Zwei", "Drei"}),
    ):
        said = client.get(f"/de/massnahmen/?{asked}").content.decode()
        shown = {title for title in ("Eins", "Zwei", "Drei") if f">{title}</a>" in said}
        assert shown == titles, asked


def test_list_takes_as_many_statements_for_one_as_for_three_and_turns_pages(here, client):
    counts = []
    for number in (1, 2):
        for each in range(number):
            decentral(here, replace(UNDERSTOOD, title=f"M {number} {each}"))
        forget_pages()
        with CaptureQueriesContext(connection) as counted:
            assert client.get("/de/massnahmen/").status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1] == 5
    for each in range(20):
        decentral(here, replace(UNDERSTOOD, title=f"Weitere {each}"))
    first = measure_list(Filter(), at=NOW)
    second = measure_list(Filter(), at=NOW, before=first.older)
    titles = [line.measure.pk for page in (first, second) for line in page.lines]
    assert len(titles) == len(set(titles)) == 23 and second.older is None
    said = client.get("/de/massnahmen/?art=decentral").content.decode()
    assert f"?art=decentral&amp;ab={first.older}" in said and len(said) < 60_000


def test_badge_tells_the_truth_wherever_it_is_embedded(here, client):
    committed(here)
    measure = network(here, replace(UNDERSTOOD, title='Ampeln <script>"'))
    address = f"/de/massnahmen/{measure.node.public_id}/anerkennung.svg"
    assert client.get(address).status_code == 404
    check_all(here, measure)
    by = {"measure": measure, "visitor": here.office, "at": NOW}
    actions.recognise(reason="Offene Ergebnisse.", contact="Netzwerkstelle", **by)
    answer = client.get(address)
    assert answer["Content-Type"] == "image/svg+xml"
    said = answer.content.decode()
    assert "Anerkannte Netzwerkmaßnahme" in said and "<script>" not in said
    row = SelfCommitment.objects.get()
    actions.end_commitment(commitment=row, reason=LONG, visitor=here.member, at=NOW)
    assert "Anerkennung ruht" in client.get(address).content.decode()
    assert measure_page(measure.node, at=NOW).recognition["standing"] == Standing.LAPSED
    actions.revoke_recognition(reason="Belege waren falsch.", **by)
    assert "Anerkennung widerrufen" in client.get(address).content.decode()
    assert "Belege waren falsch." in client.get(f"/de/n/{measure.node.public_id}/").content.decode()


def test_member_signs_and_registers_a_project_and_nobody_elses(here, client):
    from tests.measures.city import principles

    principles(here)
    client.force_login(here.member.person)
    said = client.get("/de/verwaltung/massnahmen/neu/").content.decode()
    assert "Projekt anmelden" in said and "Für Klartext e. V. unterschreiben" in said
    sent = {"type": "network", "owner": here.club.public_id, "title": "Offene Werkstatt"}
    answer = client.post("/de/verwaltung/massnahmen/neu/", sent)
    assert answer.status_code == 409 and "Selbstverpflichtung" in answer.content.decode()
    client.post(f"/de/verwaltung/massnahmen/zusage/{here.club.public_id}/")
    assert client.post("/de/verwaltung/massnahmen/neu/", sent).status_code == 302
    assert Measure.objects.get().owner == here.club
    forged = {**sent, "owner": here.company.public_id}
    assert client.post("/de/verwaltung/massnahmen/neu/", forged).status_code == 400
    stranger = f.person("Fremd")
    client.force_login(stranger)
    assert client.get("/de/verwaltung/massnahmen/neu/").status_code == 403
    address = f"/de/verwaltung/massnahmen/zusage/{here.club.public_id}/"
    assert client.post(address).status_code == 403


def test_similar_measures_are_shown_and_a_tick_goes_on(here, client):
    decentral(here)
    client.force_login(here.worker.person)
    sent = {
        "type": "decentral", "owner": here.district_office.public_id, "title": "Ampeln warten",
    }  # fmt: skip
    answer = client.post("/de/verwaltung/massnahmen/neu/", sent)
    assert answer.status_code == 409 and "Ampeln, die warten" in answer.content.decode()
    again = client.post("/de/verwaltung/massnahmen/neu/", {**sent, "confirmed": "on"})
    assert again.status_code == 302 and Measure.objects.count() == 2


@pytest.mark.parametrize("name", list(PARTS))
def test_every_verb_has_a_form_that_names_what_is_missing(here, client, name):
    measure = full(here)
    client.force_login(here.worker.person)
    address = f"/de/verwaltung/massnahmen/{measure.node.public_id}/{name}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 400
    client.force_login(f.person("Fremd"))
    assert client.get(address).status_code == 403
    assert client.post(address, {}).status_code == 403


@pytest.mark.parametrize(
    ("name", "said", "words"),
    [
        ("phase", {"to": "2", "reason": LONG}, "von „Erprobung“ nach „Vorbereitung“"),
        ("stand", {"state": "paused", "health": "red", "words": LONG}, "ruht, nicht im Plan"),
        ("meilenstein", {"title": "Fünfte Stufe", "day": "2027-05-01"}, "Fünfte Stufe"),
        (
            "geld",
            {"title": "Strom", "year": "2027", "requested": "12,50 €"},
            "12,50 €",
        ),
        (
            "indikator",
            {"kind": "output", "name": "Ampeln", "unit": "Stück", "baseline": "1,5",
             "baseline_on": "2026-01-01", "target": "20", "target_on": "2027-01-01"},
            "Ampeln (Stück)",
        ),
        (
            "erkenntnis",
            {"tried": LONG, "happened": "Die Kabel waren zu kurz.", "changes": LONG},
            "Die Kabel waren zu kurz.",
        ),
        ("drucksache", {"number": "BVV 0815/VI"}, "BVV 0815/VI"),
        ("mitreden", {"day": "2027-01-31"}, "Anmerk"),
    ],
)  # fmt: skip
def test_what_is_entered_at_the_desk_stands_on_the_page(here, client, name, said, words):
    measure = full(here)
    client.force_login(here.worker.person)
    answer = client.post(
        f"/de/verwaltung/massnahmen/{measure.node.public_id}/{name}/", said, follow=True
    )
    assert answer.status_code == 200 and words in answer.content.decode()


def test_rows_are_chosen_from_those_of_the_measure(here, client):
    measure = full(here)
    client.force_login(here.worker.person)
    address = f"/de/verwaltung/massnahmen/{measure.node.public_id}/"
    milestone, risk = measure.milestones.get(), measure.risks.get()
    line, indicator = measure.budget_lines.get(), measure.indicators.get()
    sent = {
        "verschieben": {"milestone": milestone.pk, "day": "2027-09-01", "reason": LONG},
        "erreicht": {"milestone": milestone.pk, "day": TODAY.isoformat()},
        "geld-aendern": {"line": line.pk, "requested": "5 €", "approved": "4 €", "spent": ""},
        "erledigt": {"risk": risk.pk, "words": LONG},
        "messwert": {"indicator": indicator.pk, "value": "31,5", "day": "2026-11-01"},
        "risiko": {"text": LONG, "owner": here.unit.public_id, "since": "2026-11-01"},
        "abschnitt": {
            "goal": "Noch eine Kreuzung ausstatten", "starts": "2026-11-01", "ends": "2026-12-01",
            "team": [here.worker.person.public_id], "packages": "Kabel legen\nPrüfen und messen",
        },
        "beteiligte": {"organisation": here.company.public_id, "role": "liefert"},
    }  # fmt: skip
    for name, said in sent.items():
        answer = client.post(f"{address}{name}/", said)
        assert answer.status_code == 302, (name, answer.content.decode()[-3000:])
    other = f"/de/verwaltung/massnahmen/{decentral(here).node.public_id}/"
    assert client.post(f"{other}erreicht/", sent["erreicht"]).status_code == 400


def test_who_is_outside_the_team_reviews_at_the_desk(here, client):
    measure = decentral(here, RESOURCED, phase=Phase.PILOT)
    box = actions.plan_iteration(
        measure=measure, goal="Drei Kreuzungen ausstatten", starts=TODAY - WEEK, ends=TODAY,
        team=[here.worker.person], visitor=here.office, at=NOW,
    )  # fmt: skip
    address = f"/de/verwaltung/massnahmen/{measure.node.public_id}/bewertung/"
    said = {"iteration": box.pk, "findings": LONG, "outcome": "go_on", "reason": LONG}
    client.force_login(here.worker.person)
    answer = client.post(address, said)
    assert answer.status_code == 403 and "gehören zum Team" in answer.content.decode()
    client.force_login(here.member.person)
    assert client.post(address, said).status_code == 302
    client.force_login(f.person("Fremd"))
    assert client.get(address).status_code == 403


def test_gate_is_shown_before_the_step_and_says_what_is_missing(here, client):
    measure = decentral(here, replace(UNDERSTOOD, goals="", problem=""))
    client.force_login(here.worker.person)
    address = f"/de/verwaltung/massnahmen/{measure.node.public_id}/"
    for page in (address, f"{address}phase/"):
        said = client.get(page).content.decode()
        assert "Vor „Vorbereitung“ muss da sein" in said and "fehlt" in said
    answer = client.post(f"{address}phase/", {"to": "2", "reason": LONG})
    assert answer.status_code == 409 and "Das Problem ist beschrieben" in answer.content.decode()


def test_contents_are_changed_at_the_desk_and_nobody_overwrites_the_unseen(here, client):
    measure = decentral(here, RESOURCED)
    client.force_login(here.worker.person)
    address = f"/de/verwaltung/massnahmen/{measure.node.public_id}/"
    sent = {"title": "Geduldige Ampeln", "amount": "1.3 Mio. €", "seen": measure.node.version}
    answer = client.post(address, sent)
    assert answer.status_code == 400 and "zweierlei" in answer.content.decode()
    sent["amount"] = "1,4 Mio. €"
    assert client.post(address, sent).status_code == 302
    assert Measure.objects.get().amount_cents == 140_000_000
    assert client.post(address, sent).status_code == 409


def test_office_rules_over_principles_and_the_central_unit(here, client):
    client.force_login(here.office.person)
    address = "/de/verwaltung/massnahmen/prinzipien/"
    sent = {"label": "2027", "principles": "offen und vertrauenswürdig", "factors": "gemessen wird"}
    assert client.post(address, sent).status_code == 302
    said = client.get(address).content.decode()
    assert "offen und vertrauenswürdig" in said and "Ab heute in Kraft setzen" in said
    from mitmachstadt.measures.models import PrinciplesVersion

    version = PrinciplesVersion.objects.get()
    assert client.post(address, {"version": version.pk}).status_code == 302
    assert PrinciplesVersion.objects.get().in_force == timezone.localdate(NOW)
    other = here.district_office.public_id
    assert client.post(address, {"unit": other}).status_code == 302
    assert client.post(address, {"unit": here.company.public_id}).status_code == 400
    client.force_login(here.member.person)
    assert client.get(address).status_code == 403


def test_desk_shows_each_their_own(here, client):
    committed(here)
    decentral(here, replace(UNDERSTOOD, title="Vom Amt"))
    network(here, replace(UNDERSTOOD, title="Vom Verein"))
    for who, titles in (
        (here.worker, {"Vom Amt"}),
        (here.member, {"Vom Verein"}),
        (here.office, {"Vom Amt", "Vom Verein"}),
        (f.citizen(), set()),
    ):
        client.force_login(who.person)
        said = client.get("/de/verwaltung/massnahmen/").content.decode()
        assert {title for title in ("Vom Amt", "Vom Verein") if title in said} == titles


def test_copy_at_the_desk_begins_elsewhere(here, client):
    pankow = enter_districts(["Mitte", "Pankow"])[1]
    original = decentral(here, replace(RESOURCED, districts=(here.district,)))
    client.force_login(here.office.person)
    sent = {
        "title": "Ampeln in Pankow", "owner": here.district_office.public_id,
        "districts": [str(pankow.number)],
    }  # fmt: skip
    address = f"/de/verwaltung/massnahmen/{original.node.public_id}/uebernahme/"
    assert client.post(address, sent).status_code == 302
    said = client.get("/de/massnahmen/").content.decode()
    assert "1 Maßnahme. Dazu an anderen Orten: 1 Übernahme," in said
    assert MeasureType(Measure.objects.exclude(pk=original.pk).get().type) == MeasureType.DECENTRAL
