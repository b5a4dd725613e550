"""What is kept of an arena, what the register is told of it, and who opens it."""

import pytest

from mitmachstadt.arena import actions
from mitmachstadt.arena.enums import LONGEST_INTRO
from mitmachstadt.arena.models import Arena, ArenaGoal
from mitmachstadt.arena.queries import goals_of
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.errors import NodeNotPublic
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db
LATER = f.NOW + f.DAY


def keep(inside, **more):
    words = {"title": "Arena Nord", "intro": "Was fehlt?", **more}
    return actions.keep_arena(arena=inside, visitor=f.office(), at=LATER, **words)


def told(kind):
    return [entry.payload.content for entry in Entry.objects.filter(kind=kind).order_by("pk")]


def test_words_of_an_arena_come_clean_and_no_longer_than_they_may_be():
    made = keep(None, title=" Nord\x00 ", intro=f" Was\x00 fehlt? {'x' * LONGEST_INTRO}")
    row = Arena.objects.select_related("node").get(pk=made.pk)
    assert (row.node.title, len(row.intro)) == ("Nord", LONGEST_INTRO)
    assert row.intro.startswith("Was fehlt? xxx")
    assert row.node.text == row.intro == made.node.text


def test_new_name_of_an_arena_stands_in_its_node_at_once():
    inside, other = a.arena(), a.arena(title="Arena Süd")
    made = keep(inside, title="Arena Mitte", intro="Wo drückt es?")
    row = Node.objects.get(pk=inside.pk)
    assert (row.title, row.text, row.changed) == ("Arena Mitte", "Wo drückt es?", LATER)
    assert (made.node.title, made.node.text) == ("Arena Mitte", "Wo drückt es?")
    assert Node.objects.get(pk=other.pk).title == "Arena Süd"


def test_register_tells_what_is_kept_of_an_arena():
    goal = f.passage(text="Kurze Wege")
    body = f.organisation("Beirat", kind=OrganisationKind.BODY)
    inside = a.arena(opened=False)
    keep(inside, title="Nord", goals=[goal], body=body, stuck_days=0)
    assert told("arena.kept")[-1] == {
        "title": "Nord", "intro": "Was fehlt?", "goals": [goal.public_id], "body": "Beirat",
        "stuck_days": 1,
    }  # fmt: skip
    assert {entry.subject for entry in Entry.objects.filter(kind="arena.kept")} == {
        inside.node.public_id
    }
    keep(inside)
    assert told("arena.kept")[-1]["body"] == ""


def test_goal_that_is_taken_back_goes_from_this_arena_alone():
    one, two = f.passage(text="Eins"), f.passage(text="Zwei")
    inside, other = a.arena(one, two), a.arena(one, two)
    keep(inside, goals=None)
    assert goals_of(inside) == [one, two]
    keep(inside, goals=[two])
    assert goals_of(inside) == [two] and goals_of(other) == [one, two]
    kept = ArenaGoal.objects.get(arena=other, node=one)
    actions.choose_goals(arena=other, goals=[two, one], visitor=f.office(), at=LATER)
    assert goals_of(other) == [two, one]
    assert ArenaGoal.objects.get(arena=other, node=one).pk == kept.pk
    assert told("arena.goals") == [{"goals": [two.public_id, one.public_id]}]


def test_arena_offers_no_goal_that_nobody_can_read():
    hidden, open_goal = f.passage(text="Still"), f.passage(text="Offen")
    Node.objects.filter(pk=hidden.pk).update(visibility=Visibility.HIDDEN)
    hidden.refresh_from_db()
    inside = a.arena()
    for attempt in (
        lambda: keep(inside, goals=[open_goal, hidden]),
        lambda: keep(None, goals=[hidden]),
        lambda: actions.choose_goals(
            arena=inside, goals=[open_goal, hidden], visitor=f.office(), at=LATER
        ),
    ):
        with pytest.raises(NodeNotPublic):
            attempt()
    assert Arena.objects.count() == 1 and not ArenaGoal.objects.exists()


def test_only_the_office_opens_an_arena_and_says_what_it_offers():
    goal = f.passage(text="Kurze Wege")
    inside = a.arena(goal, opened=False)
    for who in (f.citizen(), f.moderator(), f.administrator()):
        by = {"arena": inside, "visitor": who, "at": f.NOW}
        with pytest.raises(RoleNeeded):
            actions.open_arena(opens=f.NOW, closes=LATER, **by)
        with pytest.raises(RoleNeeded):
            actions.choose_goals(goals=[], **by)
    assert not Window.objects.exists() and goals_of(inside) == [goal]
    actions.open_arena(
        arena=inside, opens=f.NOW, closes=LATER, visitor=f.office(), at=f.NOW, answer_due=LATER
    )
    assert Window.objects.get().node_id == inside.pk
