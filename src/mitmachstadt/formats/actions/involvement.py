"""Who was invited to a process, when and how, and what they answered."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mitmachstadt.formats.actions.rows import locked, touch
from mitmachstadt.formats.enums import LONGEST_NAME, InvitationStepKind
from mitmachstadt.formats.models import Invitation, InvitationStep, Process
from mitmachstadt.formats.queries import invitation
from mitmachstadt.formats.rules import (
    Said,
    may_add_to_record,
    may_correct_record,
    may_record_involvement,
    may_remind,
)
from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import District, Organisation
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as

_DAYS = ("invited_on", "respond_by", "answered_on")
_WORDS = ("unit", "audience", "channel", "answer", "stance")


def record_involvement(
    *,
    process: Process,
    invited_on: date,
    visitor: Visitor,
    at: datetime,
    district: District | None = None,
    organisation: Organisation | None = None,
    answered_on: date | None = None,
    answer: str = "",
    stance: str = "",
    unit: str = "",
    audience: str = "",
    channel: str = "",
    respond_by: date | None = None,
    responses: int | None = None,
) -> Invitation:
    """Enter that somebody was invited, or what they answered to an invitation of that day.

    Args:
        unit: what it is called; the organisation's name, or the district office, if nobody says.
        audience: who of it was invited, if not all.
        responses: how many replied or took part.

    Raises:
        Refusal: a day in the future, an answer before its invitation, a record to overwrite.
    """
    answer, unit, audience = clean_text(answer), clean_line(unit), clean_line(audience)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    said = Said(invited_on, respond_by, answered_on, answer, stance)
    if district is None and organisation is not None:
        district = organisation.district
    may_record_involvement(
        said, district=district, organisation=organisation, today=timezone.localdate(at)
    ).require()
    with transaction.atomic():
        process = locked(process)
        known = invitation(process, district, organisation, invited_on=invited_on)
        may_add_to_record(known, answer=answer).require()
        record = known or Invitation(
            process=process, district=district, organisation=organisation, invited_on=invited_on
        )
        record.unit = (unit or record.unit or _called(district, organisation))[:200]
        record.audience = audience[:LONGEST_NAME] or record.audience
        record.channel, record.respond_by = (
            channel or record.channel,
            respond_by or record.respond_by,
        )
        record.answered_on, record.answer, record.stance = answered_on, answer, stance
        record.responses = record.responses if responses is None else responses
        record.save()
        _register("recorded", record, visitor, at)
        touch(process, at)
    return record


def remind(*, record: Invitation, on: date, visitor: Visitor, at: datetime) -> InvitationStep:
    """Enter that somebody was asked again for an answer.

    Raises:
        Refusal: a day in the future, before the invitation, or after the answer.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        process = locked(record.process)
        record = Invitation.objects.get(pk=record.pk)
        reminded = record.steps.filter(kind=InvitationStepKind.REMINDED)
        days = list(reminded.values_list("on", flat=True))
        may_remind(record, on=on, reminded_on=days, today=timezone.localdate(at)).require()
        step = record.steps.create(
            kind=InvitationStepKind.REMINDED, on=on, by=visitor.person, at=at
        )
        _register("reminded", record, visitor, at, reminded_on=on.isoformat())
        touch(process, at)
    return step


def correct_invitation(
    *, record: Invitation, reason: str, visitor: Visitor, at: datetime, **changes: Any
) -> Invitation:
    """Put right what was entered wrongly; what stood there before stays with the reason.

    Args:
        changes: the columns that become different, with their new values.

    Raises:
        Refusal: nothing changes, the reason is missing, or the days do not fit each other.
    """
    reason = clean_line(reason)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        process = locked(record.process)
        record = Invitation.objects.select_related("district", "organisation").get(pk=record.pk)
        before = _content(record)
        for name, value in changes.items():
            setattr(record, name, _cleaned(name, value))
        record.unit = record.unit[:200] or _called(record.district, record.organisation)
        was = {name: value for name, value in before.items() if _content(record)[name] != value}
        said = Said(
            record.invited_on, record.respond_by, record.answered_on, record.answer, record.stance
        )
        may_record_involvement(
            said,
            district=record.district,
            organisation=record.organisation,
            today=timezone.localdate(at),
        ).require()
        other = invitation(
            process, record.district, record.organisation, invited_on=record.invited_on
        )
        may_correct_record(record, was, other=other, reason=reason).require()
        record.save()
        record.steps.create(
            kind=InvitationStepKind.CORRECTED, on=timezone.localdate(at), text=reason, was=was,
            by=visitor.person, at=at,
        )  # fmt: skip
        _register("corrected", record, visitor, at, reason=reason, was=was)
        touch(process, at)
    return record


def _cleaned(name: str, value: Any) -> Any:
    if name == "answer":
        return clean_text(value)
    return clean_line(value) if name in _WORDS else value


def _called(district: District | None, organisation: Organisation | None) -> str:
    if organisation is not None:
        return organisation.name
    assert district is not None
    return f"{the_city().words.district_office} {district.name}"


def _content(record: Invitation) -> dict[str, Any]:
    days = {name: getattr(record, name) for name in _DAYS}
    return {
        "district": record.district.name if record.district else "",
        "organisation": record.organisation.public_id if record.organisation else "",
        **{name: getattr(record, name) for name in _WORDS},
        **{name: day.isoformat() if day else "" for name, day in days.items()},
        "responses": "" if record.responses is None else str(record.responses),
    }


def _register(verb: str, record: Invitation, visitor: Visitor, at: datetime, **more: Any) -> None:
    content = {**_content(record), **more, "by": visitor.person.public_id if visitor.person else ""}
    subject = record.process.node.public_id
    append(kind=f"involvement.{verb}", subject=subject, content=content, at=at)
