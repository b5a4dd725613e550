"""Days of the city as moments."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def midnight_before(day: date) -> datetime:
    """When a day of the city begins."""
    return timezone.make_aware(datetime.combine(day, time()))


def midnight_after(day: date) -> datetime:
    """When a day of the city is over."""
    return midnight_before(day + timedelta(days=1))
