"""What has to be forgotten from time to time; the retention rules say when."""

from datetime import UTC, datetime, timedelta

from django.contrib.sessions.models import Session

from mitmachstadt.kernel.models import Forgotten
from mitmachstadt.kernel.proofs import LIFETIME, forget_proofs_before
from mitmachstadt.kernel.rates import forget_before, forget_salts_before

DAY = timedelta(days=1)


def forget_ended_sessions(*, at: datetime) -> int:
    """Delete sessions that have ended; returns how many."""
    _, gone = Session.objects.filter(expire_date__lt=at).delete()
    return gone.get("sessions.Session", 0)


def forget_attempts(*, at: datetime) -> int:
    """Delete salts of former days, counts and used proofs of work; returns how many counts.

    Used proofs are kept a day longer than they could be used, should the clock be set back.
    """
    forget_salts_before(at.astimezone(UTC).date())
    forget_proofs_before(at - LIFETIME - DAY)
    return forget_before(at - 2 * DAY)


def forget_forgotten(*, before: datetime) -> int:
    """Delete the keys of what was deleted so long ago that no backup has it; returns how many."""
    return Forgotten.objects.filter(at__lt=before).delete()[0]
