"""Principles, who commits to them, evidence, and recognition."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.measures.enums import OWNERS, SHORTEST_EVIDENCE, ItemKind, MeasureType, Standing
from mitmachstadt.measures.errors import (
    AlreadyCommitted,
    ChecklistOpen,
    CommitmentEnded,
    CommitmentMissing,
    EvidenceMissing,
    EvidenceRepeated,
    NoSuchItem,
    NotRecognised,
    OnlyNetworkIsRecognised,
    OwnerOfOtherKind,
    OwnMeasure,
    PrinciplesIncomplete,
    PrinciplesInForce,
    PrinciplesNotInForce,
    PrinciplesTooEarly,
    RecognisedAlready,
)
from mitmachstadt.measures.models import CheckedItem, Measure, PrinciplesVersion, SelfCommitment
from mitmachstadt.measures.queries.principles import (
    Recognised,
    commitment_in_force,
    commitments_of,
    principles_in_force,
)
from mitmachstadt.measures.rules.words import is_placeholder, may_give_reason
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor, speaks_or_works_for
from mitmachstadt.people.rules import may_speak_for, may_work_as


def may_word(
    version: PrinciplesVersion | None, *, label: str, items: Sequence[dict[str, Any]]
) -> Verdict:
    """A draft has a name and items that say something; what holds or held never changes."""
    if version is not None and version.in_force:
        return no(PrinciplesInForce(day=day_in_words(version.in_force)))
    same = PrinciplesVersion.objects.filter(label=label)
    if version is not None:
        same = same.exclude(pk=version.pk)
    if not label or same.exists():
        return no(PrinciplesIncomplete())
    words = [str(item["text"]) for item in items]
    if not words or any(is_placeholder(text) for text in words):
        return no(PrinciplesIncomplete())
    return YES if all(item["kind"] in ItemKind for item in items) else no(PrinciplesIncomplete())


def may_bring_into_force(version: PrinciplesVersion, *, on: date, today: date) -> Verdict:
    """From today on or later, after the version before; once."""
    if version.in_force:
        return no(PrinciplesInForce(day=day_in_words(version.in_force)))
    newest = PrinciplesVersion.objects.exclude(in_force=None).order_by("-in_force").first()
    if on < today or (newest and newest.in_force and on <= newest.in_force):
        return no(PrinciplesTooEarly(day=day_in_words(today)))
    return YES


def may_commit(
    visitor: Visitor, organisation: Organisation, version: PrinciplesVersion, *, at: datetime,
    today: date,
) -> Verdict:  # fmt: skip
    """Whoever may speak for an organisation of the network signs the version in force, once."""
    speaks = may_speak_for(visitor.person, organisation, at=at)
    if not speaks.allowed:
        return speaks
    possible = OWNERS[MeasureType.NETWORK]
    if organisation.kind not in possible:
        return no(
            OwnerOfOtherKind(
                name=organisation.name,
                kind=organisation.kind_in_words,
                type=MeasureType.NETWORK.label,
                possible=", ".join(OrganisationKind(kind).in_words for kind in possible),
            )
        )
    if principles_in_force(today) != version:
        return no(PrinciplesNotInForce())
    for known in commitments_of(organisation):
        if known.version_id == version.pk and known.holds(today):
            return no(AlreadyCommitted(name=organisation.name, until=day_in_words(known.until)))
    return YES


def may_see_commitment(visitor: Visitor, organisation: Organisation, *, at: datetime) -> Verdict:
    """Whoever speaks for the organisation, and the office, come to where it can be ended."""
    return YES if visitor.is_office else may_speak_for(visitor.person, organisation, at=at)


def may_end_commitment(
    visitor: Visitor, commitment: SelfCommitment, *, reason: str, at: datetime
) -> Verdict:
    """The organisation itself, or the office; with a reason."""
    allowed = may_see_commitment(visitor, commitment.organisation, at=at)
    if not allowed.allowed:
        return allowed
    if commitment.ended:
        return no(CommitmentEnded())
    return may_give_reason(reason)


def may_check(
    version: PrinciplesVersion | None, number: int, *, evidence: str, others: Sequence[CheckedItem]
) -> Verdict:
    """An item of the version in force, with evidence of its own."""
    item = version.item(number) if version else None
    if version is None or item is None:
        return no(NoSuchItem())
    if len(evidence) < SHORTEST_EVIDENCE or is_placeholder(evidence):
        return no(EvidenceMissing(least=SHORTEST_EVIDENCE))
    for other in others:
        if other.number != number and other.evidence.casefold() == evidence.casefold():
            words = version.item(other.number)
            return no(EvidenceRepeated(item=words["text"] if words else ""))
    return YES


def may_recognise(
    visitor: Visitor,
    measure: Measure,
    *,
    reason: str,
    now: Recognised | None,
    unchecked: int,
    at: datetime,
    today: date,
) -> Verdict:
    """The office, never for an organisation of one's own, and only what keeps its commitment."""
    works = may_work_as(visitor, BuiltInGroup.OFFICE)
    if not works.allowed:
        return works
    if measure.type != MeasureType.NETWORK:
        return no(OnlyNetworkIsRecognised())
    assert visitor.person is not None
    if speaks_or_works_for(visitor.person, measure.owner, at=at):
        return no(OwnMeasure(name=measure.owner.name))
    if now is not None and now.standing != Standing.REVOKED:
        return no(RecognisedAlready())
    if commitment_in_force(measure.owner, today) is None:
        return no(CommitmentMissing(name=measure.owner.name))
    if unchecked:
        return no(ChecklistOpen(count=unchecked))
    return may_give_reason(reason)


def may_revoke(visitor: Visitor, now: Recognised | None, *, reason: str) -> Verdict:
    """The office takes back what holds or lapsed, with a reason."""
    works = may_work_as(visitor, BuiltInGroup.OFFICE)
    if not works.allowed:
        return works
    if now is None or now.standing == Standing.REVOKED:
        return no(NotRecognised())
    return may_give_reason(reason)
