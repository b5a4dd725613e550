"""Mail to one address about its own data; neither address nor words stay once it is sent."""

import secrets
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from mitmachstadt.contributions.models import Mail
from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.language import current
from mitmachstadt.kernel.tasks import enqueue

_SEND = "mitmachstadt.contributions.tasks.send_mails"


def write(*, to: str, subject: str, template: str, words: dict[str, Any], at: datetime) -> None:
    """Have a mail sent, in the transaction of what it tells; `subject` may name the {city}."""
    city = the_city().name
    context = {**words, "city": city}
    Mail.objects.create(
        key=f"own-data/{secrets.token_hex(16)}",
        to=to,
        subject=subject.format(city=city),
        text=render_to_string(f"data_protection/mail/{template}.txt", context),
        language=current()[:8],
        created=at,
        due=at,
    )
    enqueue(_SEND)
