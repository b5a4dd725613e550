from datetime import date, datetime

from django.utils import timezone

from mitmachstadt.methods.calendar_months import month_after


def due_after(received: datetime) -> date:
    """The last day for the answer to what came at a moment: within a calendar month."""
    return month_after(timezone.localdate(received))


def days_between(received: datetime, answered: datetime) -> int:
    """Whole days of the city's calendar; none where the clock was set back in between."""
    return max((timezone.localdate(answered) - timezone.localdate(received)).days, 0)
