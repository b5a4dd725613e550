"""Where an idea may go from each state, and what holds it where it is."""

import pytest

from mitmachstadt.arena import actions
from mitmachstadt.arena.actions import sponsoring
from mitmachstadt.arena.enums import ASIDE, WAY, Sort, State
from mitmachstadt.arena.errors import GateClosed, IdeaNotPublic, NoSuchStep, SheetChanged
from mitmachstadt.arena.models import FactSheet, IdeaStep
from mitmachstadt.arena.rules import steps_from
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from tests import factories as f
from tests.arena import ideas as a

db = pytest.mark.django_db
LATER = f.NOW + f.DAY
IN_MARCH = (f.NOW + 100 * f.DAY).date()


def test_next_step_comes_first_then_the_nearest_back_then_aside():
    assert steps_from(State.ASSESSMENT) == [
        State.SELECTED,
        State.FACT_SHEET,
        State.DEVELOPMENT,
        State.SUBMITTED,
        *ASIDE,
    ]
    assert steps_from(State.SELECTED) == [*reversed(WAY[:-1]), *ASIDE]


@pytest.mark.parametrize("aside", list(ASIDE))
def test_from_aside_it_goes_anywhere_but_to_what_only_the_body_selects(aside):
    assert State.SELECTED not in steps_from(aside)
    assert set(steps_from(aside)) == {*WAY[:-1], *ASIDE} - {aside}


@db
def test_hidden_idea_stays_where_it_is():
    one = a.idea(a.arena())
    Node.objects.filter(pk=one.pk).update(visibility=Visibility.HIDDEN)
    with pytest.raises(IdeaNotPublic):
        a.move(one, State.DECLINED, reason="Gehört dem Land.")
    assert a.fresh(one).state == State.SUBMITTED and not IdeaStep.objects.exists()


@db
def test_parked_idea_may_be_declined_and_declined_one_parked():
    one = a.move(a.idea(a.arena()), State.PARKED, reason="Erst das Geld.", review_on=IN_MARCH)
    declined = a.move(one, State.DECLINED, reason="Es kommt kein Geld.")
    assert (declined.state, declined.review_on) == (State.DECLINED, None)
    again = a.move(one, State.PARKED, reason="Vielleicht doch.", review_on=IN_MARCH)
    assert (again.state, again.review_on) == (State.PARKED, IN_MARCH)


@db
def test_back_needs_a_reason_and_no_gate():
    one, kim = a.idea(a.arena()), f.person("Kim")
    held = a.sponsored(one, kim)
    a.move(one, State.DEVELOPMENT)
    actions.write_sheet(
        idea=one, parts={"problem": "Es fehlt.", "concerned": "Alle."}, seen=0,
        visitor=f.office(), at=f.NOW,
    )  # fmt: skip
    a.move(one, State.FACT_SHEET)
    sponsoring.give_back_sponsorship(
        sponsorship=held, reason="Keine Zeit.", visitor=f.visitor(kim), at=f.NOW
    )
    with pytest.raises(GateClosed, match="Patenschaft"):
        a.move(one, State.ASSESSMENT)
    assert a.move(one, State.DEVELOPMENT, reason="Wer macht weiter?").state == State.DEVELOPMENT


@db
def test_step_is_told_with_its_moment_its_reason_and_who_took_it():
    by, one = f.office(), a.idea(a.arena())
    a.move(
        one, State.PARKED, reason=" Erst\x00 das Geld. ", review_on=IN_MARCH, visitor=by, at=LATER
    )
    step = IdeaStep.objects.get()
    assert (step.reason, step.review_on, step.by, step.at) == (
        "Erst das Geld.", IN_MARCH, by.person, LATER,
    )  # fmt: skip
    assert a.fresh(one).since == LATER
    told = Entry.objects.get(kind="idea.moved").payload.content
    assert told == {
        "from": "submitted", "to": "parked", "reason": "Erst das Geld.",
        "review_on": IN_MARCH.isoformat(),
    }  # fmt: skip


@db
def test_idea_that_was_selected_comes_back_only_to_where_it_is_assessed():
    one = a.idea(a.arena())
    IdeaStep.objects.create(
        idea=one, came_from=State.ASSESSMENT, went_to=State.SELECTED, reason="", by=None, at=f.NOW
    )
    a.move(one, State.DECLINED, reason="Gehört dem Land.")
    with pytest.raises(NoSuchStep):
        a.move(one, State.SELECTED, reason="Doch.")
    assert a.move(one, State.ASSESSMENT, reason="Doch.").state == State.ASSESSMENT


@db
def test_proposal_that_turns_out_to_be_a_need_and_back():
    one = a.idea(a.arena(), sort=Sort.PROPOSAL)
    for sort in (Sort.NEED, Sort.PROPOSAL):
        assert actions.convert_idea(idea=one, visitor=f.office(), at=f.NOW).sort == sort
        assert a.fresh(one).sort == sort
    assert Entry.objects.filter(kind="idea.converted").count() == 2


@db
def test_goal_with_the_same_reason_stays_and_with_another_is_told_anew():
    goal, other = f.passage(text="Eins"), f.passage(text="Zwei")
    one = a.idea(a.arena(goal, other), goals=[(goal, a.REASON), (other, a.REASON + " Auch.")])
    kept, changed = Trace.objects.order_by("pk")
    actions.pay_into(
        idea=one, goals=[(goal, a.REASON), (other, "Anders gesagt, aber wahr.")],
        visitor=f.office(), at=LATER,
    )  # fmt: skip
    assert Trace.objects.filter(pk=kept.pk).exists()
    assert not Trace.objects.filter(pk=changed.pk).exists()
    now = Trace.objects.filter(source=one.pk, relation=Relation.PAYS_INTO)
    assert set(now.values_list("target", "note")) == {
        (goal.pk, a.REASON),
        (other.pk, "Anders gesagt, aber wahr."),
    }


@db
def test_version_of_somebody_who_has_left_is_told_without_a_name():
    one = a.idea(a.arena())
    for number, name in enumerate(("Büro", "")):
        actions.write_sheet(
            idea=one, parts={"problem": f"Satz {number}"}, seen=number, visitor=f.office("Büro"),
            at=f.NOW,
        )  # fmt: skip
        FactSheet.objects.filter(idea=one).update(by_name=name)
        with pytest.raises(SheetChanged) as refused:
            actions.write_sheet(
                idea=one, parts={"problem": "X"}, seen=7, visitor=f.office(), at=f.NOW
            )
        assert refused.value.data["name"] == (name or "jemand")
