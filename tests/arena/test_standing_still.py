"""What stands still: the list, the page and the filter say the same, also when the day ends."""

from datetime import UTC, datetime

import pytest

from mitmachstadt.arena.enums import ASIDE, WAY, Stage, State
from mitmachstadt.arena.models import Idea
from mitmachstadt.arena.queries import IdeaFilter, ideas_page
from mitmachstadt.arena.queries.ideas import idea_page
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Relation
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db
AFTER = f.NOW + 31 * f.DAY


def listed(inside, *, at=AFTER, **asked):
    return ideas_page(inside, IdeaFilter(**asked), after=None, at=at).ideas


@pytest.fixture
def inside():
    """An idea in every state, one that is carried out, and one that moved lately."""
    made = a.arena(stuck_days=30)
    for state in (*WAY, *ASIDE):
        review_on = AFTER.date() if state == State.PARKED else None
        found = Idea.objects.filter(pk=a.idea(made, str(state)).pk)
        found.update(state=state, review_on=review_on)
    done = a.idea(made, "Umgesetzt")
    link(source=done.node, target=f.passage(), relation=Relation.CARRIED_OUT_BY, by=None, at=f.NOW)
    Idea.objects.filter(pk=a.idea(made, "Bewegt").pk).update(since=AFTER - f.DAY)
    return made


def test_filter_finds_what_is_flagged_and_nothing_else(inside):
    flagged = [idea.node.pk for idea in listed(inside) if idea.stuck]
    assert [idea.node.pk for idea in listed(inside, stuck=True)] == flagged
    still = Idea.objects.filter(pk__in=flagged).values_list("state", flat=True)
    assert sorted(still) == sorted(WAY[:-1])


def test_page_of_each_idea_says_what_the_list_says(inside):
    for idea in listed(inside):
        node = Idea.objects.select_related("node").get(pk=idea.node.pk).node
        assert idea_page(node, at=AFTER).is_stuck == idea.stuck, node.title


def test_list_says_when_the_next_of_them_stands_still():
    made = a.arena(stuck_days=30)
    page = lambda at: ideas_page(made, IdeaFilter(), after=None, at=at)  # noqa: E731
    assert page(f.NOW).stands_still_next is None
    a.idea(made)
    Idea.objects.filter(pk=a.idea(made, "Bewegt").pk).update(since=f.NOW + f.DAY)
    first = f.NOW + 30 * f.DAY
    assert page(f.NOW).stands_still_next == first
    assert page(first + f.TICK).stands_still_next == first + f.DAY
    assert page(first + f.DAY + f.TICK).stands_still_next is None


def test_it_stands_still_from_the_moment_on_that_is_told():
    made = a.arena(stuck_days=30)
    one = a.idea(made)
    from_then = idea_page(one.node, at=f.NOW).stands_still_from
    assert from_then == f.NOW + 30 * f.DAY
    for moment, stuck in ((from_then, False), (from_then + f.TICK, True)):
        assert idea_page(one.node, at=moment).is_stuck == stuck
        assert listed(made, at=moment)[0].stuck == stuck
        assert bool(listed(made, at=moment, stuck=True)) == stuck


def test_kept_list_ends_with_the_day(client, time_machine):
    """Nobody writes anything; what was kept in the morning must not be shown on the next day."""
    made = a.arena(stuck_days=30)
    a.idea(made)
    address = f"/de/arena/{made.node.public_id}/"

    def read(moment):
        time_machine.move_to(moment, tick=False)
        return client.get(address).content.decode()

    assert "steht still" not in read(f.NOW + 30 * f.DAY)
    assert "steht still" in read(datetime(2026, 12, 21, 23, 0, tzinfo=UTC))


def test_kept_list_of_arenas_ends_when_one_opens_and_when_it_closes(client, time_machine):
    a.arena()
    shown = []
    for moment in (f.NOW - 8 * f.DAY, f.NOW - 7 * f.DAY, f.NOW, f.NOW + 7 * f.DAY):
        time_machine.move_to(moment, tick=False)
        shown.append("nimmt Ideen an" in client.get("/de/arena/").content.decode())
    assert shown == [False, True, True, False]


def test_idea_carried_out_has_come_to_its_last_stage(inside):
    (done,) = (idea for idea in listed(inside) if idea.is_measure)
    assert (done.stage, done.stuck) == (Stage.MEASURE, False)
    assert [idea.stage for idea in listed(inside, state=State.PARKED)] == [Stage.IDEA]
