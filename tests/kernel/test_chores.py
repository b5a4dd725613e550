from datetime import UTC, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from mitmachstadt.kernel.chores import forget_attempts, forget_ended_sessions
from mitmachstadt.kernel.models import DailySalt, RateCount, UsedProof
from mitmachstadt.kernel.rates import count_attempt

pytestmark = pytest.mark.django_db


def test_old_counts_and_ended_sessions_are_forgotten_and_others_kept():
    now = timezone.now()
    count_attempt("old", at=now - timedelta(days=3), minutes=15)
    count_attempt("new", at=now, minutes=15)
    for key, days in (("ended", -1), ("running", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=now + timedelta(days=days)
        )
    for key, hours in (("a", 26), ("b", 24)):
        UsedProof.objects.create(signature=key, at=now - timedelta(hours=hours))
    assert forget_attempts(at=now) == 1
    assert forget_ended_sessions(at=now) == 1
    assert [proof.signature for proof in UsedProof.objects.all()] == ["b"]
    assert [salt.day for salt in DailySalt.objects.all()] == [now.astimezone(UTC).date()]
    assert RateCount.objects.count() == 1
    assert [session.session_key for session in Session.objects.all()] == ["running"]
