"""Taking responsibility for an idea: take it, renew it, give it back, hand it over (D3)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mitmachstadt.arena.actions.moving import locked_idea
from mitmachstadt.arena.actions.telling import tell
from mitmachstadt.arena.enums import HAND_OVER_DAYS, WARN_DAYS, Ending, OfferOutcome
from mitmachstadt.arena.models import HandOver, Idea, Sponsorship
from mitmachstadt.arena.queries.sponsors import (
    open_hand_over,
    renew_until,
    to_be_warned,
    to_lapse,
)
from mitmachstadt.arena.rules import may_run_arena
from mitmachstadt.arena.rules.sponsors import (
    may_answer_hand_over,
    may_give_back,
    may_keep_sponsorship,
    may_offer_sponsorship,
    may_revoke,
    may_sponsor,
)
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.people.queries import Visitor, person_by_email

AT_ONCE = 100


def sponsor(
    *, idea: Idea, visitor: Visitor, at: datetime, organisation: Organisation | None = None
) -> Sponsorship:
    """Take responsibility for an idea, for oneself or for an organisation.

    Raises:
        Refusal: one has it already or has too many, or may not speak for the organisation.
    """
    with transaction.atomic():
        _lock(visitor)
        idea = locked_idea(idea)
        may_sponsor(visitor, idea, organisation=organisation, at=at).require()
        return _begin(idea, visitor, organisation, at)


def _lock(visitor: Visitor) -> None:
    """Two takings at once would each see four."""
    if visitor.person is not None:
        list(Person.objects.select_for_update(no_key=True).filter(pk=visitor.person.pk))


def _begin(
    idea: Idea, visitor: Visitor, organisation: Organisation | None, at: datetime
) -> Sponsorship:
    assert visitor.person is not None
    made = Sponsorship.objects.create(
        idea=idea,
        person=visitor.person,
        name=visitor.name,
        organisation=organisation,
        organisation_name=organisation.name if organisation else "",
        since=at,
        renewed=at,
    )
    _write(made, "taken", visitor.person, at, organisation=made.organisation_name)
    return made


def _write(
    sponsorship: Sponsorship, verb: str, by: Person | None, at: datetime, **more: str
) -> None:
    """A line of the register; it names nobody but by the identifier."""
    content = {"number": sponsorship.pk, "by": by.public_id if by else "", **more}
    subject = sponsorship.idea.node.public_id
    append(kind=f"sponsorship.{verb}", subject=subject, content=content, at=at)


def _locked(sponsorship: Sponsorship) -> Sponsorship:
    rows = Sponsorship.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("idea__node", "person").get(pk=sponsorship.pk)


def renew_sponsorship(*, sponsorship: Sponsorship, visitor: Visitor, at: datetime) -> Sponsorship:
    """Say that one still takes care; from now on it holds as long as at the beginning.

    Raises:
        Refusal: it is somebody else's, or over.
    """
    with transaction.atomic():
        mine = _locked(sponsorship)
        may_keep_sponsorship(visitor, mine).require()
        mine.renewed, mine.warned = at, None
        mine.save(update_fields=["renewed", "warned"])
        _write(mine, "renewed", visitor.person, at)
    return mine


def give_back_sponsorship(
    *, sponsorship: Sponsorship, reason: str, visitor: Visitor, at: datetime
) -> Sponsorship:
    """Let it go, and say why.

    Raises:
        Refusal: it is somebody else's or over, or a reason is missing.
    """
    reason = clean_text(reason)
    with transaction.atomic():
        mine = _locked(sponsorship)
        may_give_back(visitor, mine, reason=reason).require()
        return _end(mine, Ending.GIVEN_BACK, visitor.person, at, reason)


def revoke_sponsorship(
    *, sponsorship: Sponsorship, reason: str, visitor: Visitor, at: datetime
) -> Sponsorship:
    """End somebody's sponsorship; everybody reads why, and the sponsor is written to.

    Raises:
        Refusal: only the office may; it is over, or a reason is missing.
    """
    may_run_arena(visitor).require()
    reason = clean_text(reason)
    with transaction.atomic():
        theirs = _locked(sponsorship)
        may_revoke(theirs, reason=reason).require()
        _mail(theirs, "revoked", _("Ihre Patenschaft wurde beendet"), at, reason=reason)
        return _end(theirs, Ending.REVOKED, visitor.person, at, reason)


def _end(
    sponsorship: Sponsorship, ending: Ending, by: Person | None, at: datetime, reason: str = ""
) -> Sponsorship:
    sponsorship.ended, sponsorship.ending, sponsorship.ended_because = at, ending, reason
    sponsorship.save(update_fields=["ended", "ending", "ended_because"])
    HandOver.objects.filter(sponsorship=sponsorship, settled=None).update(
        settled=at, outcome=OfferOutcome.WITHDRAWN
    )
    _write(sponsorship, "ended", by, at, how=str(ending), reason=reason)
    return sponsorship


def offer_sponsorship(
    *, sponsorship: Sponsorship, email: str, visitor: Visitor, at: datetime
) -> HandOver:
    """Offer it to whoever has an account with this address; it stays one's own until they accept.

    Nobody learns from it whether there is such an account.

    Raises:
        Refusal: it is somebody else's or over, or another offer is open.
    """
    email = email.strip().lower()
    with transaction.atomic():
        mine = _locked(sponsorship)
        before = open_hand_over(mine)
        may_offer_sponsorship(visitor, mine, email=email, open_offer=before, at=at).require()
        if before is not None:
            _settle(before, OfferOutcome.LAPSED, at)
        to = person_by_email(email)
        offer = HandOver.objects.create(
            sponsorship=mine,
            to=to if to is not None and to.is_active else None,
            offered=at,
            until=at + timedelta(days=HAND_OVER_DAYS),
        )
        _write(mine, "offered", visitor.person, at, until=offer.until.isoformat())
        if offer.to is not None:
            words = {"until": offer.until, "giver": mine.name}
            subject = _("Jemand bietet Ihnen eine Patenschaft an")
            _mail(mine, "offered", subject, at, to=offer.to, key=f"-{offer.pk}", **words)
    return offer


def _settle(offer: HandOver, outcome: OfferOutcome, at: datetime) -> HandOver:
    offer.settled, offer.outcome = at, outcome
    offer.save(update_fields=["settled", "outcome"])
    return offer


def withdraw_hand_over(*, offer: HandOver, visitor: Visitor, at: datetime) -> HandOver:
    """Keep it after all."""
    with transaction.atomic():
        mine = _locked(offer.sponsorship)
        may_keep_sponsorship(visitor, mine).require()
        still = open_hand_over(mine)
        if still is not None and still.pk == offer.pk:
            return _settle(still, OfferOutcome.WITHDRAWN, at)
    return offer


def _offer_to_settle(offer: HandOver, visitor: Visitor, at: datetime) -> HandOver:
    _lock(visitor)
    sponsorship = _locked(offer.sponsorship)
    fresh = HandOver.objects.select_for_update(of=("self",), no_key=True).get(pk=offer.pk)
    fresh.sponsorship = sponsorship
    may_answer_hand_over(visitor, fresh, at=at).require()
    return fresh


def accept_sponsorship(
    *, offer: HandOver, visitor: Visitor, at: datetime, organisation: Organisation | None = None
) -> Sponsorship:
    """Take over what was offered; from then on the one who offered it has it no longer.

    Raises:
        Refusal: it was offered to somebody else, is over or settled, or one has too many.
    """
    with transaction.atomic():
        fresh = _offer_to_settle(offer, visitor, at)
        idea = locked_idea(fresh.sponsorship.idea)
        may_sponsor(visitor, idea, organisation=organisation, at=at).require()
        _settle(fresh, OfferOutcome.ACCEPTED, at)
        _end(fresh.sponsorship, Ending.HANDED_OVER, visitor.person, at)
        return _begin(idea, visitor, organisation, at)


def decline_sponsorship(*, offer: HandOver, visitor: Visitor, at: datetime) -> HandOver:
    """Say no; it stays with whoever has it."""
    with transaction.atomic():
        fresh = _offer_to_settle(offer, visitor, at)
        return _settle(fresh, OfferOutcome.DECLINED, at)


def warn_sponsors(*, at: datetime, limit: int = AT_ONCE) -> int:
    """Write to those whose sponsorship soon ends; returns how many. Nobody is told twice."""
    warned = 0
    for found in to_be_warned(at=at, limit=limit):
        with transaction.atomic():
            fresh = _locked(found)
            if fresh.ended is not None or fresh.renewed != found.renewed or fresh.warned:
                continue
            fresh.warned = at
            fresh.save(update_fields=["warned"])
            subject = _("Kümmern Sie sich noch? Ihre Patenschaft endet bald")
            # Whoever is told late has the full time to answer.
            until = max(renew_until(fresh), at + timedelta(days=WARN_DAYS))
            _mail(fresh, "ends", subject, at, until=until)
            warned += 1
    return warned


def lapse_sponsorships(*, at: datetime, limit: int = AT_ONCE) -> int:
    """End those that nobody renewed; returns how many."""
    gone = 0
    for found in to_lapse(at=at, limit=limit):
        with transaction.atomic():
            fresh = _locked(found)
            if fresh.ended is None and fresh.renewed == found.renewed:
                _end(fresh, Ending.LAPSED, None, at)
                gone += 1
    return gone


def _mail(
    sponsorship: Sponsorship, template: str, subject: Promise, at: datetime,
    *, to: Person | None = None, key: str = "", **words: object,
) -> None:  # fmt: skip
    """Write to the sponsor, or to somebody else about the sponsorship."""
    person = to or sponsorship.person
    if person is None:
        return
    tell(
        person=person,
        key=f"sponsorship-{template}/{sponsorship.pk}{key}/{at:%Y%m%d%H%M}",
        subject=subject,
        template=template,
        words={"idea": sponsorship.idea.node, "page": "idea-sponsors", **words},
        at=at,
    )
