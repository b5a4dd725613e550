"""Reading long texts in."""

from django.tasks import task
from django.utils import timezone

from mitmachstadt.strategy import actions


@task
def finish_reading(*, public_id: str) -> None:
    """Read and lay out the text of the draft with this address."""
    actions.finish_reading(public_id=public_id, at=timezone.now())
