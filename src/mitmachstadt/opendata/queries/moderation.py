"""What moderators did, month by month, for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.utils import timezone

from mitmachstadt.contributions.enums import USUAL_REASONS, AppealOutcome, Step
from mitmachstadt.contributions.models import Appeal, ModerationStep, Report
from mitmachstadt.contributions.queries import how_many_wait
from mitmachstadt.kernel.days import midnight_before

MONTHS = 12


@dataclass
class Month:
    """What was decided in one month; `reasons` says how often each was given."""

    start: datetime
    released: int = 0
    hidden: int = 0
    waited: int = 0
    shown_again: int = 0
    removed: int = 0
    reports: int = 0
    reports_upheld: int = 0
    appeals: int = 0
    appeals_granted: int = 0
    appeals_upheld: int = 0
    reasons: dict[int, int] = field(default_factory=dict)


def moderation_by_month(*, at: datetime) -> list[Month]:
    """The last twelve months, the present one first; four queries over these months alone."""
    starts = _starts(at)
    months = [Month(start) for start in starts]
    _count_steps(months, starts)
    _count_reasons(months, starts)
    reported = Report.objects.filter(at__gte=starts[-1]).annotate(month=_month(starts))
    for number, all_of_them, upheld in (
        reported.order_by()
        .values("month")
        .annotate(all=Count("pk"), kept=Count("pk", filter=Q(upheld=True)))
        .values_list("month", "all", "kept")
    ):
        months[number].reports, months[number].reports_upheld = all_of_them, upheld
    objected = Appeal.objects.filter(at__gte=starts[-1]).annotate(month=_month(starts))
    counted = objected.order_by().values("month", "outcome").annotate(number=Count("pk"))
    for number, outcome, count in counted.values_list("month", "outcome", "number"):
        months[number].appeals += count
        if outcome == AppealOutcome.SHOWN:
            months[number].appeals_granted = count
        elif outcome == AppealOutcome.UPHELD:
            months[number].appeals_upheld = count
    return months


_STEPS = {
    Step.RELEASED.value: "released",
    Step.HIDDEN.value: "hidden",
    Step.SHOWN.value: "shown_again",
    Step.REMOVED.value: "removed",
}


def _count_steps(months: list[Month], starts: Sequence[datetime]) -> None:
    steps = ModerationStep.objects.filter(at__gte=starts[-1], step__in=_STEPS)
    counted = (
        steps.annotate(month=_month(starts))
        .order_by()
        .values("month", "step")
        .annotate(number=Count("pk"), before=Count("pk", filter=Q(waited=True)))
    )
    for number, step, count, before in counted.values_list("month", "step", "number", "before"):
        setattr(months[number], _STEPS[step], count)
        months[number].waited += before


def _count_reasons(months: list[Month], starts: Sequence[datetime]) -> None:
    """A moderator may add own words to a usual reason; own words alone count as "other"."""
    usual = [
        When(reason__startswith=reason, then=Value(place))
        for place, reason in enumerate(USUAL_REASONS)
    ]
    which = Case(*usual, default=Value(len(USUAL_REASONS)), output_field=IntegerField())
    counted = (
        ModerationStep.objects.filter(at__gte=starts[-1], step=Step.HIDDEN)
        .annotate(month=_month(starts), which=which)
        .order_by()
        .values("month", "which")
        .annotate(number=Count("pk"))
    )
    for number, place, count in counted.values_list("month", "which", "number"):
        months[number].reasons[place] = count


def _month(starts: Sequence[datetime]) -> Case:
    """Which of these months a row belongs to. Compared, for cutting moments takes much longer."""
    whens = [When(at__gte=start, then=Value(number)) for number, start in enumerate(starts)]
    return Case(*whens, default=Value(len(starts) - 1), output_field=IntegerField())


def _starts(at: datetime) -> list[datetime]:
    """The first moments of the last twelve months in the city's time, the newest first."""
    today = timezone.localtime(at)
    year, month = today.year, today.month
    found = []
    for _ in range(MONTHS):
        found.append(_first_of(year, month))
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return found


def next_month(at: datetime) -> datetime:
    """When the present month of the city is over."""
    first = _starts(at)[0]
    return _first_of(*((first.year + 1, 1) if first.month == 12 else (first.year, first.month + 1)))


def _first_of(year: int, month: int) -> datetime:
    return midnight_before(date(year, month, 1))


def waiting_now() -> int:
    return how_many_wait().all
