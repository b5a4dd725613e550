"""What is done beside the pages. Every task bears being run twice."""

from django.tasks import task
from django.utils import timezone

from mitmachstadt.arena.actions import comparing, sponsoring
from mitmachstadt.kernel.tasks import enqueue

_HERE = "mitmachstadt.arena.tasks"


@task(priority=-20)
def keep_sponsorships() -> None:
    """Tell those whose sponsorship soon ends, and end what was not renewed; the rest later."""
    at = timezone.now()
    gone = sponsoring.lapse_sponsorships(at=at)
    warned = sponsoring.warn_sponsors(at=at)
    if sponsoring.AT_ONCE in {gone, warned}:
        enqueue(f"{_HERE}.keep_sponsorships")


@task
def compare_ideas(*, arena: str, run: int) -> bool:
    """Compare all open ideas of an arena; twice is once."""
    return comparing.compare_ideas(arena=arena, run=run, at=timezone.now())
