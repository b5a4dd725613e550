"""An idea comes in: what it needs, what it is refused for, what everybody sees of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mitmachstadt.arena import actions
from mitmachstadt.arena.enums import IDEA_MINUTES, IDEAS_PER_HOUR, Sort
from mitmachstadt.arena.errors import (
    GoalReasonMissing,
    GoalReasonRepeated,
    GoalUnknown,
    NotAnArena,
    TitleMissing,
    TitleTooLong,
    TooManyGoals,
    TooManyIdeas,
)
from mitmachstadt.arena.models import Idea
from mitmachstadt.contributions.actions import correct_remark, give_support, withdraw_remark
from mitmachstadt.kernel.models import RateCount
from mitmachstadt.kernel.rates import count_attempt
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.errors import NoWindow
from mitmachstadt.nodes.models import Node, Trace
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db


MINUTE = timedelta(minutes=1)


def goals(number):
    return [f.passage(text=f"Ziel {nth}") for nth in range(number)]


def test_idea_keeps_what_was_said_and_what_it_pays_into():
    goal, other = goals(2)
    inside = a.arena(goal, other)
    one = a.idea(inside, goals=[(goal, a.REASON)], sort=Sort.NEED)
    assert (one.sort, one.state, one.node.kind) == (Sort.NEED, "submitted", Kind.IDEA)
    trace = Trace.objects.get(source=one.node, relation=Relation.PAYS_INTO)
    assert (trace.target, trace.note) == (goal, a.REASON)
    assert Entry.objects.filter(subject=one.node.public_id, kind="idea.submitted").exists()
    assert f.fresh(inside.node).remarks == 1


@pytest.mark.parametrize(
    ("title", "refusal"), [("", TitleMissing), ("  ", TitleMissing), ("x" * 121, TitleTooLong)]
)
def test_idea_needs_a_title_that_fits(title, refusal):
    inside = a.arena()
    with pytest.raises(refusal):
        actions.submit_idea(arena=inside, words=a.words(title), visitor=f.citizen(), at=f.NOW)
    assert not Idea.objects.exists()


def test_goals_need_reasons_of_their_own_and_are_few():
    four = goals(4)
    inside = a.arena(*four)

    def submit(chosen):
        actions.submit_idea(
            arena=inside, words=a.words(goals=chosen), visitor=f.citizen(), at=f.NOW
        )

    with pytest.raises(GoalReasonMissing):
        submit([(four[0], "  ")])
    with pytest.raises(GoalReasonMissing):
        submit([(four[0], "weil")])
    with pytest.raises(GoalReasonRepeated):
        submit([(four[0], a.REASON), (four[1], a.REASON.upper())])
    with pytest.raises(TooManyGoals):
        submit([(goal, f"{a.REASON} {nth}") for nth, goal in enumerate(four)])
    with pytest.raises(GoalUnknown):
        submit([(f.passage(text="Woanders"), a.REASON)])
    assert not Idea.objects.exists()
    submit([(goal, f"{a.REASON} {nth}") for nth, goal in enumerate(four[:3])])
    assert Idea.objects.count() == 1


def test_nothing_comes_in_where_nothing_is_open():
    with pytest.raises(NoWindow):
        a.idea(a.arena(opened=False))


def test_ideas_come_in_at_arenas_only():
    from mitmachstadt.arena.rules import may_submit_to

    assert isinstance(may_submit_to(f.passage()).refusal, NotAnArena)


def test_same_form_twice_is_one_idea_with_one_code():
    inside, who, said = a.arena(), f.citizen(), a.words()
    first = actions.submit_idea(arena=inside, words=said, visitor=who, at=f.NOW)
    again = actions.submit_idea(arena=inside, words=said, visitor=who, at=f.NOW)
    assert (again.again, again.code, again.node.pk) == (True, first.code, first.node.pk)
    assert Idea.objects.count() == 1


def test_without_account_it_waits_and_is_corrected_and_withdrawn_with_its_code():
    goal = f.passage(text="Ziel")
    inside = a.arena(goal)
    done = actions.submit_idea(
        arena=inside, words=a.words(goals=[(goal, a.REASON)]), visitor=f.visitor(), at=f.NOW
    )
    assert done.node.visibility == Visibility.WAITING
    node = correct_remark(code=done.code, text="Anders.", title="Neuer Titel", at=f.NOW)
    assert (node.title, node.text) == ("Neuer Titel", "Anders.")
    withdraw_remark(code=done.code, at=f.NOW)
    node = f.fresh(done.node)
    assert (node.title, node.text) == ("Zurückgezogene Idee", "")
    # The reason is the author's words too.
    assert Trace.objects.get(source=node).note == ""


def test_flood_from_one_connection_ends_and_says_when_it_goes_on(settings):
    settings.UNPROVEN_PER_DAY = 10_000
    inside = a.arena()

    def submit():
        return actions.submit_idea(
            arena=inside, words=a.words(), visitor=f.visitor(), at=f.NOW, address="192.0.2.7"
        )

    for _ in range(IDEAS_PER_HOUR):
        submit()
    with pytest.raises(TooManyIdeas) as refused:
        submit()
    assert refused.value.data["until"] > f.NOW
    assert Node.objects.filter(kind=Kind.IDEA).count() == IDEAS_PER_HOUR


def test_five_thousand_from_one_address_in_an_hour_stop_nobody_else(client, settings, time_machine):
    settings.UNPROVEN_PER_DAY = settings.UNPROVEN_WAITING = 100_000
    begins = f.NOW.replace(minute=0, second=0, microsecond=0)
    inside, flood, other = a.arena(), "192.0.2.7", "198.51.100.9"

    def send(address, nth, minute):
        time_machine.move_to(begins + minute * MINUTE, tick=False)
        said = {"sort": "need", "title": f"Idee {nth}", "text": f"Es fehlt {nth}.",
                "submission": f"{nth:032x}"}  # fmt: skip
        address_of_arena = f"/de/arena/{inside.node.public_id}/einreichen/"
        return client.post(address_of_arena, said, REMOTE_ADDR=address)

    def came():
        return Node.objects.filter(kind=Kind.IDEA).count()

    for nth in range(IDEAS_PER_HOUR + 5):
        assert send(flood, nth, 1).status_code == (200 if nth < IDEAS_PER_HOUR else 429)
    assert came() == IDEAS_PER_HOUR
    # The rest of the five thousand, as the counter sees them.
    counted = count_attempt("idea", flood, at=begins + MINUTE, minutes=IDEA_MINUTES)
    RateCount.objects.filter(count=counted).update(count=5_000)
    refused = send(flood, 5_001, 59)
    until = timezone.localtime(begins + 60 * MINUTE)
    assert refused.status_code == 429
    words = " ".join(refused.content.decode().split())
    assert f"schon {IDEAS_PER_HOUR} Ideen" in words and f"{until:%H:%M}" in words
    assert "Idee 5001" in words and came() == IDEAS_PER_HOUR, "what was typed stands there still"
    assert send(other, 6_000, 59).status_code == 200
    assert a.idea(inside, "Mit Konto", at=begins + 59 * MINUTE)
    assert send(flood, 5_002, 60).status_code == 200
    assert came() == IDEAS_PER_HOUR + 3


def test_nobody_floods_with_one_account(settings):
    settings.REMARKS_PER_HOUR = 3
    inside, who = a.arena(), f.citizen()
    for _ in range(3):
        a.idea(inside, by=who)
    from mitmachstadt.contributions.errors import TooManyRemarks

    with pytest.raises(TooManyRemarks):
        a.idea(inside, by=who)


def test_idea_is_supported_by_others():
    one = a.idea(a.arena())
    assert give_support(node=one.node, visitor=f.citizen(), at=f.NOW)
    assert f.fresh(one.node).supports == 1
