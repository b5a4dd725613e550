"""The office's pages for ideas and arenas, over plain HTTP and without scripts."""

import pytest

from mitmachstadt.arena import actions
from mitmachstadt.arena.enums import State
from mitmachstadt.arena.models import Arena, Idea
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.nodes.models import Trace, Window
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    client.force_login(f.office().person)
    return client


def at(one, rest):
    return f"/de/n/{one.node.public_id}/{rest}/"


def test_office_makes_an_arena_opens_it_and_changes_it(office):
    goal = f.passage(text="Kurze Wege")
    body = f.organisation("Beirat", kind="body")
    made = office.post(
        "/de/verwaltung/arena/neu/",
        {"title": "Arena Nord", "intro": "Was fehlt?", "body": body.public_id, "stuck_days": "45"},
    )
    inside = Arena.objects.get()
    assert made["Location"].endswith(f"/verwaltung/arena/{inside.node.public_id}/")
    assert (inside.stuck_days, inside.body) == (45, body)
    actions.choose_goals(arena=inside, goals=[goal], visitor=f.office(), at=f.NOW)
    opened = office.post(
        f"/de/verwaltung/arena/{inside.node.public_id}/oeffnen/",
        {"opens": "2026-11-01T08:00", "closes": "2026-12-01T18:00", "moderation": "nobody"},
    )
    assert opened.status_code == 302
    assert Window.objects.get(node=inside.node).moderation == "nobody"
    page = office.get(f"/de/verwaltung/arena/{inside.node.public_id}/").content.decode()
    assert goal.public_id in page
    given = {"title": "Arena Süd", "intro": "", "body": "", "stuck_days": "45"}
    office.post(f"/de/verwaltung/arena/{inside.node.public_id}/", given)
    assert [chosen.node for chosen in inside.goals.all()] == [goal]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "Bitte"),
        ("stuck_days", "0", "größer oder gleich 1"),
    ],
)
def test_arena_with_something_wrong_is_not_kept_and_says_what(office, field, value, said):
    given = {"title": "Arena", "intro": "", "body": "", "stuck_days": "60"}
    page = office.post("/de/verwaltung/arena/neu/", {**given, field: value})
    assert page.status_code == 400
    assert said in page.content.decode()
    assert not Arena.objects.exists()


def test_window_that_ends_before_it_begins_is_refused_with_what_was_typed(office):
    inside = a.arena(opened=False)
    page = office.post(
        f"/de/verwaltung/arena/{inside.node.public_id}/oeffnen/",
        {"opens": "2026-12-01T08:00", "closes": "2026-11-01T18:00", "moderation": "nobody"},
    )
    assert page.status_code == 400
    assert "2026-12-01T08:00" in page.content.decode()


def test_office_sees_what_is_missing_before_it_moves_an_idea(office):
    one = a.idea(a.arena())
    page = office.get(at(one, "bewegen")).content.decode()
    assert "jemand übernimmt die Patenschaft" in page
    refused = office.post(at(one, "bewegen"), {"to": "development", "reason": "Los!"})
    assert refused.status_code == 409
    assert "Los!" in refused.content.decode()
    a.sponsored(one)
    assert office.post(at(one, "bewegen"), {"to": "development"}).status_code == 302
    assert a.fresh(one).state == State.DEVELOPMENT


def test_office_merges_by_addresses_and_takes_apart_again(office):
    inside = a.arena()
    whole, part = a.idea(inside, "Ganzes"), a.idea(inside, "Teil")
    wrong = office.post(at(whole, "zusammenfassen"), {"parts": "n/unbekannt/", "reason": "Gleich."})
    assert wrong.status_code == 404
    assert "unbekannt" in wrong.content.decode()
    given = {"parts": f"https://x.example/de/n/{part.node.public_id}/", "reason": "Gleich."}
    assert office.post(at(whole, "zusammenfassen"), given).status_code == 302
    assert "Teil" in office.get(at(whole, "zusammenfassen")).content.decode()
    refused = office.post(at(part, "trennen"), {"reason": ""})
    assert refused.status_code == 400
    assert office.post(at(part, "trennen"), {"reason": "Zwei."}).status_code == 302
    assert not Trace.objects.exists()


def test_office_splits_with_a_form(office):
    one = a.idea(a.arena(), text="Eins. Zwei.")
    given = {"title1": "Eins", "text1": "Eins.", "title2": "Zwei", "text2": "Zwei."}
    assert office.post(at(one, "aufteilen"), given).status_code == 400
    assert office.post(at(one, "aufteilen"), {**given, "reason": "Zwei."}).status_code == 302
    assert Idea.objects.count() == 3


def test_office_says_what_it_is_to_become(office):
    one = a.idea(a.arena())
    assert office.post(at(one, "zielen"), {"target": "central"}).status_code == 400
    assert office.post(at(one, "zielen"), {"target": "network"}).status_code == 302
    assert "Netzwerkmaßnahme" in office.get(at(one, "bewegen")).content.decode()


@pytest.mark.parametrize("rest", ["bewegen", "zusammenfassen", "aufteilen", "steckbrief"])
def test_what_is_no_idea_has_no_such_page(office, rest):
    node = f.passage()
    assert office.get(f"/de/n/{node.public_id}/{rest}/").status_code == 404
    waiting = a.idea(a.arena())
    waiting.node.visibility = "waiting"
    waiting.node.save(update_fields=["visibility"])
    assert office.get(at(waiting, rest)).status_code == 404


def test_support_button_stands_on_the_page_of_an_idea_for_others_only(client):
    author = f.person("Ida")
    one = a.idea(a.arena(), by=f.visitor(author))
    assert "unterstuetzen" not in client.get(f"/de/n/{one.node.public_id}/").content.decode()
    client.force_login(author)
    assert "unterstuetzen" not in client.get(f"/de/n/{one.node.public_id}/").content.decode()
    client.force_login(f.person("Kim"))
    page = client.get(f"/de/n/{one.node.public_id}/").content.decode()
    assert f"/de/n/{one.node.public_id}/unterstuetzen/" in page
    client.post(f"/de/n/{one.node.public_id}/unterstuetzen/", {"support": "ja"})
    page = client.get(f"/de/n/{one.node.public_id}/").content.decode()
    assert "Nicht mehr unterstützen" in page


def test_hidden_idea_shows_nothing_of_what_was_said(client):
    goal = f.passage(text="Kurze Wege")
    one = a.ready_for_assessment(a.idea(a.arena(goal), goals=[(goal, a.REASON)]))
    page = f"/de/n/{one.node.public_id}/"
    assert a.SHEET["problem"] in client.get(page).content.decode()
    f.hidden(f.fresh(one.node), "Nennt eine Person.")
    forget_pages()
    html = client.get(page).content.decode()
    assert a.SHEET["problem"] not in html
    assert "Kim" not in html
