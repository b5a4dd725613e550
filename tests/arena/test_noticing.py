"""What an idea says beside its text is held against the same patterns, and shown at the desk."""

import pytest

from mitmachstadt.arena import actions
from mitmachstadt.arena.models import Idea
from mitmachstadt.contributions.actions import correct_own_remark, enter_pattern, switch_pattern
from mitmachstadt.contributions.actions.moderating import PatternWords
from mitmachstadt.contributions.enums import PatternKind, Suspicion
from mitmachstadt.contributions.models import Remark
from mitmachstadt.nodes.enums import Visibility
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db
SPAM = "Kaufen Sie Uhren, dann kommen alle schneller voran."
LINKS = "Mehr steht auf https://eins.example und hilft den kurzen Wegen."


@pytest.fixture(autouse=True)
def patterns():
    for kind, more in (
        (PatternKind.PHRASES, {"phrases": "Kaufen Sie Uhren"}),
        (PatternKind.LINKS, {"number": 2}),
    ):
        words = PatternWords(name=str(kind.label), kind=kind, **more)
        made = enter_pattern(words=words, visitor=f.moderator(), at=f.NOW)
        switch_pattern(pattern=made, on=True, visitor=f.moderator(), at=f.NOW)


@pytest.fixture
def goals():
    return [f.passage(text="Kurze Wege"), f.passage(text="Offene Ämter")]


def brought(goals, *reasons, **more):
    inside = a.arena(*goals)
    given = list(zip(goals, reasons, strict=False))
    by = more.pop("by", None) or f.citizen()
    done = actions.submit_idea(
        arena=inside, words=a.words(goals=given, **more), visitor=by, at=f.NOW
    )
    return f.fresh(done.node)


def noticed(node):
    return Remark.objects.get(node=node).suspicion


@pytest.mark.parametrize(
    ("reasons", "suspicion"),
    [
        ((a.REASON,), ""),
        ((SPAM,), Suspicion.PHRASES),
        ((a.REASON, SPAM), Suspicion.PHRASES),
        ((LINKS,), ""),
        ((LINKS, LINKS.replace("eins", "zwei")), Suspicion.LINKS),
        (("Schreiben Sie mir an ida@example.org, dann geht es.",), Suspicion.PERSONAL),
    ],
)
def test_reasons_are_held_against_the_patterns(goals, reasons, suspicion):
    node = brought(goals, *reasons)
    assert noticed(node) == suspicion
    waits = suspicion in {Suspicion.PHRASES, Suspicion.LINKS}
    assert node.visibility == (Visibility.WAITING if waits else Visibility.PUBLIC)


def test_title_is_held_against_them_too(goals):
    node = brought(goals, title="Kaufen Sie Uhren")
    assert noticed(node) == Suspicion.PHRASES and node.visibility == Visibility.WAITING


def test_office_is_not_held_against_them(goals):
    from mitmachstadt.people.enums import Capacity

    node = brought(goals, SPAM, by=f.office(), capacity=Capacity.OFFICE)
    assert noticed(node) == "" and node.visibility == Visibility.PUBLIC


def test_corrected_text_takes_no_reason_out_of_suspicion(goals):
    by = f.citizen()
    node = brought(goals, SPAM, by=by)
    correct_own_remark(node=node, visitor=by, text="Ganz anders gesagt.", at=f.NOW)
    assert noticed(node) == Suspicion.PHRASES
    assert f.fresh(node).visibility == Visibility.WAITING


def test_desk_shows_the_reasons_with_their_goals(goals, client):
    node = brought(goals, a.REASON, SPAM)
    client.force_login(f.moderator().person)
    for address in ("/de/moderation/", f"/de/n/{node.public_id}/moderieren/"):
        page = client.get(address).content.decode()
        for words in ("Kurze Wege", "Offene Ämter", a.REASON, SPAM):
            assert words in page, address


def test_desk_shows_no_goal_that_is_not_public(goals, client):
    brought(goals, SPAM)
    type(goals[0]).objects.filter(pk=goals[0].pk).update(visibility=Visibility.HIDDEN)
    client.force_login(f.moderator().person)
    page = client.get("/de/moderation/").content.decode()
    assert SPAM in page and "Kurze Wege" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_desk_asks_as_often_for_three_ideas_as_for_one(
    goals, number, client, django_assert_num_queries
):
    for nth in range(number):
        brought(goals, SPAM, title=f"Idee {nth}")
    assert Idea.objects.count() == number
    client.force_login(f.moderator().person)
    client.get("/de/moderation/")
    with django_assert_num_queries(11):
        client.get("/de/moderation/")
