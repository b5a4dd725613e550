"""Somebody leaves or is called otherwise: what they said and did around ideas."""

from datetime import datetime

from django.db import transaction

from mitmachstadt.arena.actions.offering import empty_offer
from mitmachstadt.arena.actions.stating import empty_statement
from mitmachstadt.arena.enums import Ending, OfferOutcome
from mitmachstadt.arena.models import (
    FactSheet,
    HandOver,
    Joining,
    Offer,
    Sponsorship,
    Statement,
    TrialVersion,
)
from mitmachstadt.ledger.actions import append, forget_lines_by
from mitmachstadt.people.models import Person

# Lines of the register that name somebody as `by`.
_LINES = (
    "assessor.ended",
    "assessor.named",
    "idea.sheet",
    "offer.joined",
    "offer.left",
    "offer.made",
    "offer.renewed",
    "sponsorship.ended",
    "sponsorship.offered",
    "sponsorship.renewed",
    "sponsorship.taken",
    "statement.corrected",
    "statement.given",
)


def rename_in_arena(*, person: Person, name: str) -> int:
    """Let everything of somebody's stand under another name; how many rows it were."""
    with transaction.atomic():
        return (
            FactSheet.objects.filter(by=person).exclude(by_name=name).update(by_name=name)
            + TrialVersion.objects.filter(by=person).exclude(by_name=name).update(by_name=name)
            + Sponsorship.objects.filter(person=person).exclude(name=name).update(name=name)
            + Statement.objects.filter(person=person).exclude(name=name).update(name=name)
            + Offer.objects.filter(person=person).exclude(name=name).update(name=name)
        )


def leave_arena(*, person: Person, words: bool, at: datetime) -> None:
    """End what somebody has taken on and take their name from the rest, before the account goes.

    Args:
        words: their own statements go too; what was said for an organisation stays without a name.
    """
    with transaction.atomic():
        _end_sponsorships(person, at)
        for offer in Offer.objects.select_for_update(of=("self",)).filter(person=person):
            empty_offer(offer, at=at)
        own = Statement.objects.select_for_update(of=("self",)).filter(person=person)
        for statement in own.filter(organisation=None) if words else ():
            empty_statement(statement, at=at)
        own.update(name="", person=None)
        FactSheet.objects.filter(by=person).update(by_name="", by=None)
        TrialVersion.objects.filter(by=person).update(by_name="", by=None)
        Joining.objects.filter(answered_by=person).update(answer="")
        forget_lines_by(by=person.public_id, kinds=_LINES)


def _end_sponsorships(person: Person, at: datetime) -> None:
    mine = Sponsorship.objects.filter(person=person)
    for held in mine.filter(ended=None).select_related("idea__node"):
        content = {"number": held.pk, "how": str(Ending.LEFT)}
        append(kind="sponsorship.ended", subject=held.idea.node.public_id, content=content, at=at)
    HandOver.objects.filter(sponsorship__in=mine, settled=None).update(
        settled=at, outcome=OfferOutcome.WITHDRAWN
    )
    mine.filter(ended=None).update(ended=at, ending=Ending.LEFT)
    # Why they gave it back was said in their own words.
    mine.filter(ending=Ending.GIVEN_BACK).update(ended_because="")
    mine.update(name="", person=None)
