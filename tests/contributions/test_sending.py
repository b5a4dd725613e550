"""Sending: each mail once, retries with pauses, and one bad address stops nobody."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils.translation import override

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.actions import letters, sending
from mitmachstadt.contributions.enums import Step
from mitmachstadt.contributions.models import Mail, ModerationStep
from mitmachstadt.kernel.city import City, save_city
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(f.NOW, tick=False)
    return time_machine


def waiting(number=1, **fields):
    ada = actions.subscriber_for(f.person(), at=f.NOW)
    return [
        Mail.objects.create(
            key=f"test/{Mail.objects.count()}", subscriber=ada, subject="Neues", text="Worte",
            created=f.NOW, due=f.NOW, **fields,
        )
        for _ in range(number)
    ]  # fmt: skip


def refuses(monkeypatch, error, *, times=10**6, after=0):
    """The server answers like this, so many times, after it took some."""
    left = [times]
    real = EmailBackend.send_messages

    def send(self, messages):
        if left[0] and len(mail.outbox) >= after:
            left[0] -= 1
            raise error
        return real(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)


def test_sent_mail_leaves_only_its_key_and_is_not_sent_again():
    (one,) = waiting()
    for _ in range(2):
        assert sending.send_mails() is False
    one.refresh_from_db()
    assert (one.to, one.subject, one.text, one.due, one.sent) == ("", "", "", None, f.NOW)
    assert len(mail.outbox) == 1


def test_mail_can_be_ended_in_one_click_and_is_known_again():
    (one,) = waiting()
    sending.send_mails()
    headers = mail.outbox[0].extra_headers
    end = headers["List-Unsubscribe"]
    assert end.startswith("<http://localhost:8000/de/abo/") and end.endswith("/ende/>")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Message-ID"] == sending.message_id(one.key)


def test_mail_comes_from_the_city_of_the_database(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        save_city(City("Musterstadt", False, "buero@musterstadt.example"), at=f.NOW)
    letters.confirmation("t", "ada@example.org", f.open_passage(), own=False, at=f.NOW)
    step = ModerationStep(step=Step.RELEASED)
    ada = actions.subscriber_for(f.person(), at=f.NOW)
    letters.post([letters.letter(ada, "k", "Betreff", "step", {"step": step}, f.NOW)])
    sending.send_mails()
    for sent in mail.outbox:
        assert sent.from_email == "buero@musterstadt.example"
        assert "Mitmachstadt Musterstadt" in sent.body and "Berlin" not in sent.body
    assert mail.outbox[0].subject == "Bitte bestätigen: E-Mails von Mitmachstadt Musterstadt"
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(("language", "way"), [("de", "ltr"), ("tr", "ltr"), ("ar", "rtl")])
def test_mail_says_in_which_language_it_is_written(language, way):
    ada = actions.subscriber_for(f.person(), at=f.NOW)
    ada.language = language
    step = ModerationStep(step=Step.RELEASED)
    letters.post([letters.letter(ada, "k", "Betreff", "step", {"step": step}, f.NOW)])
    with override(language):
        letters.confirmation("t", "bea@example.org", f.passage(), own=False, at=f.NOW)
    sending.send_mails()
    assert len(mail.outbox) == 2
    for sent in mail.outbox:
        html = sent.alternatives[0].content
        assert f'<html lang="{language}" dir="{way}">' in html
        assert f"/{language}/abo/" in html


def test_what_was_ended_meanwhile_is_not_sent():
    (one,) = waiting()
    actions.stop_all(subscriber=one.subscriber)
    sending.send_mails()
    assert mail.outbox == []


def test_answers_go_before_digests():
    waiting(2, bulk=True)
    (urgent,) = waiting()
    sending.send_mails(limit=1)
    assert mail.outbox[0].extra_headers["Message-ID"] == sending.message_id(urgent.key)


def test_refused_address_is_given_up_and_the_others_go_out(monkeypatch, clock):
    bad, *_ = waiting(3)
    refusal = smtplib.SMTPRecipientsRefused({"x": (550, b"5.1.1 <x>: no such user")})
    refuses(monkeypatch, refusal, times=1)
    sending.send_mails()
    bad.refresh_from_db()
    assert len(mail.outbox) == 2
    assert (bad.due, bad.sent, bad.text) == (None, None, "")


NOT_SAID_WHY = smtplib.SMTPRecipientsRefused({"x": (550, b"mailbox unavailable")})


def test_recipient_refused_without_a_clear_reason_is_tried_again_and_counted_if_others_are_taken(
    monkeypatch,
):
    _, bad, _ = waiting(3)
    refuses(monkeypatch, NOT_SAID_WHY, times=1, after=1)
    sending.send_mails()
    bad.refresh_from_db()
    assert len(mail.outbox) == 2
    assert (bad.tries, bad.text) == (1, "Worte") and bad.due > f.NOW


def test_recipient_refused_ever_again_without_a_clear_reason_is_tried_more_and_more_rarely(
    monkeypatch, clock
):
    (bad,) = waiting()
    refuses(monkeypatch, NOT_SAID_WHY)
    for _ in range(100):
        sending.send_mails()
        bad.refresh_from_db()
        clock.move_to(bad.due, tick=False)
    assert bad.text == "Worte"
    assert bad.due - f.NOW > timedelta(hours=6)


def test_busy_address_is_tried_again_with_growing_pauses(monkeypatch, clock):
    (one,) = waiting()
    refuses(monkeypatch, smtplib.SMTPRecipientsRefused({"x": (450, b"busy")}), times=3)
    pauses = []
    for _ in range(3):
        sending.send_mails()
        one.refresh_from_db()
        pauses.append(one.due - sending.timezone.now())
        clock.move_to(one.due, tick=False)
    assert pauses == sorted(set(pauses))
    sending.send_mails()
    assert len(mail.outbox) == 1


def test_mail_that_never_works_is_given_up_in_the_end(monkeypatch, clock):
    (one,) = waiting()
    refuses(monkeypatch, smtplib.SMTPDataError(451, b"later"))
    for tries in range(1, 9):
        sending.send_mails()
        one.refresh_from_db()
        assert one.tries == tries
        clock.move_to(one.due or f.NOW, tick=False)
    assert (one.due, one.sent) == (None, None)


@pytest.mark.parametrize(
    "fault",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        smtplib.SMTPAuthenticationError(535, b"wrong password"),
        smtplib.SMTPConnectError(554, b"no service"),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPNotSupportedError("STARTTLS"),
        smtplib.SMTPSenderRefused(550, b"not from here", "a@example.org"),
        smtplib.SMTPDataError(421, b"going down"),
        smtplib.SMTPRecipientsRefused({"x": (421, b"going down")}),
        smtplib.SMTPRecipientsRefused({"x": (554, b"5.7.1 relay denied")}),
        smtplib.SMTPRecipientsRefused({"x": (550, b"5.1.8 sender address rejected")}),
        smtplib.SMTPRecipientsRefused({"x": (550, b"not here")}),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_fault_of_the_server_is_met_once_a_round_and_counts_against_no_mail(
    monkeypatch, clock, fault
):
    waiting(5)
    refuses(monkeypatch, fault, times=20)
    for minutes in range(0, 60, 3):
        clock.move_to(f.NOW + timedelta(minutes=minutes), tick=False)
        assert sending.send_mails() is False
    assert set(Mail.objects.values_list("tries", flat=True)) == {0}
    clock.move_to(f.NOW + timedelta(minutes=63), tick=False)
    sending.send_mails()
    assert len(mail.outbox) == 5


def test_claimed_mail_is_due_again_after_a_killed_process(monkeypatch, clock):
    (one,) = waiting()
    refuses(monkeypatch, KeyboardInterrupt(), times=1)
    with pytest.raises(KeyboardInterrupt):
        sending.send_mails()
    assert sending.send_mails() is False and mail.outbox == []
    clock.move_to(f.NOW + timedelta(minutes=3), tick=False)
    sending.send_mails()
    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == [sending.message_id(one.key)]


def test_many_mails_are_sent_some_at_a_time():
    waiting(5)
    assert sending.send_mails(limit=3) is True
    assert sending.send_mails(limit=3) is False
    assert len(mail.outbox) == 5


def test_keys_are_forgotten_after_a_month_and_nothing_that_waits():
    sent, left = waiting(2)
    Mail.objects.filter(pk=sent.pk).update(due=None)
    assert sending.forget_keys(before=f.NOW, limit=9) == 0
    assert sending.forget_keys(before=f.NOW + f.DAY, limit=9) == 1
    assert Mail.objects.get() == left
