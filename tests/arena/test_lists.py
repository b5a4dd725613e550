"""Lists of ideas: narrowed down by the address, page by page, never dearer for more."""

import pytest

from mitmachstadt.arena.enums import Sort, Stage, State
from mitmachstadt.arena.queries import IdeaFilter, ideas_page
from mitmachstadt.arena.queries.lists import IDEAS_PAGE
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Relation, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import Place
from mitmachstadt.people.actions import enter_districts
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db


def titles(inside, **asked):
    found = ideas_page(inside, IdeaFilter(**asked), after=None, at=f.NOW)
    return [Node.objects.get(pk=idea.node.pk).title for idea in found.ideas]


def at(inside, rest=""):
    return f"/de/arena/{inside.node.public_id}/{rest}"


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_the_same_statements_for_one_and_three(
    client, django_assert_num_queries, number
):
    goal = f.passage(text="Ziel")
    inside = a.arena(goal)
    for nth in range(number):
        a.idea(inside, f"Idee {nth}", goals=[(goal, a.REASON)])
    with django_assert_num_queries(6):
        client.get(at(inside))
    forget_pages()
    with django_assert_num_queries(6):
        client.get(at(inside, f"?ziel={goal.public_id}&art=proposal&still=on"))
    client.force_login(f.person())
    with django_assert_num_queries(10):
        client.get(at(inside))


@pytest.mark.parametrize("number", [1, 3])
def test_all_arenas_take_the_same_statements_for_one_and_three(
    client, django_assert_num_queries, number
):
    for nth in range(number):
        a.arena(title=f"Arena {nth}")
    with django_assert_num_queries(5):
        page = client.get("/de/arena/")
    assert page.content.decode().count("nimmt Ideen an") == number


def test_district_one_is_not_ten_to_twelve():
    districts = enter_districts([f"Bezirk {n}" for n in range(1, 13)])
    inside = a.arena()
    for district in districts:
        a.idea(inside, f"In {district.number}", district=district)
    assert titles(inside, district=1) == ["In 1"]
    assert titles(inside, district=12) == ["In 12"]


def test_list_is_narrowed_by_stage_state_sort_and_goal():
    other, goal = f.passage(text="Anderes Ziel"), f.passage(text="Ziel")
    inside = a.arena(other, goal)
    need = a.idea(inside, "Bedarf", sort=Sort.NEED, goals=[(goal, a.REASON)])
    grown = a.ready_for_assessment(a.idea(inside, "Gereift"))
    done = a.idea(inside, "Umgesetzt")
    link(source=done.node, target=f.passage(), relation=Relation.CARRIED_OUT_BY, by=None, at=f.NOW)
    assert titles(inside, sort=Sort.NEED) == ["Bedarf"]
    assert titles(inside, goal=goal.pk) == ["Bedarf"]
    assert titles(inside, stage=Stage.IDEA) == ["Bedarf"]
    assert titles(inside, stage=Stage.PROPOSAL) == ["Gereift"]
    assert titles(inside, stage=Stage.MEASURE) == ["Umgesetzt"]
    assert titles(inside, state=State.ASSESSMENT) == ["Gereift"]
    assert titles(inside) == ["Umgesetzt", "Gereift", "Bedarf"]
    assert need.state == State.SUBMITTED
    assert grown.state == State.ASSESSMENT


def test_what_stands_still_is_flagged_for_everybody(client, time_machine):
    inside = a.arena(stuck_days=30)
    one = a.idea(inside, "Alt")

    def read(address=f"/de/n/{one.node.public_id}/"):
        # Within one transaction PostgreSQL does not tell that something was written.
        forget_pages()
        return client.get(address).content.decode()

    assert "steht still" not in read()
    time_machine.move_to(f.NOW + 31 * f.DAY, tick=False)
    assert "steht still" in read()
    assert "steht still" in read(at(inside, "?still=on"))
    a.move(one, State.DECLINED, reason="Gehört dem Land.", at=f.NOW + 31 * f.DAY)
    assert "steht still" not in read()


def test_pages_follow_each_other_without_gap_or_repetition():
    inside = a.arena()
    made = [a.idea(inside, f"Idee {nth}").pk for nth in range(IDEAS_PAGE + 3)]
    first = ideas_page(inside, IdeaFilter(), after=None, at=f.NOW)
    assert first.older is not None
    second = ideas_page(inside, IdeaFilter(), after=first.older, at=f.NOW)
    assert second.older is None
    listed = [idea.node.pk for idea in (*first.ideas, *second.ideas)]
    assert listed == made[::-1]
    assert Place.read(str(first.older)) == first.older


def test_only_what_everybody_may_read_is_listed():
    inside = a.arena()
    one = a.idea(inside)
    Node.objects.filter(pk=one.pk).update(visibility=Visibility.WAITING)
    assert titles(inside) == []


@pytest.mark.parametrize("rest", ["?stufe=alles", "?bezirk=999999", "?nach=x", "?ziel=%00"])
def test_nonsense_in_the_address_narrows_nothing_down(client, rest):
    inside = a.arena()
    a.idea(inside, "Da")
    page = client.get(at(inside, rest))
    assert page.status_code == 200
    assert "Da" in page.content.decode()


def test_merged_and_remarked_idea_shows_where_it_stands(client):
    inside = a.arena()
    one = a.idea(inside, "Mit Anmerkung")
    f.remark(f.fresh(one.node), "Gut!")
    html = client.get(at(inside)).content.decode()
    assert "1 Anmerkung" in html
    assert "eingereicht" in html


def test_page_without_script_or_account_takes_an_idea(client):
    inside = a.arena()
    page = client.get(at(inside, "einreichen/"))
    assert page.status_code == 200
    sent = client.post(
        at(inside, "einreichen/"),
        {"sort": "need", "title": "Mehr Bänke", "text": "Am Platz fehlen Bänke."},
    )
    html = sent.content.decode()
    assert sent.status_code == 200
    assert "wartet auf Freigabe" in html
    wrong = client.post(at(inside, "einreichen/"), {"sort": "need", "title": "", "text": "Text."})
    assert wrong.status_code == 400
    assert "Text." in wrong.content.decode()
