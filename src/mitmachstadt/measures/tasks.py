"""What is done beside the pages. Every task bears being run twice."""

from django.tasks import task
from django.utils import timezone

from mitmachstadt.measures import actions


@task
def go_on_reading(*, reading: str, batch: int) -> int:
    """Take over the next part of a long list; the one after it in a task of its own."""
    return actions.go_on_reading(reading=reading, batch=batch, at=timezone.now())
