"""Principles, commitments, evidence, recognition, and the unit of central measures."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.measures.actions.rows import locked, tell, touch, writing
from mitmachstadt.measures.enums import YEARS_OF_A_COMMITMENT
from mitmachstadt.measures.models import (
    CentralUnit,
    CheckedItem,
    HeldList,
    Measure,
    PrinciplesVersion,
    Recognition,
    SelfCommitment,
)
from mitmachstadt.measures.queries.principles import principles_in_force, recognised
from mitmachstadt.measures.rules.commitments import (
    may_bring_into_force,
    may_check,
    may_commit,
    may_end_commitment,
    may_recognise,
    may_revoke,
    may_word,
)
from mitmachstadt.measures.rules.owning import may_name_unit
from mitmachstadt.measures.rules.words import may_stand, must_stand
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


def name_central_unit(*, unit: Organisation, visitor: Visitor, at: datetime) -> CentralUnit:
    """Say which unit owns central measures from now on; those of the unit before stay with it."""
    may_name_unit(visitor, unit).require()
    with transaction.atomic():
        row, _ = CentralUnit.objects.update_or_create(
            id=1, defaults={"unit": unit, "since": timezone.localdate(at)}
        )
        append(kind="central-unit.named", subject=unit.public_id, content={}, at=at)
    return row


def word_principles(
    *,
    label: str,
    items: Sequence[tuple[str, str]],
    visitor: Visitor,
    at: datetime,
    version: PrinciplesVersion | None = None,
) -> PrinciplesVersion:
    """Write a draft of principles and success factors, or change one.

    Args:
        items: kind and text of each, in their order.

    Raises:
        Refusal: it holds already, or says nothing.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    label = clean_line(label)[:80]
    given: list[dict[str, Any]] = [
        {"number": number, "kind": str(kind), "text": clean_line(text)[:300]}
        for number, (kind, text) in enumerate(items, start=1)
    ]
    with transaction.atomic():
        now = PrinciplesVersion.objects.select_for_update().get(pk=version.pk) if version else None
        may_word(now, label=label, items=given).require()
        row = now or PrinciplesVersion()
        row.label, row.items, row.size = label, given, len(given)
        row.save()
        append(kind="principles.worded", subject=row.public_id, content={"label": label}, at=at)
    return row


def bring_into_force(
    *, version: PrinciplesVersion, visitor: Visitor, at: datetime, on: date | None = None
) -> PrinciplesVersion:
    """From a day on this version holds; it never changes again."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    today = timezone.localdate(at)
    with transaction.atomic():
        row = PrinciplesVersion.objects.select_for_update().get(pk=version.pk)
        may_bring_into_force(row, on=on or today, today=today).require()
        row.in_force = on or today
        row.save(update_fields=["in_force"])
        content = {"label": row.label, "items": row.items, "on": row.in_force.isoformat()}
        append(kind="principles.in-force", subject=row.public_id, content=content, at=at)
    return row


def commit_to_principles(
    *, organisation: Organisation, version: PrinciplesVersion, visitor: Visitor, at: datetime
) -> SelfCommitment:
    """Sign the principles for an organisation that one may speak for.

    Raises:
        Refusal: they may not speak for it, it is no organisation of the network, another version
            holds, or it has signed.
    """
    today = timezone.localdate(at)
    with transaction.atomic():
        Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
        may_commit(visitor, organisation, version, at=at, today=today).require()
        SelfCommitment.objects.filter(
            organisation=organisation, version=version, ended=None
        ).update(ended=today, ended_because="abgelaufen")
        row = SelfCommitment.objects.create(
            organisation=organisation,
            version=version,
            signed=today,
            until=_years_later(today, YEARS_OF_A_COMMITMENT),
            signatory=visitor.person,
            signatory_name=visitor.name,
        )
        content = {"version": version.label, "until": row.until.isoformat()}
        append(kind="commitment.signed", subject=organisation.public_id, content=content, at=at)
    return row


def _years_later(day: date, years: int) -> date:
    last = day.replace(year=day.year + years, day=28) if (day.month, day.day) == (2, 29) else None
    return last or day.replace(year=day.year + years)


def end_commitment(
    *, commitment: SelfCommitment, reason: str, visitor: Visitor, at: datetime
) -> SelfCommitment:
    """An organisation takes its commitment back, or the office ends it; a recognition lapses."""
    reason = clean_line(reason)
    with transaction.atomic():
        row = SelfCommitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
        may_end_commitment(visitor, row, reason=reason, at=at).require()
        row.ended, row.ended_because = timezone.localdate(at), reason
        row.save(update_fields=["ended", "ended_because"])
        subject = row.organisation.public_id
        append(kind="commitment.ended", subject=subject, content={"reason": reason}, at=at)
    return row


def check_item(
    *, measure: Measure, number: int, evidence: str, visitor: Visitor, at: datetime
) -> CheckedItem:
    """Say that a measure meets an item of the principles in force, and what shows it."""
    evidence, today = clean_line(evidence), timezone.localdate(at)
    with writing(measure, visitor, at=at) as row:
        version = principles_in_force(today)
        others = list(row.checked.filter(version=version))
        may_check(version, number, evidence=evidence, others=others).require()
        may_stand({"": evidence}, longest=500).require()
        made, _ = CheckedItem.objects.update_or_create(
            measure=row, version=version, number=number,
            defaults={"evidence": evidence, "on": today},
        )  # fmt: skip
        tell(row, "checked", {"number": number, "evidence": evidence}, at)
    return made


def uncheck_item(*, item: CheckedItem, visitor: Visitor, at: datetime) -> None:
    """The evidence does not hold."""
    with writing(item.measure, visitor, at=at) as row:
        tell(row, "unchecked", {"number": item.number}, at)
        item.delete()


def recognise(
    *,
    measure: Measure,
    reason: str,
    contact: str,
    visitor: Visitor,
    at: datetime,
    invited_to: str = "",
) -> Recognition:
    """The office recognises a network measure: a badge, a contact and invitations.

    Raises:
        Refusal: not the office, one's own organisation, no commitment, or evidence is missing.
    """
    reason, contact, today = clean_line(reason), clean_line(contact), timezone.localdate(at)
    with transaction.atomic():
        row = locked(measure)
        version = principles_in_force(today)
        numbers = version.numbers if version else []
        checked = row.checked.filter(version=version, number__in=numbers).count()
        may_recognise(
            visitor, row, reason=reason, now=recognised(row, on=today),
            unchecked=len(numbers) - checked, at=at, today=today,
        ).require()  # fmt: skip
        must_stand({"": contact}).require()
        made = Recognition.objects.create(
            measure=row, granted=today, granted_because=reason, contact=contact,
            invited_to=clean_line(invited_to)[:500], by=visitor.person,
        )  # fmt: skip
        touch(row, at)
        tell(row, "recognised", {"reason": reason}, at)
    return made


def revoke_recognition(
    *, measure: Measure, reason: str, visitor: Visitor, at: datetime
) -> Recognition:
    """Take a recognition back; the badge says so from now on, wherever it is embedded."""
    reason, today = clean_line(reason), timezone.localdate(at)
    with transaction.atomic():
        row = locked(measure)
        now = recognised(row, on=today)
        may_revoke(visitor, now, reason=reason).require()
        assert now is not None
        taken = now.recognition
        taken.revoked, taken.revoked_because, taken.revoked_by = today, reason, visitor.person
        taken.save(update_fields=["revoked", "revoked_because", "revoked_by"])
        touch(row, at)
        tell(row, "recognition-revoked", {"reason": reason}, at)
    return taken


def forget_in_measures(*, person: Person) -> int:
    """The name under a signature goes with the person; that the organisation signed stays.

    So does a list that they were looking at.
    """
    HeldList.objects.filter(person=person).delete()
    return SelfCommitment.objects.filter(signatory=person).update(signatory=None, signatory_name="")
