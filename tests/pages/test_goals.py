"""What goals get from measures and ideas: counted in the database, copies apart, gaps named."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitmachstadt.arena.actions import merge_ideas
from mitmachstadt.arena.enums import Sort, State
from mitmachstadt.contributions.actions import hide
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.pages.queries.goals import NAMED, goals_page
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.models import Section
from tests import factories as f
from tests.arena import ideas as arena
from tests.measures.portfolio import copied, link, measure

pytestmark = pytest.mark.django_db
PAYS = Relation.PAYS_INTO


@pytest.fixture
def document():
    return f.strategy_document()


@pytest.fixture
def owner():
    return f.organisation("Bezirksamt Mitte")


def section(document, kind=SectionKind.GOAL, title="Alle kommen hinüber"):
    node = f.node(Kind.SECTION, parent=document.node, title=title)
    return Section.objects.create(node=node, document=document, kind=kind)


def test_measures_and_ideas_count_where_they_pay_in(document, owner):
    goal, other = section(document), section(document, title="Anderes Ziel")
    principle = section(document, SectionKind.PRINCIPLE, "Menschen zuerst")
    made = measure(owner)
    link(made.node, goal.node, PAYS)
    link(made.node, principle.node, PAYS)
    link(f.node(Kind.IDEA, title="Idee"), goal.node, PAYS)
    page = goals_page()
    assert [(line.section, line.paid.measures, line.paid.ideas) for line in page.goals] == [
        (goal, 1, 1), (other, 0, 0),
    ]  # fmt: skip
    assert [line.paid.measures for line in page.principles] == [1]
    assert [line.section for line in page.empty] == [other]
    assert page.goals[0].named == [made.node]


def test_copies_are_counted_apart(document, owner):
    goal, first, second = section(document), measure(owner, "Erste"), measure(owner, "Zweite")
    copied(first, second)
    link(first.node, goal.node, PAYS)
    link(second.node, goal.node, PAYS)
    paid = goals_page().goals[0].paid
    assert (paid.measures, paid.copies) == (1, 1)


def test_what_is_hidden_pays_into_nothing(document, owner):
    goal, made = section(document), measure(owner)
    link(made.node, goal.node, PAYS)
    made.node.visibility = Visibility.HIDDEN
    made.node.save()
    assert goals_page().goals[0].paid.nothing


def test_only_some_measures_are_named(document, owner):
    goal = section(document)
    for number in range(NAMED + 2):
        link(measure(owner, f"Maßnahme {number}").node, goal.node, PAYS)
    line = goals_page().goals[0]
    assert (len(line.named), line.more, line.paid.measures) == (NAMED, 2, NAMED + 2)


def test_need_is_open_until_a_measure_takes_it_up_itself_or_by_way_of_a_step(document, owner):
    direct, by_way, never = (section(document, SectionKind.NEED, title) for title in "ABC")
    assert goals_page().open_needs == 3
    made, step = measure(owner), section(document, title="Ziel")
    link(direct.node, made.node, Relation.CARRIED_OUT_BY)
    link(by_way.node, step.node, Relation.TAKEN_UP_IN)
    link(never.node, step.node, Relation.PARALLEL_TO)
    assert goals_page().open_needs == 2
    link(step.node, made.node, Relation.CARRIED_OUT_BY)
    page = goals_page()
    assert (page.needs, page.open_needs, page.all_needs) == ([never.node], 1, 3)


def test_needs_that_people_brought_are_among_them(document, owner, client):
    named, inside = section(document, SectionKind.NEED, "Genannt"), arena.arena()
    need = arena.idea(inside, "Gebracht", sort=Sort.NEED)
    arena.idea(inside, "Vorschlag")
    gone = arena.idea(inside, "Abgelehnt", sort=Sort.NEED)
    arena.move(gone, State.DECLINED, reason="Gehört dem Land.")
    part = arena.idea(inside, "Aufgegangen", sort=Sort.NEED)
    merge_ideas(whole=need, parts=[part], reason="Dasselbe.", visitor=f.office(), at=f.NOW)
    unseen = arena.idea(inside, "Verborgen", sort=Sort.NEED)
    hide(node=unseen.node, visitor=f.moderator(), reason="Beleidigt.", at=f.NOW)
    page = goals_page()
    assert (set(page.needs), page.open_needs, page.all_needs) == ({named.node, need.node}, 2, 2)
    shown = client.get("/de/massnahmen/ziele/").content.decode()
    assert "Gebracht" in shown and "aus der Arena" in shown and "aus der Strategie" in shown
    link(need.node, measure(owner).node, Relation.CARRIED_OUT_BY)
    page = goals_page()
    assert (page.needs, page.open_needs, page.all_needs) == ([named.node], 1, 2)


@pytest.mark.parametrize("times", [1, 3])
def test_page_takes_as_many_statements_for_one_as_for_three(document, owner, client, times):
    for number in range(times):
        goal = section(document, title=f"Ziel {number}")
        section(document, SectionKind.NEED, f"Bedarf {number}")
        for each in range(times):
            link(measure(owner, f"Maßnahme {number} {each}").node, goal.node, PAYS)
    with CaptureQueriesContext(connection) as counted:
        assert len(goals_page().goals) == times
    assert len(counted) == 7
    forget_pages()
    with CaptureQueriesContext(connection) as counted:
        answer = client.get("/de/massnahmen/ziele/")
    assert answer.status_code == 200 and len(counted) == 7


def test_city_without_goals_says_so(client):
    assert "Noch gibt es weder Leitgedanken" in client.get("/de/massnahmen/ziele/").content.decode()


def test_full_page_weighs_less_than_sixty_thousand(document, owner, client):
    for number in range(40):
        goal = section(document, title=f"{number} " + "Ziel " * 40)
        section(document, SectionKind.NEED, f"{number} " + "Bedarf " * 30)
        for each in range(3):
            link(measure(owner, f"{each} " + "Wort " * 38).node, goal.node, PAYS)
    assert len(client.get("/de/massnahmen/ziele/").content) < 60_000
