"""Mail to one address about its own data; neither address nor words stay once it is sent."""

import secrets
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise

from mitmachstadt.contributions.models import Mail
from mitmachstadt.contributions.queries import subscriber_of
from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.language import current, in_language
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.people.models import Person

_SEND = "mitmachstadt.contributions.tasks.send_mails"


def write(
    *, to: str, subject: str | Promise, template: str, words: dict[str, Any], at: datetime,
    person: Person | None = None,
) -> None:  # fmt: skip
    """Have a mail sent, in the transaction of what it tells; `subject` may name the {city}.

    Args:
        person: who wished for mail in a language; else that of the page.
    """
    wishes = subscriber_of(person) if person is not None else None
    city = the_city().name
    with in_language(wishes.language if wishes else current()[:8]):
        Mail.objects.create(
            key=f"own-data/{secrets.token_hex(16)}",
            to=to,
            subject=str(subject).format(city=city),
            text=render_to_string(f"data_protection/mail/{template}.txt", {**words, "city": city}),
            language=current()[:8],
            created=at,
            due=at,
        )
    enqueue(_SEND)
