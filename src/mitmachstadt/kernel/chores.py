"""What has to be forgotten from time to time; PERIODIC_TASKS in the settings says how often."""

from datetime import UTC, timedelta

from django.contrib.sessions.models import Session
from django.tasks import task
from django.utils import timezone

from mitmachstadt.kernel.proofs import LIFETIME, forget_proofs_before
from mitmachstadt.kernel.rates import forget_before, forget_salts_before

DAY = timedelta(days=1)


@task
def forget_what_has_expired() -> dict[str, int]:
    """Delete salts of former days, counts and used proofs of work, and sessions that have ended.

    Used proofs are kept a day longer than they could be used, should the clock be set back.
    """
    now = timezone.now()
    _, gone = Session.objects.filter(expire_date__lt=now).delete()
    return {
        "salts": forget_salts_before(now.astimezone(UTC).date()),
        "counts": forget_before(now - 2 * DAY),
        "proofs": forget_proofs_before(now - LIFETIME - DAY),
        "sessions": gone.get("sessions.Session", 0),
    }
