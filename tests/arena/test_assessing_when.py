"""Assessing in the wrong moment, with nothing to assess by, or with too many words."""

import pytest

from mitmachstadt.arena.actions import assessing as s
from mitmachstadt.arena.enums import LONGEST_REASON, State
from mitmachstadt.arena.errors import ReasonTooLong
from mitmachstadt.arena.errors.assessing import (
    AssessmentNotOpen,
    CriteriaMissing,
    NotAnAssessor,
    NotTheBodysDecision,
)
from mitmachstadt.arena.models import Assessor, Criterion, Score, Selection
from mitmachstadt.arena.rules.assessing import (
    may_assess,
    may_close_assessment,
    may_renew_criteria,
    may_see_scores,
)
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.errors import RoleNeeded
from mitmachstadt.people.queries import ANYONE
from tests import factories as f
from tests.arena import ideas as a
from tests.arena.test_assessing import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return Room()


def test_without_criteria_nothing_is_renewed_and_nothing_begins(room):
    assert isinstance(may_renew_criteria(None).refusal, CriteriaMissing)
    Criterion.objects.all().delete()
    with pytest.raises(CriteriaMissing):
        room.begin()


def test_scores_are_given_while_it_is_open_and_the_idea_in_assessment(room):
    opened, who = room.begin(), room.people[0]
    room.give(who, 1, 2)
    a.move(room.idea, State.FACT_SHEET, reason="Es fehlt noch etwas.")
    with pytest.raises(AssessmentNotOpen):
        room.give(who, 3, 3)
    assert list(Score.objects.order_by("criterion").values_list("grade", flat=True)) == [1, 2]
    opened.closed = f.NOW
    assert isinstance(may_assess(who, room.idea, opened).refusal, AssessmentNotOpen)
    assert isinstance(may_close_assessment(opened).refusal, AssessmentNotOpen)


def test_reason_of_a_score_is_as_long_as_any_reason(room):
    room.begin()
    with pytest.raises(ReasonTooLong):
        room.give(room.people[0], 1, 2, reason="x" * (LONGEST_REASON + 1))
    assert len(room.give(room.people[0], 1, 2, reason="x" * LONGEST_REASON)) == 2


def test_scores_are_seen_by_who_gave_theirs_and_by_everybody_in_the_end(room):
    opened, (one, two, _three) = room.begin(), room.people
    room.give(one, 1, 2)
    assert may_see_scores(one, opened).allowed
    assert isinstance(may_see_scores(two, opened).refusal, NotAnAssessor)
    assert isinstance(may_see_scores(ANYONE, opened).refusal, AssessmentNotOpen)
    opened.closed = f.NOW
    assert may_see_scores(ANYONE, opened).allowed


def test_nothing_is_selected_by_a_decision_that_nobody_may_read(room):
    decision = room.decision()
    Node.objects.filter(pk=decision.pk).update(visibility=Visibility.HIDDEN)
    decision.refresh_from_db()
    with pytest.raises(NotTheBodysDecision):
        room.select(decision)
    assert not Selection.objects.exists()


def test_only_the_office_leads_an_assessment(room):
    other, decision = f.citizen(), room.decision()
    named, by = Assessor.objects.order_by("pk").first(), {"visitor": other, "at": f.NOW}
    for attempt in (
        lambda: s.name_assessor(arena=room.arena, email=other.person.email, **by),
        lambda: s.end_assessor(assessor=named, **by),
        lambda: s.begin_assessment(idea=room.idea, **by),
        lambda: s.close_assessment(idea=room.idea, **by),
        lambda: s.renew_criteria(arena=room.arena, **by),
        lambda: s.select_idea(idea=room.idea, decision=decision, reason="Gut.", **by),
    ):
        with pytest.raises(RoleNeeded):
            attempt()
    assert Assessor.objects.filter(until=None).count() == 3


def test_one_assessor_ends_once_and_each_step_is_in_the_register(room):
    named = Assessor.objects.order_by("pk").first()
    for at in (f.NOW, f.NOW + f.DAY):
        s.end_assessor(assessor=named, visitor=room.office, at=at)
    assert list(Assessor.objects.exclude(until=None).values_list("pk", "until")) == [
        (named.pk, f.NOW)
    ]
    room.begin()
    for who in room.people[1:]:
        room.give(who, 1, 2)
    room.close()
    told = [
        Entry.objects.filter(kind=kind).count()
        for kind in (
            "criteria.kept", "assessor.named", "assessor.ended", "assessment.begun",
            "assessment.given", "assessment.closed",
        )
    ]  # fmt: skip
    assert told == [1, 3, 1, 1, 2, 1]
