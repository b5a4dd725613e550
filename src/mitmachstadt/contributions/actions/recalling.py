"""Words that are not public any more do not go out with mail that still waits."""

from django.db import transaction

from mitmachstadt.contributions.models import Mail, Subscriber
from mitmachstadt.contributions.queries import still_named_so


def recalled(mail: Mail) -> bool:
    """Take a digest back if somebody may not read any more what it names, or it reads otherwise.

    Asked when it is about to be sent, so whoever hides or corrects something waits for no mail.
    What else stood in it, and in later ones that wait, is told by the next one.
    """
    if still_named_so(mail.names):
        return False
    assert mail.since is not None and mail.subscriber_id is not None
    with transaction.atomic():
        told_more = Subscriber.objects.filter(pk=mail.subscriber_id, told_until__gt=mail.since)
        told_more.update(told_until=mail.since)
        waiting = Mail.objects.filter(subscriber=mail.subscriber_id, due__isnull=False)
        waiting.filter(since__gte=mail.since).delete()
    return True
