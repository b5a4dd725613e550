"""Who is refused what around an idea, and that nothing was written then."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mitmachstadt.arena import actions
from mitmachstadt.arena.actions import checking, offering, sponsoring, stating
from mitmachstadt.arena.enums import LONGEST_NOTE, SHORTEST_DECLARATION, Target
from mitmachstadt.arena.errors import (
    GoalUnknown,
    IdeaNotPublic,
    NotYourSheet,
    TitleMissing,
    TooManyFields,
)
from mitmachstadt.arena.errors.offers import (
    IdeaGoesOnElsewhere,
    OfferOver,
    OfferTooLong,
    WithdrawnMeanwhile,
)
from mitmachstadt.arena.errors.sponsors import SponsorshipRevoked
from mitmachstadt.arena.errors.statements import (
    ExpertiseMissing,
    InterestUndeclared,
    StatementTooLong,
    StatementWithdrawn,
)
from mitmachstadt.arena.models import (
    Arena,
    FactSheet,
    Idea,
    Joining,
    Offer,
    Sponsorship,
    Statement,
    Trial,
)
from mitmachstadt.arena.rules.offers import may_answer_joining
from mitmachstadt.arena.rules.sponsors import may_answer_hand_over, may_keep_sponsorship
from mitmachstadt.arena.rules.statements import may_change_statement, may_say
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.errors import NotAMember, RoleNeeded, SignInNeeded
from mitmachstadt.people.queries import ANYONE
from tests import factories as f
from tests.arena import ideas as a
from tests.arena.test_checks import TRIED
from tests.arena.test_offers import WORDS
from tests.arena.test_statements import SAID
from tests.taxonomies import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea():
    return a.idea(a.arena())


def hide(idea):
    Node.objects.filter(pk=idea.pk).update(visibility=Visibility.HIDDEN)
    return a.fresh(idea)


def offer(inside, who, **change):
    return offering.offer_competence(arena=inside, visitor=who, at=f.NOW, **{**WORDS, **change})


def join(one, idea, who, **more):
    return offering.join_idea(offer=one, idea=idea, visitor=who, **{"at": f.NOW, **more})


def answer(joining, who, words="Gern."):
    return offering.answer_joining(joining=joining, answer=words, visitor=who, at=f.NOW)


def test_at_a_hidden_idea_nobody_takes_part(idea):
    who, hidden = f.citizen("Kim"), hide(idea)
    one = offer(idea.arena, who)
    for attempt in (
        lambda: sponsoring.sponsor(idea=hidden, visitor=who, at=f.NOW),
        lambda: stating.state(idea=hidden, said=SAID, visitor=who, at=f.NOW),
        lambda: checking.record_trial(idea=hidden, tried=TRIED, visitor=f.office(), at=f.NOW),
        lambda: join(one, hidden, who),
    ):
        with pytest.raises(IdeaNotPublic):
            attempt()
    made = (Sponsorship, Statement, Trial, Joining)
    assert not any(table.objects.exists() for table in made)


def test_offer_is_in_on_what_stands_for_itself_with_few_words_while_it_holds(idea):
    who, whole = f.citizen("Eli"), a.idea(idea.arena, "Ganzes")
    one = offer(idea.arena, who, until=f.NOW.date() + timedelta(days=1))
    actions.merge_ideas(whole=whole, parts=[idea], reason="Gleich.", visitor=f.office(), at=f.NOW)
    with pytest.raises(IdeaGoesOnElsewhere, match="Ganzes"):
        join(one, idea, who)
    with pytest.raises(OfferTooLong):
        join(one, whole, who, note="x" * (LONGEST_NOTE + 1))
    with pytest.raises(OfferOver):
        join(one, whole, who, at=f.NOW + 2 * f.DAY)
    assert not Joining.objects.exists()
    assert join(one, whole, who, note="x" * LONGEST_NOTE, at=f.NOW + f.DAY)


def test_offer_of_an_organisation_is_kept_by_whoever_speaks_for_it(idea):
    one, two = f.person("Eli"), f.person("Ulli")
    club = f.organisation("Radverein", one, two)
    made = offer(idea.arena, f.visitor(one), organisation=club)
    with pytest.raises(NotAMember):
        offering.withdraw_offer(offer=made, visitor=f.citizen(), at=f.NOW)
    assert offering.withdraw_offer(offer=made, visitor=f.visitor(two), at=f.NOW).withdrawn


def test_only_what_still_holds_is_answered_and_in_few_words(idea):
    kim, who = f.citizen("Kim"), f.citizen("Eli")
    sponsoring.sponsor(idea=idea, visitor=kim, at=f.NOW)
    one = offer(idea.arena, who)
    joining = join(one, idea, who)
    assert isinstance(may_answer_joining(ANYONE, joining, answer="Gern.").refusal, SignInNeeded)
    with pytest.raises(OfferTooLong):
        answer(joining, kim, "x" * (LONGEST_NOTE + 1))
    assert answer(joining, kim, "x" * LONGEST_NOTE).answer
    offering.leave_idea(joining=joining, visitor=who, at=f.NOW)
    with pytest.raises(WithdrawnMeanwhile):
        answer(joining, kim)
    Joining.objects.update(ended=None)
    Offer.objects.update(withdrawn=f.NOW)
    with pytest.raises(WithdrawnMeanwhile):
        answer(joining, kim)
    assert Joining.objects.get().answer == ""


def test_sponsorship_is_kept_and_answered_only_signed_in(idea):
    held = a.sponsored(idea)
    assert isinstance(may_keep_sponsorship(ANYONE, held).refusal, SignInNeeded)
    assert isinstance(may_answer_hand_over(ANYONE, None, at=f.NOW).refusal, SignInNeeded)


def test_who_lost_a_sponsorship_is_told_from_which_day_on_it_goes_again(idea):
    who = f.citizen("Kim")
    held = sponsoring.sponsor(idea=idea, visitor=who, at=f.NOW)
    sponsoring.revoke_sponsorship(
        sponsorship=held, reason="Kein Kontakt.", visitor=f.office(), at=f.NOW
    )
    with pytest.raises(SponsorshipRevoked, match=r"19\. Februar 2027"):
        sponsoring.sponsor(idea=idea, visitor=who, at=f.NOW + 89 * f.DAY)
    assert sponsoring.sponsor(idea=idea, visitor=who, at=f.NOW + 90 * f.DAY)


@pytest.mark.parametrize(
    ("change", "no"),
    [
        ({"expertise": "x" * (SHORTEST_DECLARATION - 1)}, ExpertiseMissing),
        ({"expertise": "x" * SHORTEST_DECLARATION}, None),
        ({"expertise": "x" * 300}, None),
        ({"expertise": "x" * 301}, StatementTooLong),
        ({"interest": "x" * (SHORTEST_DECLARATION - 1), "no_interest": False}, InterestUndeclared),
        ({"interest": "x" * SHORTEST_DECLARATION, "no_interest": False}, None),
        ({"text": "x" * 4000}, None),
        ({"text": "x" * 4001}, StatementTooLong),
    ],
)
def test_declarations_are_neither_too_short_nor_too_long(idea, change, no):
    verdict = may_say(f.citizen(), idea, replace(SAID, **change))
    assert verdict.allowed if no is None else isinstance(verdict.refusal, no)


def test_statement_is_changed_by_somebody_and_not_once_it_is_withdrawn(idea):
    who = f.citizen()
    made = stating.state(idea=idea, said=SAID, visitor=who, at=f.NOW)
    assert isinstance(may_change_statement(ANYONE, made, at=f.NOW).refusal, SignInNeeded)
    assert may_change_statement(who, made, at=f.NOW).allowed
    made.withdrawn = f.NOW
    assert isinstance(may_change_statement(who, made, at=f.NOW).refusal, StatementWithdrawn)


def test_target_and_goals_are_for_those_who_may(idea):
    goal = f.passage(text="Ziel")
    with pytest.raises(RoleNeeded):
        actions.aim_at(idea=idea, target=Target.NETWORK, visitor=f.citizen(), at=f.NOW)
    with pytest.raises(NotYourSheet):
        actions.pay_into(idea=idea, goals=[], visitor=f.citizen(), at=f.NOW)
    with pytest.raises(GoalUnknown):
        actions.pay_into(idea=idea, goals=[(goal, a.REASON)], visitor=f.office(), at=f.NOW)
    assert a.fresh(idea).target == "" and not Trace.objects.exists()
    actions.aim_at(
        idea=idea, target=Target.CENTRAL, exception=" Betrifft\x00 alle. ", visitor=f.office(),
        at=f.NOW,
    )  # fmt: skip
    told = Entry.objects.get(kind="idea.aimed").payload.content
    assert told == {"target": "central", "exception": "Betrifft alle."}


def test_reason_of_a_goal_is_told_clean_and_other_traces_stay():
    goal = f.passage(text="Ziel")
    inside = a.arena(goal)
    idea, whole = a.idea(inside, "Teil"), a.idea(inside, "Ganzes")
    actions.merge_ideas(whole=whole, parts=[idea], reason="Gleich.", visitor=f.office(), at=f.NOW)
    reason = f" Kurze\x00 Wege {'x' * 600}"
    actions.pay_into(idea=idea, goals=[(goal, reason)], visitor=f.office(), at=f.NOW)
    notes = dict(Trace.objects.filter(source=idea.pk).values_list("relation", "note"))
    assert notes["pays_into"] == f"Kurze Wege {'x' * 600}"[:500]
    assert notes["merged_into"] == "Gleich."


def test_idea_is_sorted_under_few_fields_as_it_comes_in():
    make.published("a", "b", "c", "d")
    inside, terms = a.arena(), [entry.term.public_id for entry in make.Entry.objects.all()]
    with pytest.raises(TooManyFields):
        a.idea(inside, terms=terms)
    assert not Idea.objects.exists()
    made = a.idea(inside, terms=terms[:3])
    assert made.node.assignments.count() == 3


def test_connection_is_counted_only_for_who_has_no_account(monkeypatch):
    from mitmachstadt.arena.actions import submitting

    counted = []
    monkeypatch.setattr(submitting, "_count", lambda address, at: counted.append(address))
    inside = a.arena()
    for visitor, address in (
        (f.citizen(), "192.0.2.1"),
        (f.visitor(), ""),
        (f.visitor(), "192.0.2.2"),
    ):
        actions.submit_idea(
            arena=inside, words=a.words(), visitor=visitor, at=f.NOW, address=address
        )
    assert counted == ["192.0.2.2"]


def test_arena_is_kept_by_the_office_and_has_a_title():
    with pytest.raises(TitleMissing):
        a.arena(title="  ")
    with pytest.raises(RoleNeeded):
        actions.keep_arena(
            arena=None, title="Nord", intro="Was fehlt?", goals=[], visitor=f.citizen(), at=f.NOW
        )
    assert not Arena.objects.exists()


def test_version_of_a_fact_sheet_is_told_with_a_short_clean_note(idea):
    actions.write_sheet(
        idea=idea, parts={"problem": "Es fehlt."}, seen=0, note=f" Neu\x00 {'x' * 400}",
        visitor=f.office(), at=f.NOW,
    )  # fmt: skip
    assert FactSheet.objects.get().note == f"Neu {'x' * 400}"[:300]
    told = Entry.objects.get(kind="idea.sheet").payload.content
    assert (told["number"], told["problem"]) == (1, "Es fehlt.")
