"""Somebody ends all mail while news are written: theirs are gone, and everyone else is told."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.actions import letters, telling
from mitmachstadt.contributions.models import Follow, Mail, Subscriber
from tests import factories as f

pytestmark = pytest.mark.django_db(transaction=True)
EMAILS = ("ada@example.org", "bea@example.org")
AS_LONG_AS_IT_MAY_WAIT = 1.0


@pytest.fixture
def remark():
    """A contribution for whose answer two people left their addresses."""
    remark = f.remark(f.open_passage())
    remark.author = None
    remark.save()
    for email in EMAILS:
        made = Subscriber.objects.create(
            email=email, digest="daily", told_until=f.NOW, created=f.NOW
        )
        Follow.objects.create(subscriber=made, node=remark, own=True, since=f.NOW)
    return remark


@pytest.fixture
def ends_all_mail(monkeypatch):
    """The first of them does, in a connection of its own, just before the mails are kept."""
    done, first = threading.Event(), Subscriber.objects.filter(email=EMAILS[0])

    def end():
        try:
            actions.stop_all(subscriber=first.get())
        finally:
            connection.close()
            done.set()

    thread, post = threading.Thread(target=end), letters.post

    def end_before(mails):
        thread.start()
        done.wait(AS_LONG_AS_IT_MAY_WAIT)
        post(mails)

    monkeypatch.setattr(letters, "post", end_before)
    return thread


def told():
    return [mail.subscriber.email for mail in Mail.objects.select_related("subscriber")]


def test_answer_is_told_to_the_others(remark, ends_all_mail):
    answer = f.answer(remark)
    telling.tell_of_answer(public_id=answer.public_id, at=f.NOW)
    ends_all_mail.join()
    assert told() == [EMAILS[1]]


def test_digests_are_written_to_the_others(remark, ends_all_mail):
    Follow.objects.update(own=False)
    f.remark(remark, "Neu.", at=f.NOW + timedelta(hours=1))
    telling.write_digests(after=0, at=f.NOW + timedelta(days=2))
    ends_all_mail.join()
    assert told() == [EMAILS[1]]
