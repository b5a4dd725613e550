"""Offering what one can do, and being in on an idea (D10)."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from mitmachstadt.arena.enums import (
    LONGEST_NOTE,
    LONGEST_OFFER,
    MOST_FIELDS,
    MOST_OFFERS,
    OFFER_DAYS,
)
from mitmachstadt.arena.errors import IdeaNotPublic, TitleTooLong, TooManyFields
from mitmachstadt.arena.errors.hiding import WordsHidden
from mitmachstadt.arena.errors.offers import (
    AnswerMissing,
    IdeaElsewhere,
    IdeaGoesOnElsewhere,
    JoinedAlready,
    NotYourOffer,
    OfferEndsWrong,
    OfferIncomplete,
    OfferOver,
    OfferTooLong,
    OnlySponsorsAnswer,
    TooManyOffers,
    WithdrawnMeanwhile,
)
from mitmachstadt.arena.models import Arena, Idea, Joining, Offer
from mitmachstadt.arena.queries import is_sponsor
from mitmachstadt.arena.queries.offers import is_in, open_offers_of
from mitmachstadt.arena.queries.sponsors import whole_of
from mitmachstadt.contributions.enums import LONGEST_TITLE
from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_speak_for


def may_offer(
    visitor: Visitor, arena: Arena, *, organisation: Organisation | None, at: datetime
) -> Verdict:
    """Whoever has an account, a few at a time; for an organisation who may speak for it."""
    if visitor.person is None:
        return no(SignInNeeded())
    if len(open_offers_of(visitor.person, arena, today=timezone.localdate(at))) >= MOST_OFFERS:
        return no(TooManyOffers(most=MOST_OFFERS))
    if organisation is None:
        return YES
    return may_speak_for(visitor.person, organisation, at=at)


def is_offer(title: str, text: str, *, fields: int) -> Verdict:
    if not title or not text:
        return no(OfferIncomplete())
    if len(title) > LONGEST_TITLE:
        return no(TitleTooLong(length=len(title), longest=LONGEST_TITLE))
    if len(text) > LONGEST_OFFER:
        return no(OfferTooLong(length=len(text), longest=LONGEST_OFFER))
    return YES if fields <= MOST_FIELDS else no(TooManyFields(most=MOST_FIELDS))


def may_last(until: date, *, today: date) -> Verdict:
    """At least until tomorrow, at most a year."""
    latest = today + timedelta(days=OFFER_DAYS)
    if today < until <= latest:
        return YES
    return no(OfferEndsWrong(latest=day_in_words(latest)))


def may_keep_offer(visitor: Visitor, offer: Offer, *, at: datetime) -> Verdict:
    """Withdraw it: from whom it is, for an organisation whoever speaks for it."""
    if visitor.person is None:
        return no(SignInNeeded())
    if offer.withdrawn is not None:
        return no(OfferOver())
    if offer.organisation is not None:
        return may_speak_for(visitor.person, offer.organisation, at=at)
    return YES if offer.person_id == visitor.person.pk else no(NotYourOffer())


def may_use_offer(visitor: Visitor, offer: Offer, *, at: datetime) -> Verdict:
    """Renew it, join with it: not while its words are hidden."""
    if not (verdict := may_keep_offer(visitor, offer, at=at)).allowed:
        return verdict
    return no(WordsHidden(reason=offer.hidden_because)) if offer.hidden is not None else YES


def may_join(visitor: Visitor, offer: Offer, idea: Idea, *, note: str, at: datetime) -> Verdict:
    """With an offer of one's own that holds, in on a public idea of the same arena, once."""
    if not (verdict := may_use_offer(visitor, offer, at=at)).allowed:
        return verdict
    if offer.until < timezone.localdate(at):
        return no(OfferOver())
    if idea.arena_id != offer.arena_id:
        return no(IdeaElsewhere())
    if idea.node.visibility != Visibility.PUBLIC:
        return no(IdeaNotPublic(state=Visibility(idea.node.visibility).label))
    if (whole := whole_of(idea)) is not None:
        return no(IdeaGoesOnElsewhere(whole=whole.title))
    if len(note) > LONGEST_NOTE:
        return no(OfferTooLong(length=len(note), longest=LONGEST_NOTE))
    return no(JoinedAlready()) if is_in(offer, idea) else YES


def may_answer_joining(visitor: Visitor, joining: Joining, *, answer: str) -> Verdict:
    """Only who takes responsibility for the idea."""
    if visitor.person is None:
        return no(SignInNeeded())
    if not is_sponsor(joining.idea, visitor.person.pk):
        return no(OnlySponsorsAnswer())
    if joining.ended is not None or joining.offer.withdrawn is not None:
        return no(WithdrawnMeanwhile())
    if not answer:
        return no(AnswerMissing())
    if len(answer) > LONGEST_NOTE:
        return no(OfferTooLong(length=len(answer), longest=LONGEST_NOTE))
    return YES
