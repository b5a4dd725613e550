"""How many work in a unit, and who works for it or funds it from outside."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup, EngagementKind
from mitmachstadt.people.models import Engagement, Organisation, Staffing, StaffingPart
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_count_staff, may_engage, may_work_as

_LONGEST_PART, _LONGEST_SOURCE, _LONGEST_TASK = 120, 200, 300


def count_staff(
    *,
    organisation: Organisation,
    as_of: date,
    total: int,
    parts: Sequence[tuple[str, int]],
    visitor: Visitor,
    at: datetime,
    source: str = "",
) -> Staffing:
    """Enter how many work in a unit on a day; the same day again corrects what was entered.

    Args:
        parts: what they do and how many do it; together they make the total, or there are none.

    Raises:
        Refusal: the parts do not add up, one stands there twice, or the day has not come.
    """
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    named = [(clean_line(name)[:_LONGEST_PART], number) for name, number in parts]
    may_count_staff(total=total, parts=named, as_of=as_of, today=timezone.localdate(at)).require()
    with transaction.atomic():
        staffing, _ = Staffing.objects.update_or_create(
            organisation=organisation, as_of=as_of,
            defaults={"total": total, "source": clean_line(source)[:_LONGEST_SOURCE]},
        )  # fmt: skip
        staffing.parts.all().delete()
        StaffingPart.objects.bulk_create(
            StaffingPart(staffing=staffing, name=name, number=number) for name, number in named
        )
        content = {"as_of": as_of.isoformat(), "total": total, "parts": [list(p) for p in named]}
        _register("counted", organisation, content, visitor, at)
    return staffing


def engage(
    *,
    organisation: Organisation,
    other: Organisation,
    kind: EngagementKind,
    task: str,
    since: date,
    until: date | None,
    visitor: Visitor,
    at: datetime,
) -> Engagement:
    """Enter that somebody from outside works for a unit or funds it: for what, and how long.

    Raises:
        Refusal: the task or the end is missing, or both are the same organisation.
    """
    task = clean_line(task)[:_LONGEST_TASK]
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    may_engage(
        organisation=organisation, other=other, task=task, since=since, until=until
    ).require()
    assert until is not None
    with transaction.atomic():
        engagement = Engagement.objects.create(
            organisation=organisation, other=other, other_name=other.name, kind=kind, task=task,
            since=since, until=until,
        )  # fmt: skip
        content = {
            "other": other.public_id,
            "kind": kind.value,
            "since": since.isoformat(),
            "until": until.isoformat(),
        }
        _register("engaged", organisation, content, visitor, at)
    return engagement


def _register(
    verb: str, about: Organisation, content: Mapping[str, object], visitor: Visitor, at: datetime
) -> None:
    by = visitor.person.public_id if visitor.person else ""
    named = {**content, "by": by}
    append(kind=f"organisation.{verb}", subject=about.public_id, content=named, at=at)
