"""Whether something is open at a moment, and when that changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mitmachstadt.methods.opening_hours.reading import DAY_ENDS, Spans

HORIZON = 60  # days; who is closed for longer has no next opening


@dataclass(frozen=True)
class Plan:
    """The hours of a week (0 is Monday), of special days, and from when to when they hold."""

    week: Mapping[int, Spans]
    special: Mapping[date, Spans] = field(default_factory=dict)
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class Opening:
    """Whether it is open, and the moment at which that changes, if one is known."""

    is_open: bool
    changes: datetime | None


def is_valid_on(plan: Plan, day: date) -> bool:
    """Whether the hours are known to hold on a day."""
    early = plan.valid_from is not None and day < plan.valid_from
    late = plan.valid_until is not None and day > plan.valid_until
    return not early and not late


def opening(plan: Plan, at: datetime, zone: ZoneInfo) -> Opening:
    """What the hours say for this moment.

    Hours that meet at midnight, or at noon, are one: `changes` is when the door is really
    locked.
    """
    today = at.astimezone(zone).date()
    days = [today + timedelta(days=number) for number in range(-1, HORIZON)]
    spans = _joined([span for day in days for span in _moments(plan, day, zone)])
    for opens, closes in spans:
        if opens <= at < closes:
            ends = closes < _moment(days[-1], DAY_ENDS, zone)
            return Opening(True, closes if ends else None)
        if at < opens:
            return Opening(False, opens)
    return Opening(False, None)


def _moments(plan: Plan, day: date, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    if not is_valid_on(plan, day):
        return []
    hours = plan.special.get(day, plan.week.get(day.weekday(), ()))
    found = [(_moment(day, opens, zone), _moment(day, closes, zone)) for opens, closes in hours]
    # An hour that the clocks leave out is no hour.
    return [(opens, closes) for opens, closes in found if opens < closes]


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    over, minutes = divmod(minutes, DAY_ENDS)
    hour, minute = divmod(minutes, 60)
    local = datetime.combine(day + timedelta(days=over), time(hour, minute), zone)
    return local.astimezone(UTC)


def _joined(spans: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    joined: list[tuple[datetime, datetime]] = []
    for opens, closes in sorted(spans):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return joined
