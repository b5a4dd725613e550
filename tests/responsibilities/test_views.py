"""The register for everybody, its gaps, and the desk where it is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.people.actions import dissolve, enter_districts, join_organisation
from mitmachstadt.people.enums import MembershipRole
from mitmachstadt.responsibilities.actions import settle_dissolution
from mitmachstadt.responsibilities.models import HandOver, Responsibility
from tests import factories as f
from tests.factories import NOW
from tests.responsibilities import make
from tests.responsibilities.make import TODAY

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)
REGISTER, GAPS = "/de/zustaendigkeiten/", "/de/zustaendigkeiten/luecken/"
DESK, OPEN = "/de/buero/zustaendigkeiten/", "/de/buero/zustaendigkeiten/offen/"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def office(client):
    made = f.office()
    client.force_login(made.person)
    return made


def shown(client, address, **asked):
    forget_pages()
    return client.get(address, asked).content.decode()


def why(node):
    return reverse("responsibility-reason", args=[node.public_id])


def test_everybody_reads_who_answers_what_today_and_on_another_day(client):
    rule = make.rule(make.unit("Straßenamt"), node=f.node(title="Radwege"), note="Drs. 19/1")
    make.former(rule, since=TODAY - 9 * ONE)
    now = shown(client, REGISTER)
    assert "Straßenamt" in now
    assert "Radwege" in now
    assert "Drs. 19/1" in now
    before = shown(client, REGISTER, tag=(TODAY - 30 * ONE).isoformat())
    assert "keine Regel in Kraft" in before
    for odd in ("0000-99-99", "gestern", "2026-02-30"):
        assert "Radwege" in shown(client, REGISTER, tag=odd, nach="x", ab="-1", bezirk="99999999")


def test_the_register_is_narrowed_down_to_a_unit_and_a_district(client):
    mitte, pankow = enter_districts(["Mitte", "Pankow"])
    roads, parks = make.unit("Straßenamt"), make.unit("Parkamt")
    make.rule(roads, node=f.node(title="Überall"))
    make.rule(roads, node=f.node(title="Nur Mitte"), district=mitte)
    make.rule(parks, node=f.node(title="Nur Pankow"), district=pankow)
    of_roads = shown(client, REGISTER, stelle=roads.public_id)
    assert "Überall" in of_roads
    assert "Nur Pankow" not in of_roads
    in_mitte = shown(client, REGISTER, bezirk="1", nach="bezirk")
    assert "Überall" in in_mitte
    assert "Nur Mitte" in in_mitte
    assert "Nur Pankow" not in in_mitte


@pytest.mark.parametrize("times", [1, 3])
def test_the_register_takes_six_statements(client, times, django_assert_num_queries):
    office, entries = f.office(), make.subjects(*("abc"[:times]))
    for nth, entry in enumerate(entries.values()):
        make.rule(make.unit(f"A{nth}"), node=f.node(), term=entry.term, by=office)
        rule = make.rule(make.unit(f"B{nth}"), node=f.node(), term=entry.term, by=office)
        make.former(rule, since=TODAY - 9 * ONE, until=TODAY)
        make.rule(make.unit(f"C{nth}"), term=entry.term, since=TODAY + ONE, by=office)
    forget_pages()
    with django_assert_num_queries(6):
        assert client.get(REGISTER).status_code == 200


@pytest.mark.parametrize("times", [1, 3])
def test_the_gaps_take_six_statements(client, times, django_assert_num_queries):
    passage = f.open_passage()
    for nth in range(times):
        f.remark(passage)
        f.node(Kind.SECTION, title=f"Abschnitt {nth}")
        unit = make.unit(f"Altes Amt {nth}")
        f.many_remarks(passage, 1, unit=unit)
        make.rule(make.unit(f"Leeres Amt {nth}"), node=f.node())
        unit.ended = TODAY
        unit.save()
    forget_pages()
    with django_assert_num_queries(6):
        page = client.get(GAPS).content.decode()
    assert page.count("Leeres Amt") == times
    assert page.count("offener Beitrag") == times
    assert page.count("Abschnitt ") >= times


def test_a_unit_that_owes_answers_and_nobody_works_for_is_a_gap(client):
    passage, ada = f.open_passage(), f.person("Ada")
    empty, staffed, idle = make.unit("Leeres Amt"), make.unit("Volles Amt"), make.unit("Ruheamt")
    gone, spoken_for = make.unit("Verlassenes Amt"), make.unit("Stummes Amt")
    for unit in (empty, staffed, gone, spoken_for):
        f.many_remarks(passage, 2, unit=unit)
    works, speaks = MembershipRole.WORKS, MembershipRole.SPEAKS
    join_organisation(person=ada, organisation=staffed, role=works, at=NOW - ONE)
    join_organisation(person=ada, organisation=gone, role=works, at=NOW - ONE, until=NOW)
    join_organisation(person=ada, organisation=spoken_for, role=speaks, at=NOW - ONE)
    page = shown(client, GAPS)
    listed = [each for each in (empty, staffed, idle, gone, spoken_for) if each.name in page]
    assert listed == [empty, gone, spoken_for]
    assert "2 offene Beiträge" in page


def test_gaps_are_counted_no_further_than_a_limit(client, monkeypatch):
    monkeypatch.setattr("mitmachstadt.responsibilities.views.public.MOST_COUNTED", 3)
    f.many_remarks(f.open_passage(), 5)
    assert "mehr als 3" in shown(client, REGISTER)
    assert "mehr als 3" in shown(client, GAPS)


def test_a_page_says_why_this_unit_answers(client):
    section = f.node(title="Radwege")
    passage = f.passage(section)
    f.open_window(passage)
    make.rule(make.unit("Straßenamt"), node=section)
    make.rule(make.unit("Radbüro"), node=passage)
    page = shown(client, why(f.remark(passage)))
    assert "liegt bei" in page
    assert page.index("Radbüro") < page.index("gilt") < page.index("Straßenamt")
    assert "weniger genau" in page


def test_the_reason_of_what_waits_or_is_hidden_is_not_shown(client):
    waiting = f.submitted(f.open_passage()).node
    assert client.get(why(waiting)).status_code == 404
    assert client.get("/de/zustaendigkeiten/warum/nichts/").status_code == 404


def test_two_subjects_that_disagree_are_explained(client):
    entries = make.subjects("verkehr", "umwelt")
    section = f.node()
    make.sorted_under(section, *entries.values())
    for name, entry in entries.items():
        make.rule(make.unit(f"Amt {name}"), term=entry.term)
    page = shown(client, why(section))
    assert "passen gleich gut" in page
    assert page.count("gleich genau") == 2


def test_the_office_enters_a_rule_by_the_address_of_a_page(client, office):
    section, mitte, unit = f.node(title="Radwege"), f.district(), make.unit()
    sent = {
        "node": f"http://testserver/de/n/{section.public_id}/",
        "term": "",
        "district": str(mitte.number),
        "unit": unit.public_id,
        "since": TODAY.isoformat(),
        "note": "",
    }
    assert client.post(DESK, sent).status_code == 302
    rule = Responsibility.objects.get()
    assert (rule.node, rule.district, rule.unit, rule.by) == (section, mitte, unit, office.person)
    again = client.post(DESK, sent | {"note": "Mein Vermerk"})
    assert again.status_code == 409
    assert "schon" in again.content.decode()
    assert "Mein Vermerk" in again.content.decode()


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"unit": ""}, 400, "Bitte ausfüllen"),
        ({"since": "2026-13-01"}, 400, "Gilt ab"),
        ({"since": "2020-01-01"}, 400, "frühestens heute"),
        ({"node": "gibtsnicht"}, 400, "Unter dieser Adresse gibt es nichts"),
        ({"node": ""}, 400, "Bitte nennen Sie einen Abschnitt"),
        ({"term": "unbekannt"}, 400, "Thema"),
    ],
)
def test_what_is_missing_is_said_beside_what_was_typed(client, office, change, status, words):
    sent = {
        "node": f.node().public_id,
        "unit": make.unit().public_id,
        "since": TODAY.isoformat(),
        "note": "Mein Vermerk",
    }
    answer = client.post(DESK, sent | change)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "Mein Vermerk" in answer.content.decode()
    assert not Responsibility.objects.exists()


def test_the_office_changes_and_ends_a_rule(client, office):
    rule = make.rule(make.unit("A"), node=f.node(title="Radwege"), by=office)
    other = make.unit("B")
    address = reverse("responsibility-edit", args=[rule.public_id])
    assert "Radwege" in client.get(address).content.decode()
    sent = {"unit": other.public_id, "since": TODAY.isoformat(), "note": ""}
    assert client.post(address, sent).status_code == 302
    gone = client.post(address, sent)
    assert gone.status_code == 409
    assert "gilt seit" in gone.content.decode()
    after = Responsibility.objects.get(until=None)
    ending = {"act": "end", "end-since": TODAY.isoformat(), "end-reason": "Entfällt."}
    way = reverse("responsibility-edit", args=[after.public_id])
    assert client.post(way, ending).status_code == 302
    assert not Responsibility.objects.filter(until=None).exists()


def test_open_contributions_are_looked_at_before_they_are_assigned(client, office):
    section = f.node()
    passage = f.passage(section)
    f.open_window(passage)
    nodes = [f.remark(passage) for _ in range(2)]
    assert "passt keine Regel" in shown(client, OPEN)
    make.rule(make.unit("Straßenamt"), node=section, by=office)
    page = shown(client, OPEN)
    assert "Straßenamt: <b>2 Beiträge</b>" in page
    assert not HandOver.objects.exists()
    assert "Zugeordnet: 2 Beiträge." in client.post(OPEN, follow=True).content.decode()
    nodes[0].refresh_from_db()
    assert nodes[0].unit.name == "Straßenamt"
    assert "Jeder offene Beitrag" in shown(client, OPEN)


@pytest.mark.parametrize("times", [1, 3])
def test_the_desk_of_gaps_takes_nine_statements(client, office, times, django_assert_num_queries):
    section = f.node()
    for nth in range(times):
        passage = f.passage(section)
        f.open_window(passage)
        f.remark(passage)
        unit = make.unit(f"Altes Amt {nth}")
        f.many_remarks(passage, 1, unit=unit)
        unit.ended = TODAY
        unit.save()
    make.rule(make.unit("Straßenamt"), node=section, by=office)
    with django_assert_num_queries(9):
        assert client.get(OPEN).status_code == 200


@pytest.mark.parametrize("times", [1, 3])
def test_the_desk_takes_eight_statements(client, office, times, django_assert_num_queries):
    entries = make.subjects(*("abc"[:times]), office=office)
    for nth, entry in enumerate(entries.values()):
        make.rule(make.unit(f"A{nth}"), node=f.node(), term=entry.term, by=office)
        make.rule(make.unit(f"C{nth}"), term=entry.term, since=TODAY + ONE, by=office)
    with django_assert_num_queries(8):
        assert client.get(DESK).status_code == 200


def test_the_office_chooses_who_takes_over(client, office):
    old, one, two = make.unit("Altes Amt"), make.unit("Amt Eins"), make.unit("Amt Zwei")
    nodes = f.many_remarks(f.open_passage(), 2, unit=old)
    dissolve(organisation=old, successors=[one, two], on=TODAY, visitor=f.administrator(), at=NOW)
    old.refresh_from_db()
    settle_dissolution(organisation=old, at=NOW)
    assert "Altes Amt" in shown(client, GAPS)
    page = shown(client, OPEN)
    assert "Altes Amt" in page
    assert page.index("Amt Eins") < page.index("Amt Zwei")
    way = reverse("responsibility-take-over", args=[old.public_id])
    assert "Bitte wählen" in client.post(way, {"unit": ""}, follow=True).content.decode()
    done = client.post(way, {"unit": two.public_id}, follow=True).content.decode()
    assert "die Regeln und 2 offene Beiträge" in done
    nodes[0].refresh_from_db()
    assert nodes[0].unit == two


@pytest.mark.parametrize("who", [f.citizen, f.moderator, f.administrator])
def test_the_desk_is_for_the_office(client, who):
    rule, old = make.rule(make.unit(), node=f.node()), make.unit("Altes Amt")
    ways = [DESK, OPEN, reverse("responsibility-edit", args=[rule.public_id])]
    over = reverse("responsibility-take-over", args=[old.public_id])
    for way in ways:
        assert client.get(way).status_code == 302
    client.force_login(who().person)
    for way in [*ways, over]:
        assert client.post(way).status_code == 403


def test_the_page_of_a_contribution_says_who_owes_the_answer(client):
    passage = f.open_passage()
    without = f.remark(passage)
    assert "noch keiner Stelle zugeordnet" in shown(client, f"/de/n/{without.public_id}/")
    make.rule(make.unit("Straßenamt"), node=passage)
    node = f.remark(passage)
    page = shown(client, f"/de/n/{node.public_id}/")
    assert "Antwort schuldet" in page
    assert "Straßenamt" in page
    assert why(node) in page
    f.answer(node)
    assert "Antwort schuldet" not in shown(client, f"/de/n/{node.public_id}/")
    assert why(passage) in shown(client, f"/de/n/{passage.public_id}/")
