"""What has to be forgotten from time to time; PERIODIC_TASKS in the settings says how often."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.tasks import task
from django.utils import timezone

from mitmachstadt.kernel.rates import forget_before


@task
def forget_what_has_expired() -> dict[str, int]:
    """Delete counts of attempts older than two days and sessions that have ended."""
    now = timezone.now()
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    return {"counts": forget_before(now - timedelta(days=2)), "sessions": sessions}
