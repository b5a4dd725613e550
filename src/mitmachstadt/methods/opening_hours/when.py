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
    locked. It looks at one day after the other, so what changes today costs no look at the rest.
    """
    today = at.astimezone(zone).date()
    closes: datetime | None = None
    for number in range(-1, HORIZON):
        for opens, ends in sorted(_moments(plan, today + timedelta(days=number), zone)):
            if closes is not None and closes < opens:
                return Opening(True, closes)
            if closes is None and at < opens:
                return Opening(False, opens)
            if at < ends:
                closes = max(ends, closes or ends)
    horizon = _moment(today + timedelta(days=HORIZON - 1), DAY_ENDS, zone)
    return Opening(closes is not None, closes if closes and closes < horizon else None)


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
