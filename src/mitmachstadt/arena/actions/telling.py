"""Mail to one person about an idea that they have to do with."""

from copy import copy
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise

from mitmachstadt.contributions.actions import subscriber_for
from mitmachstadt.contributions.actions.letters import link_to, post, subscription_token
from mitmachstadt.contributions.models import Mail
from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.language import in_language
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.nodes.queries import veiled
from mitmachstadt.people.models import Person

_SEND = "mitmachstadt.contributions.tasks.send_mails"


def tell(
    *, person: Person, key: str, subject: Promise, template: str, words: dict[str, Any],
    at: datetime,
) -> None:  # fmt: skip
    """Write in the transaction of what it tells; once for each key, in the person's language.

    Args:
        words: with the node `idea`, and `page`: the name of the idea's page that it leads to; or
            `way`: name and arguments of another page.
    """
    if not person.is_active:
        return
    subscriber = subscriber_for(person, at=at)
    with in_language(subscriber.language):
        # What moderators hid stands in no mail either; the row itself may still be saved.
        idea = veiled(copy(words["idea"]))
        context = {
            **words,
            "idea": idea,
            "name": person.name,
            "city": the_city().name,
            "link": link_to(*words.get("way", (words.get("page"), idea.public_id))),
            "settings_link": link_to("subscription", subscription_token(subscriber)),
        }
        mail = Mail(
            key=key,
            subscriber=subscriber,
            subject=str(subject),
            text=render_to_string(f"arena/mail/{template}.txt", context),
            language=subscriber.language,
            created=at,
            due=at,
        )
    post([mail])
    enqueue(_SEND)
