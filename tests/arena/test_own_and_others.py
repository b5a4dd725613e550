"""What one person, one idea or one arena has to do with is kept apart from that of others."""

import pytest

from mitmachstadt.arena import actions
from mitmachstadt.arena.actions import sponsoring as s
from mitmachstadt.arena.enums import (
    HAND_OVER_DAYS,
    RENEW_DAYS,
    WARN_DAYS,
    Ending,
    OfferOutcome,
    Sort,
    State,
)
from mitmachstadt.arena.models import HandOver, Sponsorship
from mitmachstadt.arena.queries.lists import IDEAS_PAGE, IdeaFilter, ideas_page
from mitmachstadt.arena.queries.sponsors import (
    MOST_FORMER,
    hand_over_of,
    own_sponsorship,
    sponsors_page,
    sponsorship_of,
    to_be_warned,
    to_lapse,
)
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Kind, Relation
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.queries import ANYONE
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside():
    return a.arena()


def held(idea, who, at=f.NOW):
    return s.sponsor(idea=idea, visitor=who, at=at)


def given(mine, to, by, at=f.NOW):
    return s.offer_sponsorship(sponsorship=mine, email=to.person.email, visitor=by, at=at)


def back(mine, who, at=f.NOW):
    return s.give_back_sponsorship(sponsorship=mine, reason="Weg.", visitor=who, at=at)


def test_page_of_an_idea_names_its_own_sponsors_alone(inside):
    one, other = a.idea(inside, "Eins"), a.idea(inside, "Zwei")
    kim, lou, ole = (f.citizen(name) for name in ("Kim", "Lou", "Ole"))
    mine, theirs = held(one, kim), held(other, lou)
    for nth, idea in enumerate((one, one, other)):
        back(held(idea, ole), ole, at=f.NOW + nth * f.DAY)
    page = sponsors_page(one, kim.person, at=f.NOW)
    assert page.now == [mine] and page.mine == mine
    assert [each.ended for each in page.before] == [f.NOW + f.DAY, f.NOW]
    assert page.my_renewal_until == f.NOW + RENEW_DAYS * f.DAY
    for who in (lou.person, ole.person, None):
        page = sponsors_page(one, who, at=f.NOW)
        assert (page.mine, page.my_renewal_until) == (None, None)
    assert own_sponsorship(one, kim.person) == mine
    assert own_sponsorship(other, lou.person) == theirs
    for idea, who in ((other, kim), (one, ole), (one, lou), (one, ANYONE)):
        assert own_sponsorship(idea, who.person) is None
    assert sponsorship_of(one, mine.pk) == mine
    assert sponsorship_of(other, mine.pk) is None


def test_only_so_many_who_cared_before_are_named_and_the_last_of_them(inside):
    idea = a.idea(inside)
    Sponsorship.objects.bulk_create(
        Sponsorship(
            idea=idea, name=f"Nummer {nth}", since=f.NOW, renewed=f.NOW,
            ended=f.NOW + nth * f.DAY, ending="given_back", ended_because="Weg.",
        )
        for nth in range(MOST_FORMER + 1)
    )  # fmt: skip
    before = sponsors_page(idea, None, at=f.NOW).before
    assert len(before) == MOST_FORMER
    assert before[0].name == f"Nummer {MOST_FORMER}" and before[-1].name == "Nummer 1"


def test_what_is_offered_is_seen_by_both_and_by_nobody_else_and_in_its_time(inside):
    one, other = a.idea(inside, "Eins"), a.idea(inside, "Zwei")
    kim, lou, ole = (f.citizen(name) for name in ("Kim", "Lou", "Ole"))
    mine, theirs = held(one, kim), held(other, ole)
    offer, elsewhere = given(mine, lou, kim), given(theirs, kim, ole)

    def seen(idea, who, at=f.NOW):
        page = sponsors_page(idea, who.person, at=at)
        return page.my_offer, page.offered_to_me

    assert seen(one, kim) == (offer, [])
    assert seen(one, lou) == (None, [offer])
    assert seen(other, kim) == (None, [elsewhere])
    beside = given(held(one, ole), kim, ole)
    assert seen(one, kim) == (offer, [beside]), "what is offered to somebody is not their offer"
    s.withdraw_hand_over(offer=offer, visitor=kim, at=f.NOW)
    assert seen(one, kim) == (None, [beside])
    back(beside.sponsorship, ole)
    offer = given(mine, lou, kim)
    assert seen(one, ole) == seen(one, ANYONE) == seen(other, lou) == (None, [])
    late = f.NOW + HAND_OVER_DAYS * f.DAY
    assert seen(one, lou, late) == seen(one, kim, late) == (None, [])
    assert seen(one, lou, late - f.TICK) == (None, [offer])
    assert hand_over_of(one, offer.pk) == offer and hand_over_of(other, offer.pk) is None
    s.withdraw_hand_over(offer=elsewhere, visitor=ole, at=f.NOW)
    assert seen(one, kim) == (offer, []) and seen(other, kim) == (None, [])
    again = given(theirs, kim, ole)
    s.withdraw_hand_over(offer=elsewhere, visitor=ole, at=f.NOW)
    assert seen(other, kim) == (None, [again])
    back(mine, kim)
    assert seen(one, lou) == (None, [])
    assert HandOver.objects.get(pk=again.pk).settled is None


def test_revoked_for_one_idea_and_person_says_nothing_of_others(inside):
    one, other = a.idea(inside, "Eins"), a.idea(inside, "Zwei")
    kim, lou = f.citizen("Kim"), f.citizen("Lou")
    s.revoke_sponsorship(
        sponsorship=held(one, kim), reason="Kein Kontakt.", visitor=f.office(), at=f.NOW
    )
    assert held(other, kim) and held(one, lou)
    back(own_sponsorship(one, lou.person), lou)
    assert held(one, lou, f.NOW + f.DAY), "what was given back can be taken again at once"


def test_only_what_holds_and_was_not_told_of_is_warned_of_and_ends(inside):
    idea, at = a.idea(inside), f.NOW + RENEW_DAYS * f.DAY
    kim, lou, ole = (f.citizen(name) for name in ("Kim", "Lou", "Ole"))
    mine, new = held(idea, kim), held(idea, lou, at - f.DAY)
    back(held(idea, ole), ole)
    assert to_be_warned(at=at, limit=9) == [mine]
    assert to_be_warned(at=at, limit=0) == to_lapse(at=at, limit=9) == []
    s.warn_sponsors(at=at - WARN_DAYS * f.DAY)
    assert to_be_warned(at=at, limit=9) == [] and to_lapse(at=at, limit=9) == [mine]
    assert to_lapse(at=at, limit=0) == []
    Sponsorship.objects.update(warned=f.NOW)
    assert new not in to_lapse(at=at, limit=9)
    back(mine, kim, at)
    assert to_lapse(at=at, limit=9) == []


def titles(inside, at, **asked):
    page = ideas_page(inside, IdeaFilter(**asked), after=None, at=at)
    names = dict(Node.objects.values_list("pk", "title"))
    return {names[idea.node.pk]: idea.stuck for idea in page.ideas}


def test_only_what_could_move_stands_still(inside):
    late = f.NOW + 90 * f.DAY
    a.idea(inside, "Steht")
    aside = a.idea(inside, "Abgelehnt")
    actions.move_idea(
        idea=aside, to=State.DECLINED, reason="Zu teuer.", visitor=f.office(), at=f.NOW
    )
    done, chosen = a.idea(inside, "Umgesetzt"), a.idea(inside, "Ausgewählt")
    link(source=done.node, target=f.passage(), relation=Relation.CARRIED_OUT_BY, by=None, at=f.NOW)
    type(chosen).objects.filter(pk=chosen.pk).update(state=State.SELECTED)
    a.idea(inside, "Neu", at=f.NOW + f.DAY)
    moment = f.NOW + inside.stuck_days * f.DAY + f.TICK
    assert titles(inside, moment, stuck=True) == {"Steht": True}
    assert titles(inside, moment) == {
        "Steht": True, "Abgelehnt": False, "Umgesetzt": False, "Ausgewählt": False, "Neu": False,
    }  # fmt: skip
    assert titles(inside, late, stuck=True) == {"Steht": True, "Neu": True}


def test_list_holds_the_ideas_of_its_arena_and_nothing_else(inside):
    other = a.arena(title="Arena Süd")
    mine = a.idea(inside, "Hier", sort=Sort.NEED)
    a.idea(other, "Dort")
    f.node(Kind.SECTION, parent=inside.node, title="Keine Idee")
    page = ideas_page(inside, IdeaFilter(), after=None, at=f.NOW)
    assert [idea.node.pk for idea in page.ideas] == [mine.pk]
    for nth in range(IDEAS_PAGE - 1):
        a.idea(inside, f"Idee {nth}")
    page = ideas_page(inside, IdeaFilter(), after=None, at=f.NOW)
    assert len(page.ideas) == IDEAS_PAGE and page.older is None


def test_offer_of_a_sponsorship_goes_with_it_and_other_offers_stay(inside):
    one, other = a.idea(inside, "Eins"), a.idea(inside, "Zwei")
    kim, lou, ole = (f.citizen(name) for name in ("Kim", "Lou", "Ole"))
    mine, theirs = held(one, kim), held(other, ole)
    offer, elsewhere = given(mine, lou, kim), given(theirs, lou, ole)
    back(mine, kim, f.NOW + f.DAY)
    offer.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (offer.settled, offer.outcome) == (f.NOW + f.DAY, OfferOutcome.WITHDRAWN)
    assert elsewhere.settled is None


def test_what_was_renewed_or_ended_meanwhile_is_neither_warned_of_nor_ended(inside, monkeypatch):
    idea, late = a.idea(inside), f.NOW + RENEW_DAYS * f.DAY
    kim, lou = f.citizen("Kim"), f.citizen("Lou")
    stale = [held(idea, kim), held(idea, lou)]
    for name in ("to_be_warned", "to_lapse"):
        monkeypatch.setattr(s, name, lambda at, limit: stale)
    s.renew_sponsorship(sponsorship=stale[0], visitor=kim, at=late)
    back(stale[1], lou, late)
    assert s.warn_sponsors(at=late) == s.lapse_sponsorships(at=late) == 0
    assert own_sponsorship(idea, kim.person).warned is None
    assert Sponsorship.objects.get(pk=stale[1].pk).ending == Ending.GIVEN_BACK
