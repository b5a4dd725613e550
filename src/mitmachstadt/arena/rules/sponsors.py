"""Taking responsibility for an idea, and letting it go."""

from datetime import datetime, timedelta

from django.utils import timezone

from mitmachstadt.arena.enums import AFTER_REVOKING_DAYS, MOST_SPONSORSHIPS
from mitmachstadt.arena.errors import IdeaNotPublic
from mitmachstadt.arena.errors.assessing import AssessorCannotSponsor
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
from mitmachstadt.arena.models import HandOver, Idea, Sponsorship
from mitmachstadt.arena.queries import is_sponsor
from mitmachstadt.arena.queries.assessing import has_scored
from mitmachstadt.arena.queries.sponsors import revoked_lately, sponsorships_held, whole_of
from mitmachstadt.arena.rules.ideas import is_reason
from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_speak_for


def may_sponsor(
    visitor: Visitor, idea: Idea, *, organisation: Organisation | None, at: datetime
) -> Verdict:
    """Whoever has an account, once each, for a few ideas at a time."""
    person = visitor.person
    if person is None:
        return no(SignInNeeded())
    if idea.node.visibility != Visibility.PUBLIC:
        return no(IdeaNotPublic(state=Visibility(idea.node.visibility).label))
    if (whole := whole_of(idea)) is not None:
        return no(SponsorTheWhole(whole=whole.title))
    if is_sponsor(idea, person.pk):
        return no(SponsorAlready())
    if (former := revoked_lately(idea, person, at=at)) is not None:
        assert former.ended is not None
        again = timezone.localdate(former.ended + timedelta(days=AFTER_REVOKING_DAYS))
        return no(SponsorshipRevoked(day=day_in_words(again)))
    if has_scored(idea, person):
        return no(AssessorCannotSponsor())
    if sponsorships_held(person) >= MOST_SPONSORSHIPS:
        return no(TooManySponsorships(most=MOST_SPONSORSHIPS))
    return YES if organisation is None else may_speak_for(person, organisation, at=at)


def may_keep_sponsorship(visitor: Visitor, sponsorship: Sponsorship) -> Verdict:
    """Renew it, give it back, offer it: only its sponsor, as long as it holds."""
    if visitor.person is None:
        return no(SignInNeeded())
    if sponsorship.person_id != visitor.person.pk:
        return no(NotYourSponsorship())
    return YES if sponsorship.ended is None else no(SponsorshipOver())


def may_give_back(visitor: Visitor, sponsorship: Sponsorship, *, reason: str) -> Verdict:
    verdict = may_keep_sponsorship(visitor, sponsorship)
    return is_reason(reason) if verdict.allowed else verdict


def may_revoke(sponsorship: Sponsorship, *, reason: str) -> Verdict:
    """With a reason that everybody reads."""
    return is_reason(reason) if sponsorship.ended is None else no(SponsorshipOver())


def may_offer_sponsorship(
    visitor: Visitor,
    sponsorship: Sponsorship,
    *,
    email: str,
    open_offer: HandOver | None,
    at: datetime,
) -> Verdict:
    """To one other person at a time."""
    if not (verdict := may_keep_sponsorship(visitor, sponsorship)).allowed:
        return verdict
    assert visitor.person is not None
    if email == visitor.person.email:
        return no(HandOverToOneself())
    if open_offer is not None and open_offer.until > at:
        return no(HandOverOpen(day=day_in_words(timezone.localdate(open_offer.until))))
    return YES


def may_answer_hand_over(visitor: Visitor, offer: HandOver, *, at: datetime) -> Verdict:
    """Only whom it was offered to, in time, and while the sponsorship holds."""
    if visitor.person is None:
        return no(SignInNeeded())
    if offer.to_id != visitor.person.pk:
        return no(HandOverNotForYou())
    if offer.settled is not None:
        return no(HandOverSettled())
    if offer.until <= at:
        return no(HandOverLapsed(day=day_in_words(timezone.localdate(offer.until))))
    return YES if offer.sponsorship.ended is None else no(SponsorshipOver())
