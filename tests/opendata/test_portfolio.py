"""Measures and ideas to take away: public ones alone, safe in a spreadsheet, a bit at a time."""

import csv
import json

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitmachstadt.arena.enums import Sort, State
from mitmachstadt.measures.models import BudgetLine
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.opendata.enums import CITY_FIELDS, CityTable
from mitmachstadt.opendata.queries import portfolio
from mitmachstadt.opendata.queries.portfolio import idea_rows, measure_rows
from mitmachstadt.people.actions import enter_districts
from tests import factories as f
from tests.arena import ideas as arena
from tests.factories import DAY, NOW
from tests.measures.city import TODAY
from tests.measures.portfolio import copied, link, measure, milestone

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(time_machine):
    time_machine.move_to(NOW, tick=False)
    return f.organisation("Bezirksamt Mitte")


def body(response):
    return b"".join(response.streaming_content).decode()


def table(client, name):
    return list(csv.DictReader(body(client.get(f"/daten/{name}.csv")).splitlines()))


def idea(title="Eine Bank am Kanal", **rest):
    return f.node(Kind.IDEA, title=title, text=f"{title}, bitte.", **rest)


def test_measure_tells_its_money_milestones_districts_and_where_it_came_from(owner, client):
    enter_districts([f"Ort {number}" for number in range(1, 13)])
    first = measure(owner, "Ampeln", districts=[1, 11], amount_cents=130_000_000)
    second = measure(owner, "Ampeln, noch einmal")
    copied(first, second)
    milestone(first, TODAY - DAY)
    milestone(first, TODAY - DAY, TODAY)
    BudgetLine.objects.create(measure=first, title="A", year=2026, requested=500, approved=300)
    BudgetLine.objects.create(measure=first, title="B", year=2026, requested=50, spent=70)
    one, two = table(client, "massnahmen")
    assert (one["title"], one["districts"], one["district_names"]) == (
        "Ampeln",
        "1 11",
        "Ort 1; Ort 11",
    )
    assert [one[f"{name}_cents"] for name in ("requested", "approved", "spent")] == [
        "550",
        "300",
        "70",
    ]
    assert (one["milestones"], one["milestones_reached"], one["milestones_overdue"]) == (
        "2",
        "1",
        "1",
    )
    assert (one["copy_of"], two["copy_of"]) == ("", first.node.public_id)
    assert two["districts"] == "" and two["milestones"] == "0"


def test_hidden_and_waiting_ones_are_left_out(owner, client):
    for visibility in (Visibility.HIDDEN, Visibility.WAITING, Visibility.WITHDRAWN):
        idea(f"Verborgen {visibility}", visibility=visibility)
        made = measure(owner, f"Verborgen {visibility}")
        made.node.visibility = visibility
        made.node.save()
    idea("Sichtbar")
    measure(owner, "Sichtbar")
    for name in ("ideen", "massnahmen"):
        assert [row["title"] for row in table(client, name)] == ["Sichtbar"]
        assert "Verborgen" not in body(client.get(f"/daten/{name}.json"))


def test_idea_tells_what_became_of_it_and_not_who_said_it(owner, client):
    node = idea(author=f.person("Heimliche Verfasserin"), author_name="Heimliche Verfasserin")
    made, goal = measure(owner), f.node(Kind.SECTION, title="Ziel")
    link(node, made.node, Relation.CARRIED_OUT_BY)
    link(node, goal, Relation.PAYS_INTO)
    (row,) = table(client, "ideen")
    assert (row["measures"], row["pays_into"]) == (made.node.public_id, goal.public_id)
    for end in ("csv", "json"):
        assert "Heimliche" not in body(client.get(f"/daten/ideen.{end}"))


def test_what_a_spreadsheet_would_calculate_is_words(owner, client):
    measure(owner, "=HYPERLINK(1)", summary="+49", programme="@SUM")
    idea("=1+1")
    (row,) = table(client, "massnahmen")
    assert (row["title"], row["summary"], row["programme"]) == ("'=HYPERLINK(1)", "'+49", "'@SUM")
    assert table(client, "ideen")[0]["title"] == "'=1+1"
    told = json.loads(body(client.get("/daten/massnahmen.json")))
    assert told["massnahmen"][0]["title"] == "=HYPERLINK(1)"


def test_json_says_licence_description_and_what_each_field_means(owner, client):
    measure(owner)
    idea()
    for name in (CityTable.MEASURES, CityTable.IDEAS):
        answer = client.get(f"/daten/{name}.json")
        told = json.loads(body(answer))
        assert told["licence"] == settings.DATA_LICENCE and told["about"]
        assert [*told["fields"]] == [*CITY_FIELDS[name]] == [*told[name.value][0]]
        assert answer["Access-Control-Allow-Origin"] == "*"


def test_page_about_open_data_leads_to_both_files(owner, client):
    page = client.get("/de/daten/").content.decode()
    for name in ("massnahmen", "ideen"):
        assert f"/daten/{name}.csv" in page and f"/daten/{name}.json" in page


@pytest.mark.parametrize("times", [1, 3])
def test_rows_take_as_many_statements_for_one_as_for_three(owner, times):
    for number in range(times):
        made = measure(owner, f"Maßnahme {number}")
        link(idea(f"Idee {number}"), made.node, Relation.CARRIED_OUT_BY)
    with CaptureQueriesContext(connection) as counted:
        assert len(list(measure_rows(at=NOW))) == times
    assert len(counted) == 4
    with CaptureQueriesContext(connection) as counted:
        assert len(list(idea_rows())) == times
    assert len(counted) == 3


def test_pages_of_rows_lose_and_repeat_nothing(owner, monkeypatch):
    monkeypatch.setattr(portfolio, "CHUNK", 2)
    for number in range(5):
        measure(owner, f"Maßnahme {number}")
        idea(f"Idee {number}")
    assert [row[1] for row in measure_rows(at=NOW)] == [f"Maßnahme {n}" for n in range(5)]
    assert [row[1] for row in idea_rows()] == [f"Idee {n}" for n in range(5)]


def test_idea_tells_sort_stage_and_state(owner, client):
    inside = arena.arena()
    need = arena.idea(inside, "Es fehlt etwas", sort=Sort.NEED)
    park = arena.move(
        arena.idea(inside, "Später"), State.PARKED, reason="Kein Geld.",
        review_on=(f.NOW + 30 * DAY).date(),
    )  # fmt: skip
    ready = arena.ready_for_assessment(arena.idea(inside, "Weit gekommen"))
    done = arena.idea(inside, "Fertig")
    link(done.node, measure(owner).node, Relation.CARRIED_OUT_BY)
    rows = {
        row["title"]: (row["sort"], row["stage"], row["state"]) for row in table(client, "ideen")
    }
    assert [rows[one.node.title] for one in (need, park, ready, done)] == [
        ("need", "idee", "submitted"),
        ("proposal", "idee", "parked"),
        ("proposal", "vorschlag", "assessment"),
        ("proposal", "massnahme", "submitted"),
    ]
    assert "Stufe, wie alle sie sehen" in str(CITY_FIELDS[CityTable.IDEAS]["stage"])
