"""On, back and aside: what each gate asks for, and that everybody reads why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.arena import actions
from mitmachstadt.arena.enums import ASIDE, WAY, Sort, State, Target
from mitmachstadt.arena.errors import (
    GateClosed,
    MovedMeanwhile,
    NoSuchStep,
    OnlyDecentralOrNetwork,
    ReasonMissing,
    ReviewDayMissing,
    ReviewDayPast,
)
from mitmachstadt.arena.models import IdeaStep
from mitmachstadt.arena.queries import Facts, facts_about
from mitmachstadt.arena.rules import gate_for, steps_from
from mitmachstadt.ledger.models import Entry
from mitmachstadt.people.errors import RoleNeeded
from tests import factories as f
from tests.arena import ideas as a

db = pytest.mark.django_db
EMPTY = Facts(sponsors=0, pays_into=0, has_goals=True, sheet=frozenset(), has_target=False)


@db
def test_gate_says_before_what_it_asks_for_and_opens_when_it_is_there():
    goal = f.passage(text="Ziel")
    one = a.idea(a.arena(goal), goals=[(goal, a.REASON)])
    gate = gate_for(State.DEVELOPMENT, facts_about(one))
    assert gate.missing == ["jemand übernimmt die Patenschaft"]
    with pytest.raises(GateClosed) as refused:
        a.move(one, State.DEVELOPMENT)
    assert "Patenschaft" in refused.value.in_words
    a.sponsored(one)
    assert a.move(one, State.DEVELOPMENT).state == State.DEVELOPMENT


@db
def test_whole_way_to_the_assessment_leaves_every_step_behind():
    one = a.ready_for_assessment(a.idea(a.arena()))
    assert one.state == State.ASSESSMENT
    steps = IdeaStep.objects.filter(idea=one).values_list("came_from", "went_to")
    assert list(steps) == [
        ("submitted", "development"),
        ("development", "fact_sheet"),
        ("fact_sheet", "assessment"),
    ]
    assert Entry.objects.filter(subject=one.node.public_id, kind="idea.moved").count() == 3


def test_each_gate_asks_for_its_own():
    assert len(gate_for(State.DEVELOPMENT, EMPTY).missing) == 2
    assert len(gate_for(State.FACT_SHEET, EMPTY).missing) == 2
    assert len(gate_for(State.ASSESSMENT, EMPTY).missing) == 5
    assert gate_for(State.SUBMITTED, EMPTY).is_open
    assert gate_for(State.PARKED, EMPTY).is_open


@given(st.sampled_from([*WAY, *ASIDE]))
def test_forward_goes_one_step_and_nothing_goes_to_where_it_is(here):
    steps = steps_from(here)
    assert here not in steps
    assert len(set(steps)) == len(steps)
    if here in WAY:
        ahead = [step for step in steps if step in WAY and WAY.index(step) > WAY.index(here)]
        assert ahead == list(WAY[WAY.index(here) + 1 : WAY.index(here) + 2])
        assert set(ASIDE) <= set(steps)


@db
def test_no_step_is_skipped():
    one = a.idea(a.arena())
    with pytest.raises(NoSuchStep):
        a.move(one, State.ASSESSMENT)


@db
def test_back_and_aside_need_a_reason():
    one = a.idea(a.arena())
    a.sponsored(one)
    a.move(one, State.DEVELOPMENT)
    for to in (State.SUBMITTED, State.DECLINED, State.PARKED):
        with pytest.raises(ReasonMissing):
            a.move(one, to, reason="  ")
    assert a.move(one, State.SUBMITTED, reason="Noch zu früh.").state == State.SUBMITTED


@db
def test_parked_until_a_day_that_is_still_to_come():
    one = a.idea(a.arena())
    with pytest.raises(ReviewDayMissing):
        a.move(one, State.PARKED, reason="Erst das Gutachten.")
    with pytest.raises(ReviewDayPast):
        a.move(one, State.PARKED, reason="Erst das Gutachten.", review_on=date(2026, 11, 21))
    parked = a.move(one, State.PARKED, reason="Erst das Gutachten.", review_on=date(2027, 3, 1))
    assert parked.review_on == date(2027, 3, 1)
    back = a.move(parked, State.SUBMITTED, reason="Das Gutachten ist da.")
    assert (back.state, back.review_on) == (State.SUBMITTED, None)


@db
def test_declined_idea_may_come_back():
    one = a.move(a.idea(a.arena()), State.DECLINED, reason="Gehört dem Land.")
    assert a.move(one, State.SUBMITTED, reason="Doch nicht.").state == State.SUBMITTED


@db
def test_two_people_who_move_at_once_do_not_overwrite_each_other():
    one = a.idea(a.arena())
    a.move(one, State.DECLINED, reason="Gehört dem Land.", seen=State.SUBMITTED)
    with pytest.raises(MovedMeanwhile):
        a.move(one, State.DECLINED, reason="Zu teuer.", seen=State.SUBMITTED)


@db
def test_only_the_office_moves():
    one = a.idea(a.arena())
    for visitor in (f.citizen(), f.moderator(), f.administrator()):
        with pytest.raises(RoleNeeded):
            a.move(one, State.DECLINED, reason="Nein.", visitor=visitor)


@db
def test_central_measures_come_from_the_arena_only_with_a_reason():
    one = a.idea(a.arena())
    with pytest.raises(OnlyDecentralOrNetwork):
        actions.aim_at(idea=one, target=Target.CENTRAL, visitor=f.office(), at=f.NOW)
    kept = actions.aim_at(
        idea=one, target=Target.CENTRAL, exception="Betrifft alle Ämter zugleich.",
        visitor=f.office(), at=f.NOW,
    )  # fmt: skip
    assert kept.exception == "Betrifft alle Ämter zugleich."
    kept = actions.aim_at(idea=one, target=Target.NETWORK, visitor=f.office(), at=f.NOW)
    assert (kept.target, kept.exception) == (Target.NETWORK, "")


@db
def test_need_becomes_a_proposal_by_its_author():
    who = f.citizen()
    one = a.idea(a.arena(), sort=Sort.NEED, by=who)
    assert actions.convert_idea(idea=one, visitor=who, at=f.NOW).sort == Sort.PROPOSAL
    from mitmachstadt.arena.errors import NotYourSheet

    with pytest.raises(NotYourSheet):
        actions.convert_idea(idea=one, visitor=f.citizen(), at=f.NOW)


@db
def test_goals_are_changed_and_taken_back():
    first, second = f.passage(text="Eins"), f.passage(text="Zwei")
    one = a.idea(a.arena(first, second), goals=[(first, a.REASON)])
    actions.pay_into(idea=one, goals=[(second, a.REASON)], visitor=f.office(), at=f.NOW)
    assert [t.target.title for t in one.node.traces_forward.all()] == ["Zwei"]


@db
def test_aside_is_no_way_around_the_gates():
    one = a.move(a.idea(a.arena()), State.DECLINED, reason="Gehört dem Land.")
    for to in (State.DEVELOPMENT, State.FACT_SHEET, State.ASSESSMENT):
        with pytest.raises(NoSuchStep):
            a.move(one, to, reason="Doch.")
    assert a.move(one, State.SUBMITTED, reason="Doch.").state == State.SUBMITTED


@db
def test_what_comes_back_from_aside_may_be_where_it_was():
    one = a.idea(a.arena())
    a.sponsored(one)
    a.move(one, State.DEVELOPMENT)
    a.move(one, State.DECLINED, reason="Zu teuer.")
    assert a.move(one, State.DEVELOPMENT, reason="Doch nicht.").state == State.DEVELOPMENT
