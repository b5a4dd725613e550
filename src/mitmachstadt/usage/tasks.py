from django.tasks import task
from django.utils import timezone

from mitmachstadt.usage import actions


@task(priority=-20)
def forget_comments() -> int:
    """Delete what people said about the site more than a year ago."""
    return actions.forget_old_comments(at=timezone.now())
