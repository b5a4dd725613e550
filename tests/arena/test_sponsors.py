"""Taking responsibility: nobody squats on an idea, and nobody takes it from somebody else."""

import pytest
from django.core import mail
from django.utils import timezone

from mitmachstadt.arena import actions as arena
from mitmachstadt.arena import tasks
from mitmachstadt.arena.actions import sponsoring as s
from mitmachstadt.arena.enums import MOST_SPONSORSHIPS, RENEW_DAYS, WARN_DAYS, Ending, OfferOutcome
from mitmachstadt.arena.errors import ReasonMissing
from mitmachstadt.arena.errors.sponsors import (
    HandOverLapsed,
    HandOverNotForYou,
    HandOverOpen,
    HandOverSettled,
    HandOverToOneself,
    NotYourSponsorship,
    SponsorAlready,
    SponsorshipOver,
    SponsorshipRevoked,
    SponsorTheWhole,
    TooManySponsorships,
)
from mitmachstadt.arena.models import HandOver, Sponsorship
from mitmachstadt.contributions.actions.sending import send_mails
from mitmachstadt.contributions.models import Mail
from mitmachstadt.ledger.models import Entry
from mitmachstadt.people.errors import NotAMember, RoleNeeded, SignInNeeded
from tests import factories as f
from tests.arena import ideas as a

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea():
    return a.idea(a.arena())


def held(idea, name="Kim"):
    """A sponsor and what they have."""
    who = f.citizen(name)
    return who, s.sponsor(idea=idea, visitor=who, at=f.NOW)


def offered(idea, to):
    giver, mine = held(idea)
    email = to.person.email.upper()
    return giver, s.offer_sponsorship(sponsorship=mine, email=email, visitor=giver, at=f.NOW)


def test_somebody_takes_responsibility_and_everybody_sees_who(idea, client):
    _, mine = held(idea)
    assert (mine.name, mine.ended, mine.renewed) == ("Kim", None, f.NOW)
    assert Entry.objects.filter(subject=idea.node.public_id, kind="sponsorship.taken").exists()
    assert "Kim" in client.get(f"/de/n/{idea.node.public_id}/").content.decode()
    assert "Kim" in client.get(f"/de/n/{idea.node.public_id}/patenschaft/").content.decode()


def test_nobody_without_account_and_nobody_twice(idea):
    with pytest.raises(SignInNeeded):
        s.sponsor(idea=idea, visitor=f.visitor(), at=f.NOW)
    who, _ = held(idea)
    with pytest.raises(SponsorAlready):
        s.sponsor(idea=idea, visitor=who, at=f.NOW)


def test_several_take_care_together(idea):
    held(idea, "Kim")
    held(idea, "Lou")
    assert Sponsorship.objects.filter(idea=idea, ended=None).count() == 2


def test_nobody_has_more_than_a_few(idea):
    who = f.citizen()
    taken = [
        s.sponsor(idea=a.idea(idea.arena, f"Idee {nth}"), visitor=who, at=f.NOW)
        for nth in range(MOST_SPONSORSHIPS)
    ]
    with pytest.raises(TooManySponsorships):
        s.sponsor(idea=idea, visitor=who, at=f.NOW)
    s.give_back_sponsorship(sponsorship=taken[0], reason="Keine Zeit.", visitor=who, at=f.NOW)
    assert s.sponsor(idea=idea, visitor=who, at=f.NOW)


def test_for_an_organisation_only_who_may_speak_for_it(idea):
    member = f.person("Mitglied")
    club = f.organisation("Radverein", member)
    with pytest.raises(NotAMember):
        s.sponsor(idea=idea, organisation=club, visitor=f.citizen(), at=f.NOW)
    mine = s.sponsor(idea=idea, organisation=club, visitor=f.visitor(member), at=f.NOW)
    assert mine.organisation_name == "Radverein"


def test_merged_idea_is_cared_for_where_it_went(idea):
    part = a.idea(idea.arena, "Dasselbe")
    arena.merge_ideas(whole=idea, parts=[part], reason="Dasselbe.", visitor=f.office(), at=f.NOW)
    with pytest.raises(SponsorTheWhole):
        held(part)


def test_giving_back_takes_a_reason_and_is_for_its_sponsor_alone(idea):
    who, mine = held(idea)
    with pytest.raises(NotYourSponsorship):
        s.give_back_sponsorship(sponsorship=mine, reason="Weg.", visitor=f.citizen(), at=f.NOW)
    with pytest.raises(ReasonMissing):
        s.give_back_sponsorship(sponsorship=mine, reason="  ", visitor=who, at=f.NOW)
    s.give_back_sponsorship(sponsorship=mine, reason="Ich ziehe um.", visitor=who, at=f.NOW)
    mine.refresh_from_db()
    assert (mine.ending, mine.ended_because) == (Ending.GIVEN_BACK, "Ich ziehe um.")
    with pytest.raises(SponsorshipOver):
        s.renew_sponsorship(sponsorship=mine, visitor=who, at=f.NOW)


def test_nobody_gets_it_who_did_not_accept_and_nobody_loses_it_before(idea):
    to = f.citizen("Lou")
    giver, offer = offered(idea, to)
    assert Sponsorship.objects.get(ended=None).person == giver.person
    taken = s.accept_sponsorship(offer=offer, visitor=to, at=f.NOW + f.DAY)
    assert (taken.person, taken.since) == (to.person, f.NOW + f.DAY)
    before = Sponsorship.objects.get(person=giver.person)
    assert before.ending == Ending.HANDED_OVER
    with pytest.raises(HandOverSettled):
        s.accept_sponsorship(offer=offer, visitor=to, at=f.NOW + f.DAY)


def test_nobody_takes_what_was_offered_to_somebody_else(idea):
    giver, offer = offered(idea, f.citizen("Lou"))
    with pytest.raises(HandOverNotForYou):
        s.accept_sponsorship(offer=offer, visitor=f.citizen("Fremd"), at=f.NOW)
    with pytest.raises(HandOverNotForYou):
        s.accept_sponsorship(offer=offer, visitor=giver, at=f.NOW)
    with pytest.raises(NotYourSponsorship):
        s.offer_sponsorship(
            sponsorship=offer.sponsorship, email="x@example.org", visitor=f.citizen(), at=f.NOW
        )
    with pytest.raises(NotYourSponsorship):
        s.offer_sponsorship(
            sponsorship=offer.sponsorship, email="x@example.org", visitor=f.office(), at=f.NOW
        )


def test_offer_lapses_and_can_be_made_again(idea):
    to = f.citizen("Lou")
    giver, offer = offered(idea, to)
    with pytest.raises(HandOverOpen):
        s.offer_sponsorship(
            sponsorship=offer.sponsorship, email="x@example.org", visitor=giver, at=f.NOW
        )
    later = f.NOW + 14 * f.DAY
    with pytest.raises(HandOverLapsed):
        s.accept_sponsorship(offer=offer, visitor=to, at=later)
    again = s.offer_sponsorship(
        sponsorship=offer.sponsorship, email=to.person.email, visitor=giver, at=later
    )
    offer.refresh_from_db()
    assert offer.outcome == OfferOutcome.LAPSED
    assert s.accept_sponsorship(offer=again, visitor=to, at=later).person == to.person


def test_offer_is_declined_or_withdrawn_and_nothing_changes(idea):
    to = f.citizen("Lou")
    giver, offer = offered(idea, to)
    s.decline_sponsorship(offer=offer, visitor=to, at=f.NOW)
    mine = offer.sponsorship
    again = s.offer_sponsorship(
        sponsorship=mine, email=to.person.email, visitor=giver, at=f.NOW + f.DAY
    )
    with pytest.raises(NotYourSponsorship):
        s.withdraw_hand_over(offer=again, visitor=to, at=f.NOW + f.DAY)
    s.withdraw_hand_over(offer=again, visitor=giver, at=f.NOW + f.DAY)
    with pytest.raises(HandOverSettled):
        s.accept_sponsorship(offer=again, visitor=to, at=f.NOW + f.DAY)
    assert Sponsorship.objects.get(ended=None).person == giver.person


def test_offer_tells_nobody_whether_there_is_an_account(idea, client):
    giver, mine = held(idea)
    with pytest.raises(HandOverToOneself):
        s.offer_sponsorship(sponsorship=mine, email=giver.person.email, visitor=giver, at=f.NOW)
    client.force_login(giver.person)
    address = f"/de/n/{idea.node.public_id}/patenschaft/"
    client.post(f"{address}anbieten/", {"email": "niemand@example.org"})
    unknown = client.get(address).content.decode()
    assert HandOver.objects.get().to is None and Mail.objects.count() == 0
    assert "jemandem angeboten" in unknown


def test_who_has_enough_cannot_accept_one_more(idea):
    to = f.citizen("Lou")
    for nth in range(MOST_SPONSORSHIPS):
        s.sponsor(idea=a.idea(idea.arena, f"Idee {nth}"), visitor=to, at=f.NOW)
    giver, offer = offered(idea, to)
    with pytest.raises(TooManySponsorships):
        s.accept_sponsorship(offer=offer, visitor=to, at=f.NOW)
    assert Sponsorship.objects.get(idea=idea, ended=None).person == giver.person


def test_not_renewed_it_ends_after_a_warning_and_never_without():
    who, mine = held(a.idea(a.arena()))
    end = f.NOW + RENEW_DAYS * f.DAY
    warn = end - WARN_DAYS * f.DAY
    assert s.warn_sponsors(at=warn - f.DAY) == 0
    assert s.lapse_sponsorships(at=end + 300 * f.DAY) == 0, "nobody was told"
    assert (s.warn_sponsors(at=warn), s.warn_sponsors(at=warn)) == (1, 0)
    Mail.objects.update(due=timezone.now())
    while send_mails():
        pass
    assert "Patenschaft" in mail.outbox[0].subject and who.person.email in mail.outbox[0].to
    assert "/patenschaft/" in mail.outbox[0].body
    assert s.lapse_sponsorships(at=end - f.DAY) == 0
    assert (s.lapse_sponsorships(at=end), s.lapse_sponsorships(at=end)) == (1, 0)
    mine.refresh_from_db()
    assert mine.ending == Ending.LAPSED
    tasks.keep_sponsorships.call()


def test_renewed_it_holds_as_long_as_at_the_beginning(idea):
    who, mine = held(idea)
    warn = f.NOW + (RENEW_DAYS - WARN_DAYS) * f.DAY
    s.warn_sponsors(at=warn)
    s.renew_sponsorship(sponsorship=mine, visitor=who, at=warn + f.DAY)
    assert s.lapse_sponsorships(at=f.NOW + RENEW_DAYS * f.DAY) == 0
    assert s.warn_sponsors(at=warn + f.DAY + (RENEW_DAYS - WARN_DAYS) * f.DAY) == 1
    with pytest.raises(NotYourSponsorship):
        s.renew_sponsorship(sponsorship=mine, visitor=f.citizen(), at=warn)


def test_told_late_there_is_the_full_time_to_answer(idea):
    held(idea)
    late = f.NOW + (RENEW_DAYS + 30) * f.DAY
    s.warn_sponsors(at=late)
    assert s.lapse_sponsorships(at=late + (WARN_DAYS - 1) * f.DAY) == 0
    assert s.lapse_sponsorships(at=late + WARN_DAYS * f.DAY) == 1


def test_office_revokes_with_a_public_reason_and_it_cannot_be_taken_back_at_once(idea, client):
    who, mine = held(idea)
    for nobody in (f.citizen(), who):
        with pytest.raises(RoleNeeded):
            s.revoke_sponsorship(sponsorship=mine, reason="Weg.", visitor=nobody, at=f.NOW)
    with pytest.raises(ReasonMissing):
        s.revoke_sponsorship(sponsorship=mine, reason="", visitor=f.office(), at=f.NOW)
    reason = "Seit Monaten keine Antwort."
    s.revoke_sponsorship(sponsorship=mine, reason=reason, visitor=f.office(), at=f.NOW)
    page = client.get(f"/de/n/{idea.node.public_id}/patenschaft/").content.decode()
    assert reason in page and "vom Büro beendet" in page
    assert reason in Mail.objects.get().text
    with pytest.raises(SponsorshipRevoked):
        s.sponsor(idea=idea, visitor=who, at=f.NOW + 89 * f.DAY)
    assert s.sponsor(idea=idea, visitor=who, at=f.NOW + 91 * f.DAY)


def test_pages_do_what_the_actions_do(idea, client):
    address = f"/de/n/{idea.node.public_id}/patenschaft/"
    assert "Anmelden" in client.get(address).content.decode()
    assert client.post(f"{address}uebernehmen/").status_code == 403
    kim, lou, office = f.person("Kim"), f.person("Lou"), f.office().person
    client.force_login(kim)
    assert client.post(f"{address}bestaetigen/").status_code == 404
    assert client.post(f"{address}uebernehmen/").status_code == 302
    assert client.post(f"{address}uebernehmen/").status_code == 409
    assert client.post(f"{address}bestaetigen/").status_code == 302
    assert client.post(f"{address}zurueckgeben/", {"reason": ""}).status_code == 400
    assert client.post(f"{address}anbieten/", {"email": "unsinn"}).status_code == 400
    assert client.post(f"{address}anbieten/", {"email": lou.email}).status_code == 302
    number = HandOver.objects.get().pk
    assert client.post(f"{address}{number}/annehmen/").status_code == 403
    client.force_login(lou)
    assert "Annehmen" in client.get(address).content.decode()
    assert client.post(f"{address}{number}/annehmen/").status_code == 302
    assert client.post(f"{address}beenden/", {"reason": "x"}).status_code == 403
    client.force_login(office)
    mine = Sponsorship.objects.get(ended=None)
    told = {"sponsorship": mine.pk, "reason": "Kein Kontakt."}
    assert client.post(f"{address}beenden/", told).status_code == 302
    assert client.post(f"{address}beenden/", told).status_code == 409
    assert client.post(f"{address}beenden/", {"sponsorship": "x"}).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_as_often_for_three_sponsors_as_for_one(
    idea, number, client, django_assert_num_queries
):
    for nth in range(number):
        held(idea, f"Kim {nth}")
        who, mine = held(idea, f"Lou {nth}")
        s.give_back_sponsorship(sponsorship=mine, reason="Weg.", visitor=who, at=f.NOW)
    client.get("/de/")
    with django_assert_num_queries(3):
        client.get(f"/de/n/{idea.node.public_id}/patenschaft/")
