"""What answers need from time to time. Every task bears being run twice."""

from django.tasks import task
from django.utils import timezone

from mitmachstadt.answers.actions import count_figures as count


@task(priority=-20)
def count_figures() -> int:
    """Count the public statistics anew."""
    return count(at=timezone.now())
