"""Offers of competence: made, renewed, withdrawn; and who is in on an idea (D10)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mitmachstadt.arena.actions.moving import locked_idea
from mitmachstadt.arena.actions.telling import tell
from mitmachstadt.arena.calculations.offering import names_an_address
from mitmachstadt.arena.errors.offers import OfferNamesAddress, UnknownField
from mitmachstadt.arena.models import Arena, Idea, Joining, Offer, OfferField, Sponsorship
from mitmachstadt.arena.queries import fields_to_choose
from mitmachstadt.arena.rules import may_run_arena
from mitmachstadt.arena.rules.ideas import is_reason
from mitmachstadt.arena.rules.offers import (
    is_offer,
    may_answer_joining,
    may_join,
    may_keep_offer,
    may_last,
    may_offer,
    may_use_offer,
)
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append, forget_part
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.people.queries import Visitor


def _without_address(*texts: str) -> None:
    if names_an_address(*texts):
        raise OfferNamesAddress()


def offer_competence(
    *,
    arena: Arena,
    title: str,
    text: str,
    fields: Sequence[str],
    until: date,
    visitor: Visitor,
    at: datetime,
    organisation: Organisation | None = None,
) -> Offer:
    """Offer what one can do, until a day.

    Args:
        fields: public ids of fields of action that are in force.

    Raises:
        Refusal: something is missing, an address stands in it, or one has too many.
    """
    title, text = clean_line(title), clean_text(text)
    is_offer(title, text, fields=len(fields)).require()
    _without_address(title, text)
    may_last(until, today=timezone.localdate(at)).require()
    terms = _terms(fields)
    with transaction.atomic():
        if visitor.person is not None:
            list(Person.objects.select_for_update(no_key=True).filter(pk=visitor.person.pk))
        may_offer(visitor, arena, organisation=organisation, at=at).require()
        offer = Offer.objects.create(
            arena=arena,
            person=visitor.person,
            name=visitor.name,
            organisation=organisation,
            organisation_name=organisation.name if organisation else "",
            title=title,
            text=text,
            until=until,
            created=at,
        )
        OfferField.objects.bulk_create(OfferField(offer=offer, term_id=pk) for pk in terms)
        words = {"title": title, "text": text, "organisation": offer.organisation_name}
        _write(offer, "made", visitor.person, at, until=until.isoformat(), **words)
    return offer


def _terms(fields: Sequence[str]) -> list[int]:
    known = {entry.term.public_id: entry.term_id for entry in fields_to_choose()} if fields else {}
    if not set(fields) <= set(known):
        raise UnknownField()
    return [known[public_id] for public_id in dict.fromkeys(fields)]


def _write(offer: Offer, verb: str, by: Person | None, at: datetime, **more: str) -> None:
    content = {"offer": offer.pk, "by": by.public_id if by else "", **more}
    append(kind=f"offer.{verb}", subject=offer.arena.node.public_id, content=content, at=at)


def _locked(offer: Offer) -> Offer:
    rows = Offer.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("arena__node", "organisation").get(pk=offer.pk)


def renew_offer(*, offer: Offer, until: date, visitor: Visitor, at: datetime) -> Offer:
    """Let it hold until another day."""
    with transaction.atomic():
        mine = _locked(offer)
        may_use_offer(visitor, mine, at=at).require()
        may_last(until, today=timezone.localdate(at)).require()
        mine.until = until
        mine.save(update_fields=["until"])
        _write(mine, "renewed", visitor.person, at, until=until.isoformat())
    return mine


def withdraw_offer(*, offer: Offer, visitor: Visitor, at: datetime) -> Offer:
    """Take it back; its words are gone."""
    with transaction.atomic():
        mine = _locked(offer)
        may_keep_offer(visitor, mine, at=at).require()
        return empty_offer(mine, at=at)


def take_offer_down(*, offer: Offer, reason: str, visitor: Visitor, at: datetime) -> Offer:
    """The office removes what has no place here, with a reason that everybody reads."""
    may_run_arena(visitor).require()
    reason = clean_text(reason)
    is_reason(reason).require()
    with transaction.atomic():
        theirs = _locked(offer)
        if theirs.withdrawn is None:
            theirs.taken_down = reason
            empty_offer(theirs, at=at, reason=reason)
    return theirs


def empty_offer(offer: Offer, *, at: datetime, reason: str = "") -> Offer:
    """Delete the words of a locked offer and who made it; it is in nowhere any more."""
    offer.title, offer.text, offer.name, offer.person = "", "", "", None
    offer.withdrawn = at
    offer.hidden, offer.hidden_because, offer.hidden_by = None, "", None
    offer.save()
    Joining.objects.filter(offer=offer).update(note="", answer="")
    Joining.objects.filter(offer=offer, ended=None).update(ended=at)
    subject = offer.arena.node.public_id
    forget_part(subject=subject, name="offer", value=offer.pk)
    content = {"offer": offer.pk, "reason": reason}
    append(kind="offer.withdrawn", subject=subject, content=content, at=at)
    return offer


def join_idea(
    *, offer: Offer, idea: Idea, visitor: Visitor, at: datetime, note: str = ""
) -> Joining:
    """Be in on an idea with an offer; its sponsors are told.

    Raises:
        Refusal: it is somebody else's offer or over, or the idea is not here.
    """
    note = clean_line(note)
    _without_address(note)
    with transaction.atomic():
        mine = _locked(offer)
        idea = locked_idea(idea)
        may_join(visitor, mine, idea, note=note, at=at).require()
        joining = Joining.objects.create(offer=mine, idea=idea, note=note, at=at)
        _write(mine, "joined", visitor.person, at, idea=idea.node.public_id)
        for sponsorship in Sponsorship.objects.select_related("person").filter(
            idea=idea, ended=None, person__isnull=False
        ):
            assert sponsorship.person is not None
            tell(
                person=sponsorship.person,
                key=f"joined/{joining.pk}/{sponsorship.pk}",
                subject=_("Jemand macht bei Ihrer Idee mit"),
                template="joined",
                words={"idea": idea.node, "page": "idea-sponsors", "offer": mine, "note": note},
                at=at,
            )
    return joining


def leave_idea(*, joining: Joining, visitor: Visitor, at: datetime) -> Joining:
    """Be in no longer."""
    with transaction.atomic():
        mine = _locked(joining.offer)
        may_keep_offer(visitor, mine, at=at).require()
        still = Joining.objects.select_for_update(no_key=True).get(pk=joining.pk)
        if still.ended is None:
            still.ended, still.note, still.answer = at, "", ""
            still.save(update_fields=["ended", "note", "answer"])
            _write(mine, "left", visitor.person, at, idea=joining.idea.node.public_id)
    return still


def answer_joining(*, joining: Joining, answer: str, visitor: Visitor, at: datetime) -> Joining:
    """A sponsor says what comes next; who made the offer reads it and gets a mail."""
    answer = clean_line(answer)
    _without_address(answer)
    with transaction.atomic():
        rows = Joining.objects.select_for_update(of=("self",), no_key=True)
        fresh = rows.select_related("idea__node", "offer__person").get(pk=joining.pk)
        may_answer_joining(visitor, fresh, answer=answer).require()
        fresh.answer, fresh.answered, fresh.answered_by = answer, at, visitor.person
        fresh.save(update_fields=["answer", "answered", "answered_by"])
        content = {"offer": fresh.offer_id}
        subject = fresh.idea.node.public_id
        append(kind="offer.answered", subject=subject, content=content, at=at)
        if fresh.offer.person is not None:
            tell(
                person=fresh.offer.person,
                key=f"joined-answer/{fresh.pk}/{at:%Y%m%d%H%M%S}",
                subject=_("Antwort auf Ihr Angebot"),
                template="joined_answer",
                words={"idea": fresh.idea.node, "page": "node", "answer": answer},
                at=at,
            )
    return fresh
