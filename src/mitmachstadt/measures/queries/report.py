"""What a progress report says: figures, what changed since the last one, what needs a decision."""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.utils import timezone

from mitmachstadt.measures.enums import MeasureType, Phase, State
from mitmachstadt.measures.models import (
    BudgetLine,
    Lesson,
    Measure,
    MeasureReport,
    Milestone,
    MilestoneMove,
    PhaseChange,
    Risk,
)
from mitmachstadt.measures.queries.counts import is_copy
from mitmachstadt.measures.queries.gates import gaps_of, only_with_gaps, with_lacks
from mitmachstadt.nodes.enums import Visibility

BLOCKED_TOO_LONG = timedelta(days=30)
OVER = (State.FINISHED, State.STOPPED)
# How many of each are named, so that everything fits two pages; how many there are is always said.
NAMED = {
    "new": 5, "over": 5, "phase": 5, "reached": 5, "moved": 4,
    "gates": 4, "blockers": 4, "overdue": 5, "lessons": 3,
}  # fmt: skip
type Facts = dict[str, Any]


def reports() -> list[MeasureReport]:
    """All reports, newest first, without what they say."""
    return list(MeasureReport.objects.defer("content"))


def report_numbered(number: int) -> MeasureReport | None:
    return MeasureReport.objects.filter(pk=number).first()


def last_report() -> MeasureReport | None:
    return MeasureReport.objects.first()


def content_of(report: MeasureReport) -> Facts:
    found: Facts = json.loads(report.content)
    return found


def content_now(last: MeasureReport | None, *, at: datetime) -> Facts:
    """How the measures stand at this moment, and what changed since a report.

    What a report has seen goes by the numbers of rows, so that nothing that was written on the
    day of the last one is lost or told twice.
    """
    day = timezone.localdate(at)
    seen = content_of(last)["seen"] if last else None
    rows = list(_public().select_related("node").order_by("pk"))
    reached = _reached_ids()
    return {
        "day": day.isoformat(),
        "since": {"number": last.number, "day": last.day.isoformat()} if last else None,
        "figures": _figures(),
        "changes": _changes(rows, reached, seen) if seen else None,
        "decisions": _decisions(day),
        "lessons": _lessons(seen["lesson"] if seen else 0),
        "seen": {
            "measures": {row.node.public_id: [row.phase, row.state] for row in rows},
            "reached": reached,
            "move": _newest(MilestoneMove.objects.all()),
            "phase": _newest(PhaseChange.objects.all()),
            "lesson": _newest(Lesson.objects.all()),
        },
    }


def _public() -> QuerySet[Measure]:
    return Measure.objects.filter(node__visibility=Visibility.PUBLIC)


def _milestones() -> QuerySet[Milestone]:
    return Milestone.objects.filter(
        node__visibility=Visibility.PUBLIC, measure__node__visibility=Visibility.PUBLIC
    )


def _newest(rows: QuerySet[Any]) -> int:
    return int(rows.aggregate(newest=Max("pk"))["newest"] or 0)


def _some(name: str, items: Iterable[Facts], count: int | None = None) -> Facts:
    listed = list(items)
    return {"count": len(listed) if count is None else count, "items": listed[: NAMED[name]]}


def _figures() -> Facts:
    """Originals and copies apart; money of originals and copies together, in cents."""
    counted: QuerySet[Measure, Any] = _public().annotate(copy=is_copy()).order_by()
    own, copied = Count("pk", filter=Q(copy=False)), Count("pk", filter=Q(copy=True))
    every = counted.values("type", "phase", "state").annotate(own=own, copied=copied)
    figures: dict[str, dict[str, list[int]]] = {
        "types": {str(each): [0, 0] for each in MeasureType},
        "phases": {str(each.value): [0, 0] for each in Phase},
        "states": {str(each): [0, 0] for each in State},
    }
    total = [0, 0]
    for found in every:
        row: Facts = dict(found)
        keys = (("types", "type"), ("phases", "phase"), ("states", "state"))
        for numbers in (total, *(figures[group][str(row[key])] for group, key in keys)):
            numbers[0] += row["own"]
            numbers[1] += row["copied"]
    money = BudgetLine.objects.filter(measure__in=_public()).aggregate(
        requested=Sum("requested"), approved=Sum("approved"), spent=Sum("spent")
    )
    return {**figures, "total": total, "money": money}


def _changes(rows: list[Measure], reached: list[str], seen: Facts) -> Facts:
    before, reached_before = seen["measures"], set(seen["reached"])
    new = [each for each in reached if each not in reached_before]
    known = [(row, before[row.node.public_id]) for row in rows if row.node.public_id in before]
    over = [row for row, (_phase, state) in known if row.state in OVER and state not in OVER]
    moves = MilestoneMove.objects.filter(
        pk__gt=seen["move"], milestone__in=_milestones().values("pk")
    ).order_by("pk")
    return {
        "new": _some("new", (_named(row) for row in rows if row.node.public_id not in before)),
        "over": _some("over", ({**_named(row), "state": row.state} for row in over)),
        "phase": _phases(seen["phase"]),
        "reached": _reached(new),
        "moved": _moved(moves),
    }


def _named(row: Measure) -> Facts:
    return {"id": row.node.public_id, "title": row.node.title}


def _phases(since: int) -> Facts:
    found = PhaseChange.objects.filter(pk__gt=since, measure__in=_public()).order_by("pk")
    items = [
        {**_named(row.measure), "before": row.before, "after": row.after, "reason": row.reason}
        for row in found.select_related("measure__node")[: NAMED["phase"]]
    ]
    return _some("phase", items, found.count())


def _reached_ids() -> list[str]:
    found = _milestones().filter(reached__isnull=False).order_by("reached", "pk")
    return list(found.values_list("node__public_id", flat=True))


def _reached(new: list[str]) -> Facts:
    rows = _milestones().filter(node__public_id__in=new[: NAMED["reached"]])
    items = [
        {
            "id": row.node.public_id,
            "title": row.node.title,
            "measure": row.measure.node.title,
            "planned": row.planned.isoformat(),
            "reached": row.reached.isoformat() if row.reached else "",
        }
        for row in rows.select_related("node", "measure__node").order_by("reached", "pk")
    ]
    return _some("reached", items, len(new))


def _moved(found: QuerySet[MilestoneMove]) -> Facts:
    rows = found.select_related("milestone__node", "milestone__measure__node")
    items = [
        {
            "id": row.milestone.node.public_id,
            "title": row.milestone.node.title,
            "measure": row.milestone.measure.node.title,
            "before": row.before.isoformat(),
            "after": row.after.isoformat(),
            "reason": row.reason,
        }
        for row in rows[: NAMED["moved"]]
    ]
    return _some("moved", items, found.count())


def _decisions(day: date) -> Facts:
    """What somebody has to decide: open gates, old blockers, milestones that nobody reached."""
    going = _public().exclude(state__in=OVER)
    lacking = only_with_gaps(with_lacks(going, on=day)).select_related("node").order_by("pk")
    gates = [
        {**_named(row), "phase": row.phase, "needs": [need.value for need in gaps_of(row)]}
        for row in lacking[: NAMED["gates"]]
    ]
    blocked = Risk.objects.filter(
        blocks=True, resolved=None, since__lt=day - BLOCKED_TOO_LONG, measure__in=going
    ).order_by("since", "pk")
    late = _milestones().filter(reached=None, planned__lt=day).exclude(measure__state__in=OVER)
    return {
        "gates": _some("gates", gates, lacking.count()),
        "blockers": _some("blockers", _blockers(blocked, day), blocked.count()),
        "overdue": _some("overdue", _late(late), late.count()),
    }


def _blockers(found: QuerySet[Risk], day: date) -> list[Facts]:
    rows = found.select_related("measure__node", "owner")[: NAMED["blockers"]]
    return [
        {
            **_named(row.measure),
            "text": row.text,
            "owner": row.owner.name,
            "days": (day - row.since).days,
        }
        for row in rows
    ]


def _late(found: QuerySet[Milestone]) -> list[Facts]:
    rows = found.select_related("node", "measure__node").order_by(F("planned").asc(), "pk")
    return [
        {
            "id": row.node.public_id,
            "title": row.node.title,
            "measure": row.measure.node.title,
            "planned": row.planned.isoformat(),
        }
        for row in rows[: NAMED["overdue"]]
    ]


def _lessons(since: int) -> Facts:
    found = Lesson.objects.filter(pk__gt=since, measure__in=_public()).order_by("-pk")
    items = [
        {**_named(row.measure), "happened": row.happened, "changes": row.changes}
        for row in found.select_related("measure__node")[: NAMED["lessons"]]
    ]
    return _some("lessons", items, found.count())
