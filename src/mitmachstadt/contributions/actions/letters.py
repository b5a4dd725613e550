"""The words of mails, put among those that wait to be sent. No code stands in a subject."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.signing import Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from mitmachstadt.contributions.enums import LINK_DAYS
from mitmachstadt.contributions.models import Mail, Subscriber
from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.language import current
from mitmachstadt.nodes.models import Node

_SIGNER = Signer(sep=".", salt="mitmachstadt.contributions.subscription")


def subscription_token(subscriber: Subscriber) -> str:
    """What opens somebody's subscriptions without signing in; it stands in each of their mails."""
    return _SIGNER.sign(subscriber.public_id)


def read_token(token: str) -> str:
    """The public id in such a token; BadSignature for anything else."""
    return _SIGNER.unsign(token)


def link_to(name: str, *arguments: str) -> str:
    """The whole address of a page; a mail is read elsewhere."""
    return settings.SITE + reverse(name, args=arguments)


def confirmation(token: str, email: str, node: Node, *, own: bool, at: datetime) -> None:
    """Ask an address whether it was its owner who asked for mail."""
    words = {
        "link": link_to("follow-confirm", token),
        "node": node,
        "own": own,
        "days": LINK_DAYS,
        "city": the_city().name,
    }
    Mail.objects.create(
        key=f"confirm/{secrets.token_hex(16)}",
        to=email,
        subject=_("Bitte bestätigen: E-Mails von Mitmachstadt %(city)s") % words,
        text=_text("confirmation", words),
        language=current()[:8],
        created=at,
        due=at,
    )


def letter(
    subscriber: Subscriber,
    key: str,
    subject: Promise,
    template: str,
    words: dict[str, Any],
    at: datetime,
) -> Mail:
    """A mail to somebody in their language, with the way to end all of it; not saved yet."""
    with override(subscriber.language):
        context = {
            **words,
            "city": the_city().name,
            "name": subscriber.person.name if subscriber.person else "",
            "settings_link": link_to("subscription", subscription_token(subscriber)),
        }
        return Mail(
            key=key,
            subscriber=subscriber,
            subject=str(subject),
            text=_text(template, context),
            language=subscriber.language,
            created=at,
            due=at,
        )


def post(mails: Iterable[Mail]) -> None:
    """Have them sent; what was written before under the same key is not written again."""
    Mail.objects.bulk_create(mails, ignore_conflicts=True, batch_size=100)


def words(template: str, context: dict[str, Any], language: str) -> str:
    """A part of a mail in somebody's language."""
    with override(language):
        return _text(template, context)


def _text(template: str, context: dict[str, Any]) -> str:
    return render_to_string(f"contributions/mail/{template}.txt", context)
