"""News by mail. Every task bears being run twice."""

from django.tasks import task
from django.utils import timezone

from mitmachstadt.contributions.actions import sending, telling
from mitmachstadt.kernel.tasks import enqueue

_HERE = "mitmachstadt.contributions.tasks"


@task
def tell_of_answer(*, public_id: str) -> int:
    """Tell those who are answered, or about whose words was decided."""
    return _sent_on(telling.tell_of_answer(public_id=public_id, at=timezone.now()))


@task
def tell_of_step(*, number: int) -> int:
    """Tell an author what a moderator did."""
    return _sent_on(telling.tell_of_step(number=number, at=timezone.now()))


def _sent_on(mails: int) -> int:
    if mails:
        enqueue(f"{_HERE}.send_mails")
    return mails


@task(priority=-10)
def send_mails() -> None:
    """Send some of what waits; the rest in tasks of its own, so that others get their turn."""
    if sending.send_mails():
        enqueue(f"{_HERE}.send_mails")


@task(priority=-20)
def write_digests(*, after: int = 0) -> None:
    """Write some of the digests that are due; the rest in tasks of its own."""
    if place := telling.write_digests(after=after, at=timezone.now()):
        enqueue(f"{_HERE}.write_digests", after=place)
