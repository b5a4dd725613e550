"""Digests that wait, because the mail server is away, hold no words that are gone meanwhile."""

from datetime import timedelta

import pytest

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.actions import telling
from mitmachstadt.contributions.models import Mail
from tests import factories as f
from tests.contributions.test_digests import LATER, NEXT, confirmed, follower

pytestmark = pytest.mark.django_db
WORDS = "Geheime Worte über jemanden."


def hidden(made):
    actions.hide(node=made.node, visitor=f.moderator(), reason="Grund", at=NEXT)


def withdrawn(made):
    actions.withdraw_remark(code=made.code, at=NEXT)


def corrected(made):
    actions.correct_remark(code=made.code, text="Ganz andere Worte.", at=NEXT)


@pytest.fixture
def about():
    return f.open_passage()


@pytest.fixture
def said(about):
    made = f.submitted(about, WORDS, by=f.citizen("Rita"), at=LATER)
    f.remark(about, "Breite Wege.", at=LATER)
    return made


def texts():
    return [mail.text for mail in Mail.objects.filter(due__isnull=False).order_by("pk")]


@pytest.mark.parametrize("act", [hidden, withdrawn, corrected])
def test_waiting_digest_loses_the_words_and_the_rest_is_told_with_the_next(about, said, act):
    subscriber = follower(about)
    telling.write_digests(after=0, at=NEXT)
    assert WORDS in texts()[0]
    act(said)
    assert texts() == []
    subscriber.refresh_from_db()
    assert subscriber.told_until == f.NOW
    telling.write_digests(after=0, at=NEXT + timedelta(minutes=15))
    (text,) = texts()
    assert WORDS not in text and "Breite Wege." in text


def test_every_digest_that_waits_for_somebody_is_taken_back_to_the_first(about, said):
    subscriber = follower(about)
    telling.write_digests(after=0, at=NEXT)
    f.remark(about, "Am Tag danach.", at=NEXT)
    telling.write_digests(after=0, at=NEXT + f.DAY)
    assert len(texts()) == 2
    hidden(said)
    subscriber.refresh_from_db()
    assert texts() == [] and subscriber.told_until == f.NOW


def test_mail_of_others_and_what_was_sent_stay(about, said):
    elsewhere = f.open_passage()
    f.remark(elsewhere, "Woanders.", at=LATER)
    one, other = confirmed(about, "ada@example.org"), confirmed(elsewhere, "bea@example.org")
    telling.write_digests(after=0, at=NEXT)
    Mail.objects.filter(subscriber=one).update(due=None)
    before = one.told_until
    hidden(said)
    assert Mail.objects.filter(subscriber=one).exists()
    (text,) = texts()
    assert "Woanders." in text and Mail.objects.filter(subscriber=other).exists()
    one.refresh_from_db()
    assert one.told_until > before


def test_answer_that_names_the_words_is_taken_back_too(about, said):
    f.answer(said.node, at=LATER)
    confirmed(about, "ada@example.org")
    Mail.objects.all().delete()
    telling.write_digests(after=0, at=NEXT)
    assert f"zu „{WORDS}“" in texts()[0]
    hidden(said)
    assert texts() == []
