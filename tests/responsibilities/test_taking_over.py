"""A unit that ends leaves nothing behind that nobody sees."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from mitmachstadt.people.actions import dissolve
from mitmachstadt.people.errors import RoleNeeded
from mitmachstadt.responsibilities import errors
from mitmachstadt.responsibilities.actions import (
    end_responsibility,
    hand_over,
    settle_dissolution,
    take_over_duties,
)
from mitmachstadt.responsibilities.models import HandOver
from mitmachstadt.responsibilities.queries import left_behind, register_page
from mitmachstadt.responsibilities.tasks import settle_dissolution_of
from tests import factories as f
from tests.factories import NOW
from tests.responsibilities import make
from tests.responsibilities.make import TODAY

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


def ended(unit, *successors, on=TODAY):
    dissolve(organisation=unit, successors=successors, on=on, visitor=f.administrator(), at=NOW)
    unit.refresh_from_db()
    return unit


@pytest.fixture
def old():
    return make.unit("Altes Amt")


@pytest.fixture
def rule(old):
    made = make.rule(old, node=f.open_passage())
    return make.former(made, since=TODAY - 30 * ONE)


def lies_with(nodes):
    for node in nodes:
        node.refresh_from_db()
    return {node.unit.name if node.unit else None for node in nodes}


def rules_now(on=TODAY):
    return [(line.rule.unit.name, line.rule.since) for line in register_page(on=on).lines]


def test_one_successor_takes_over_200_open_contributions_and_the_rules(old, rule):
    nodes = f.many_remarks(rule.node, 203, unit=old)
    new = make.unit("Neues Amt")
    ended(old, new)
    assert settle_dissolution(organisation=old, at=NOW) == 203
    assert lies_with(nodes) == {"Neues Amt"}
    assert HandOver.objects.count() == 203
    step = HandOver.objects.first()
    assert "Altes Amt" in step.reason
    assert "Neuordnung" in step.reason
    assert (step.before_name, step.after_name) == ("Altes Amt", "Neues Amt")
    rule.refresh_from_db()
    assert rule.until == TODAY
    assert rules_now() == [("Neues Amt", TODAY)]
    assert left_behind() == []


def test_doing_it_again_moves_nothing(old, rule):
    f.many_remarks(rule.node, 3, unit=old)
    ended(old, make.unit("Neues Amt"))
    settle_dissolution(organisation=old, at=NOW)
    assert settle_dissolution(organisation=old, at=NOW) == 0
    assert HandOver.objects.count() == 3
    assert len(rules_now()) == 1


def test_with_several_successors_everything_waits_in_sight_until_the_office_chooses(old, rule):
    nodes = f.many_remarks(rule.node, 3, unit=old)
    one, two = make.unit("Amt Eins"), make.unit("Amt Zwei")
    ended(old, one, two)
    assert settle_dissolution(organisation=old, at=NOW) == 0
    assert lies_with(nodes) == {"Altes Amt"}
    assert rules_now() == []
    [left] = left_behind()
    assert (left.unit, left.open, left.rules) == (old, 3, 1)
    assert set(left.successors) == {one, two}
    assert take_over_duties(organisation=old, successor=two, visitor=f.office(), at=NOW) == 3
    assert lies_with(nodes) == {"Amt Zwei"}
    assert rules_now() == [("Amt Zwei", TODAY)]
    assert left_behind() == []


def test_without_a_successor_it_is_a_gap_and_the_office_may_choose_any_unit(old, rule):
    nodes = f.many_remarks(rule.node, 2, unit=old)
    ended(old)
    settle_dissolution(organisation=old, at=NOW)
    assert [(left.open, left.rules, left.successors) for left in left_behind()] == [(2, 1, [])]
    with pytest.raises(RoleNeeded):
        take_over_duties(
            organisation=old, successor=make.unit("X"), visitor=f.administrator(), at=NOW
        )
    take_over_duties(organisation=old, successor=make.unit("X"), visitor=f.office(), at=NOW)
    assert lies_with(nodes) == {"X"}


def test_before_the_task_has_run_nothing_is_lost(old, rule):
    nodes = f.many_remarks(rule.node, 2, unit=old)
    ended(old, make.unit("Neues Amt"))
    assert [(left.open, left.rules) for left in left_behind()] == [(2, 1)]
    [row] = DBTaskResult.objects.filter(task_path__endswith="settle_dissolution_of")
    settle_dissolution_of.func(**row.args_kwargs["kwargs"])
    assert lies_with(nodes) == {"Neues Amt"}


def test_answered_contributions_keep_the_unit_that_answered(old, rule):
    answered = f.remark(rule.node)
    f.answer(answered)
    ended(old, make.unit("Neues Amt"))
    assert settle_dissolution(organisation=old, at=NOW) == 0
    assert lies_with([answered]) == {"Altes Amt"}


def test_contributions_that_wait_for_a_moderator_move_too(old, rule):
    waiting = f.submitted(rule.node).node
    assert waiting.visibility == "waiting"
    ended(old, make.unit("Neues Amt"))
    assert settle_dissolution(organisation=old, at=NOW) == 1
    assert lies_with([waiting]) == {"Neues Amt"}


def test_a_rule_that_the_office_has_entered_since_is_not_doubled(old, rule):
    ended(old, make.unit("A"), make.unit("B"))
    settle_dissolution(organisation=old, at=NOW)
    third = make.unit("C")
    mine = make.rule(third, node=rule.node)
    assert left_behind() == []
    take_over_duties(organisation=old, successor=make.unit("A"), visitor=f.office(), at=NOW)
    assert rules_now() == [("C", TODAY)]
    assert mine.unit == third


def test_what_was_handed_over_meanwhile_stays_there(old, rule):
    [node, other] = f.many_remarks(rule.node, 2, unit=old)
    third = make.unit("C")
    hand_over(nodes=[node], unit=third, reason="Gehört dorthin.", visitor=f.office(), at=NOW)
    ended(old, make.unit("A"))
    assert settle_dissolution(organisation=old, at=NOW) == 1
    assert (lies_with([node]), lies_with([other])) == ({"C"}, {"A"})


def test_a_successor_that_has_ended_itself_takes_nothing_over(old, rule):
    f.many_remarks(rule.node, 1, unit=old)
    middle, last = make.unit("Mitte"), make.unit("Ende")
    ended(old, middle)
    ended(middle, last)
    assert settle_dissolution(organisation=old, at=NOW) == 0
    [left] = left_behind()
    assert (left.unit, left.successors) == (old, [])
    with pytest.raises(errors.UnitHasEnded):
        take_over_duties(organisation=old, successor=middle, visitor=f.office(), at=NOW)
    with pytest.raises(errors.NotDissolved):
        take_over_duties(organisation=last, successor=old, visitor=f.office(), at=NOW)


def test_a_rule_that_was_to_begin_later_is_followed_too(old):
    node = f.node()
    make.rule(old, node=node, since=TODAY + 5 * ONE)
    ended(old, make.unit("A"))
    settle_dissolution(organisation=old, at=NOW)
    assert rules_now(TODAY + 5 * ONE) == [("A", TODAY + 5 * ONE)]


def test_a_rule_that_ended_before_the_unit_did_has_no_follower(old):
    rule = make.former(make.rule(old, node=f.node()), since=TODAY - 30 * ONE)
    end_responsibility(rule=rule, on=TODAY, reason="", visitor=f.office(), at=NOW)
    make.former(rule, since=TODAY - 30 * ONE, until=TODAY - ONE)
    ended(old, make.unit("A"))
    settle_dissolution(organisation=old, at=NOW)
    assert rules_now() == []
