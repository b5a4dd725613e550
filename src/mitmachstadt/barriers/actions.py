"""Keeping the accessibility statement, as the office."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mitmachstadt.barriers.calculations import NAMES, Said
from mitmachstadt.barriers.enums import Method
from mitmachstadt.barriers.models import AccessibilityTest, BarrierVersion, KnownBarrier
from mitmachstadt.barriers.queries import barrier_of_report
from mitmachstadt.barriers.rules import may_change, may_enter_test, may_say
from mitmachstadt.concerns.models import Concern
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


def keep_barrier(
    *,
    barrier: KnownBarrier | None,
    says: Said,
    visitor: Visitor,
    at: datetime,
    seen: int | None = None,
) -> KnownBarrier:
    """Enter a barrier, or change one; what was said before is kept.

    Args:
        seen: the version that somebody had before them while they wrote.

    Raises:
        Refusal: the role is missing, everybody would read something with a gap, or a colleague
            was quicker.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        known = KnownBarrier.objects.select_for_update().get(pk=barrier.pk) if barrier else None
        if known is not None:
            may_change(known, seen=seen).require()
        kept = known or KnownBarrier()
        for name in NAMES:
            setattr(kept, name, getattr(says, name))
        may_say(kept, today=timezone.localdate(at)).require()
        kept.version = kept.version + 1 if known else 1
        _save(kept, visitor, at)
    return kept


def _save(barrier: KnownBarrier, visitor: Visitor, at: datetime) -> None:
    barrier.changed, barrier.changed_by = at, visitor.person
    barrier.save()
    content = _content(barrier)
    BarrierVersion.objects.create(
        barrier=barrier, number=barrier.version, content=content, at=at, by=visitor.person
    )
    if barrier.shown or barrier.version > 1:
        append(kind="barrier.told", subject=barrier.public_id, content=content, at=at)


def _content(barrier: KnownBarrier) -> dict[str, Any]:
    values = {name: getattr(barrier, name) for name in NAMES}
    for name in ("found", "planned", "fixed"):
        values[name] = values[name].isoformat() if values[name] else ""
    values["reach"], values["reason"] = str(barrier.reach), str(barrier.reason)
    return values


def barrier_from_report(*, report: Concern, visitor: Visitor, at: datetime) -> KnownBarrier:
    """Begin a known barrier with the words of a report; nobody reads it before it is finished.

    Pressed twice, it is the same barrier.

    Raises:
        Refusal: the role is missing.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        Concern.objects.select_for_update().get(pk=report.pk)
        if known := barrier_of_report(report.public_id):
            return known
        barrier = KnownBarrier(
            what=report.text or "…",
            place=clean_line(report.page)[:200],
            found=timezone.localdate(report.created),
            report=report,
        )
        _save(barrier, visitor, at)
    return barrier


def enter_test(
    *,
    day: date,
    method: Method,
    tester: str,
    scope: str,
    scope_en: str = "",
    visitor: Visitor,
    at: datetime,
) -> AccessibilityTest:
    """Say when, how and by whom the site was tested.

    Raises:
        Refusal: the role is missing, the day lies ahead, or nobody knows who tested what.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    tester, scope, scope_en = clean_line(tester), clean_text(scope), clean_text(scope_en)
    may_enter_test(
        day=day, tester=tester, scope=scope, scope_en=scope_en, today=timezone.localdate(at)
    ).require()
    with transaction.atomic():
        test = AccessibilityTest.objects.create(
            day=day,
            method=method,
            tester=tester,
            scope=scope,
            scope_en=scope_en,
            entered=at,
            entered_by=visitor.person,
        )
        content = {"day": day.isoformat(), "method": str(method), "tester": tester, "scope": scope}
        append(kind="accessibility.tested", subject="statement", content=content, at=at)
    return test
