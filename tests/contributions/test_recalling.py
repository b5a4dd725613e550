"""Digests that wait, because the mail server is away, hold no words that are gone meanwhile."""

from datetime import timedelta

import pytest
from django.core import mail

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.actions import sending, telling
from mitmachstadt.contributions.models import Mail
from mitmachstadt.news.actions import correct_article, withdraw_article
from mitmachstadt.news.calculations import Written
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Relation
from tests import factories as f
from tests.contributions.test_digests import LATER, NEXT, confirmed, follower, meanwhile

pytestmark = pytest.mark.django_db
WORDS = "Geheime Worte über jemanden."


def hidden(made):
    return actions.hide(node=made.node, visitor=f.moderator(), reason="Grund", at=NEXT)


def withdrawn(made):
    actions.withdraw_remark(code=made.code, at=NEXT)


def corrected(made):
    actions.correct_remark(code=made.code, text="Ganz andere Worte.", at=NEXT)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NEXT, tick=False)
    return time_machine


@pytest.fixture
def about():
    return f.open_passage()


@pytest.fixture
def said(about):
    made = f.submitted(about, WORDS, by=f.citizen("Rita"), at=LATER)
    f.remark(about, "Breite Wege.", at=LATER)
    return made


def sent():
    """The texts of the digests that go out now."""
    Mail.objects.filter(bulk=False).delete()
    mail.outbox.clear()
    sending.send_mails()
    return [each.body for each in mail.outbox]


def told_next(at=NEXT + timedelta(minutes=15)):
    telling.write_digests(after=0, at=at)
    Mail.objects.update(due=NEXT)
    return sent()


@pytest.mark.parametrize("act", [hidden, withdrawn, corrected])
def test_waiting_digest_does_not_go_out_and_the_rest_is_told_with_the_next(about, said, act):
    subscriber = follower(about)
    telling.write_digests(after=0, at=NEXT)
    assert WORDS in Mail.objects.get(bulk=True).text
    act(said)
    assert sent() == []
    subscriber.refresh_from_db()
    assert subscriber.told_until == f.NOW
    (text,) = told_next()
    assert WORDS not in text and "Breite Wege." in text


def test_words_hidden_while_digests_are_written_do_not_go_out(about, said, monkeypatch):
    follower(about)
    meanwhile(monkeypatch, lambda: hidden(said))
    telling.write_digests(after=0, at=NEXT)
    assert WORDS in Mail.objects.get(bulk=True).text
    assert sent() == []
    (text,) = told_next()
    assert WORDS not in text and "Breite Wege." in text


def test_every_later_digest_that_waits_for_somebody_is_taken_back_too(about, said):
    subscriber = follower(about)
    telling.write_digests(after=0, at=NEXT)
    f.remark(about, "Am Tag danach.", at=NEXT)
    telling.write_digests(after=0, at=NEXT + f.DAY)
    assert Mail.objects.filter(bulk=True).count() == 2
    hidden(said)
    assert sent() == []
    subscriber.refresh_from_db()
    assert not Mail.objects.filter(bulk=True).exists() and subscriber.told_until == f.NOW
    (text,) = told_next(NEXT + f.DAY)
    assert text.count("Breite Wege.") == text.count("Am Tag danach.") == 1


def test_earlier_digest_that_names_other_words_goes_out(about):
    f.remark(about, "Breite Wege.", at=LATER)
    subscriber = follower(about)
    telling.write_digests(after=0, at=NEXT)
    subscriber.refresh_from_db()
    until = subscriber.told_until
    made = f.submitted(about, WORDS, by=f.citizen("Rita"), at=NEXT)
    telling.write_digests(after=0, at=NEXT + f.DAY)
    hidden(made)
    Mail.objects.update(due=NEXT)
    (text,) = sent()
    assert "Breite Wege." in text
    subscriber.refresh_from_db()
    assert subscriber.told_until == until


def test_mail_of_others_goes_out(about, said):
    elsewhere = f.open_passage()
    f.remark(elsewhere, "Woanders.", at=LATER)
    confirmed(about, "ada@example.org")
    other = confirmed(elsewhere, "bea@example.org")
    telling.write_digests(after=0, at=NEXT)
    hidden(said)
    (text,) = sent()
    assert "Woanders." in text and mail.outbox[0].to == [other.email]


def test_correcting_very_short_words_takes_back_only_what_names_them(about):
    elsewhere = f.open_passage()
    f.remark(elsewhere, "Alles. Immer. Und mehr.", at=LATER)
    dot = f.submitted(about, ".", by=f.citizen("Rita"), at=LATER)
    confirmed(elsewhere, "bea@example.org")
    telling.write_digests(after=0, at=NEXT)
    corrected(dot)
    assert len(sent()) == 1


def test_answer_that_names_the_words_is_taken_back_too(about, said):
    f.answer(said.node, at=LATER)
    confirmed(about, "ada@example.org")
    telling.write_digests(after=0, at=NEXT)
    assert f"zu „{WORDS}“" in Mail.objects.get(bulk=True).text
    hidden(said)
    assert sent() == []


def test_what_is_answered_or_shown_again_meanwhile_goes_out(about, said):
    follower(about)
    telling.write_digests(after=0, at=NEXT)
    f.answer(said.node, at=NEXT)
    actions.show_again(node=hidden(said), visitor=f.moderator(), reason="Doch gut.", at=NEXT)
    (text,) = sent()
    assert WORDS in text


@pytest.mark.parametrize("act", ["withdrawn", "corrected"])
def test_report_that_was_withdrawn_or_corrected_does_not_go_out(about, act):
    report = f.article(title="Tiitel")
    report.created = LATER
    report.save(update_fields=["created"])
    link(source=about, target=report, relation=Relation.REPORTED_IN, by=None, at=LATER)
    f.remark(about, "Breite Wege.", at=LATER)
    follower(about)
    telling.write_digests(after=0, at=NEXT)
    assert "Tiitel" in Mail.objects.get(bulk=True).text
    article, office = report.article, f.office()
    if act == "withdrawn":
        withdraw_article(article=article, reason="Falsch gedruckt.", visitor=office, at=NEXT)
    else:
        words = Written("Titel", article.lead, article.source, took_place=article.took_place)
        correct_article(
            article=article, written=words, note="Ein Tippfehler.", visitor=office, at=NEXT
        )
    assert sent() == []
    (text,) = told_next()
    assert "Tiitel" not in text and "Breite Wege." in text
    assert ("Titel" in text) == (act == "corrected")


def test_subscriber_who_goes_while_a_digest_is_taken_back_stops_nobody(about, said):
    follower(about)
    telling.write_digests(after=0, at=NEXT)
    waiting = Mail.objects.get(bulk=True)
    hidden(said)
    waiting.subscriber.delete()
    assert sending.recalled(waiting)


def test_digest_of_many_is_checked_with_one_statement(about, django_assert_num_queries):
    confirmed(about, "ada@example.org")
    for number in (1, 3):
        f.many_remarks(about, number, at=LATER)
        telling.write_digests(after=0, at=NEXT)
        waiting = Mail.objects.get(bulk=True)
        with django_assert_num_queries(1):
            assert not sending.recalled(waiting)
        waiting.delete()
        waiting.subscriber.told_until = f.NOW
        waiting.subscriber.save()
