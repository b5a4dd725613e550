"""Sending what waits: once, and where a process was killed in between, twice; never not at all."""

import logging
import re
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.html import escape, linebreaks, urlize
from django.utils.translation import get_language_info

from mitmachstadt.contributions.actions.letters import link_to, subscription_token
from mitmachstadt.contributions.actions.recalling import recalled
from mitmachstadt.contributions.models import Mail
from mitmachstadt.kernel.city import the_city

log = logging.getLogger(__name__)
AT_ONCE = 50
# How long after a try the next one comes; after the last one a mail is given up.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (2, 10, 60, 240, 720, 1440, 2880))
CLOSING = 421  # what a server answers to anything while it goes down (RFC 5321)
# There is no such mailbox or domain (RFC 3463); 5.1.0, 5.1.7 and 5.1.8 can mean the sender.
_NO_MAILBOX = re.compile(rb"5\.1\.(?:[1236]|10)\b")


def send_mails(*, limit: int = AT_ONCE) -> bool:
    """Send the next mails, over one connection; returns whether more are due now.

    Where the mail server is at fault, no mail has used up a try.
    """
    mailer = mailers.default
    others_taken = False
    try:
        for _ in range(limit):
            mail = _claim(timezone.now())
            if mail is None:
                return False
            if mail.names and recalled(mail):
                continue
            try:
                _send(mailer, mail)
            except (OSError, ValueError) as error:
                if not _is_about_the_mail(error, others_taken=others_taken):
                    log.warning("The mail server takes nothing: %s", type(error).__name__)
                    _not_tried(mail, timezone.now())
                    return False
                _failed(mail, error)
                _close(mailer)
            else:
                others_taken = True
                _done(mail, sent=timezone.now())
    finally:
        _close(mailer)
    return Mail.objects.filter(due__lte=timezone.now()).exists()


def _claim(at: datetime) -> Mail | None:
    """The next mail. Its next try is fixed before this one: it comes even if this process ends."""
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        waiting = Mail.objects.select_for_update(skip_locked=skip, of=("self",))
        due = waiting.filter(due__lte=at).order_by("bulk", "due", "pk")
        mail = due.select_related("subscriber__person").first()
        if mail is None:
            return None
        mail.due = at + PAUSES[min(mail.tries, len(PAUSES) - 1)]
        mail.tries += 1
        mail.save(update_fields=["due", "tries"])
    return mail


def _send(mailer: BaseEmailBackend, mail: Mail) -> None:
    headers = {"Message-ID": message_id(mail.key), "Auto-Submitted": "auto-generated"}
    to = mail.to
    if mail.subscriber is not None:
        to = mail.subscriber.address
        end = link_to("subscription-end", subscription_token(mail.subscriber))
        headers["List-Unsubscribe"] = f"<{end}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    sender = the_city().contact
    message = EmailMultiAlternatives(mail.subject, mail.text, sender, [to], headers=headers)
    message.attach_alternative(as_html(mail.text, mail.language), "text/html")
    mailer.open()  # it stays open for the next one
    mailer.send_messages([message])


def message_id(key: str) -> str:
    """The same for the same mail, so that a mail program knows a second one again."""
    name = salted_hmac("mitmachstadt.mail", key, algorithm="sha256").hexdigest()[:40]
    return f"<{name}@{urlsplit(settings.SITE).hostname}>"


def as_html(text: str, language: str) -> str:
    """The plain words as a page, with links that can be pressed."""
    body = linebreaks(urlize(escape(text)))
    way = "rtl" if get_language_info(language)["bidi"] else "ltr"
    head = f'<!doctype html><html lang="{language}" dir="{way}"><meta charset="utf-8">'
    return f"{head}<body>{body}</body></html>"


def _is_about_the_mail(error: Exception, *, others_taken: bool) -> bool:
    """Whether the server, which takes others, does not take this one, or it cannot be written."""
    if isinstance(error, SMTPRecipientsRefused):
        if any(code == CLOSING for code, _ in error.recipients.values()):
            return False
        return others_taken or not _is_for_good(error) or _has_no_mailbox(error)
    if isinstance(error, SMTPDataError):
        return error.smtp_code != CLOSING
    return isinstance(error, ValueError)


def _is_for_good(error: SMTPRecipientsRefused) -> bool:
    return all(code >= 500 for code, _ in error.recipients.values())


def _has_no_mailbox(error: SMTPRecipientsRefused) -> bool:
    """Whether the address is wrong: "for good" alone is also said by a server that lets nobody."""
    return _is_for_good(error) and all(
        _NO_MAILBOX.match(reply) for _, reply in error.recipients.values()
    )


def _not_tried(mail: Mail, at: datetime) -> None:
    """It costs no try, but what is refused for long comes more rarely, after newer ones."""
    pause = max(PAUSES[0], (at - mail.created) / 32)
    mine = Mail.objects.filter(pk=mail.pk, tries=mail.tries)
    mine.update(tries=mail.tries - 1, due=at + pause)


def _failed(mail: Mail, error: Exception) -> None:
    """Try again later, unless there is no such address or it was tried often enough."""
    hopeless = isinstance(error, ValueError) or (
        isinstance(error, SMTPRecipientsRefused) and _has_no_mailbox(error)
    )
    if hopeless or mail.tries > len(PAUSES):
        log.warning("Mail %s was given up: %s", mail.pk, type(error).__name__)
        _done(mail, sent=None)


def _done(mail: Mail, *, sent: datetime | None) -> None:
    Mail.objects.filter(pk=mail.pk).update(
        due=None, sent=sent, to="", subject="", text="", names=[]
    )


def _close(mailer: BaseEmailBackend) -> None:
    try:
        mailer.close()
    except (SMTPException, OSError):
        log.info("The mail server had closed the connection already.")


def forget_keys(*, before: datetime, limit: int) -> int:
    """Delete what is left of some mails sent or given up long ago; returns how many."""
    old = Mail.objects.filter(due__isnull=True, created__lt=before).order_by("pk")
    return Mail.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:limit])).delete()[0]


def give_up(*, before: datetime, limit: int) -> int:
    """Delete some mails that nobody took for long; returns how many."""
    old = Mail.objects.filter(due__isnull=False, created__lt=before).order_by("pk")
    return Mail.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:limit])).delete()[0]
