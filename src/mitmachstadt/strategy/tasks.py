"""Work on texts that is done apart: reading long ones in, and what follows a write."""

from django.tasks import task
from django.utils import timezone

from mitmachstadt.strategy import actions
from mitmachstadt.strategy.queries import strategy_by_public_id


@task
def finish_reading(*, public_id: str) -> None:
    """Read and lay out the text of the draft with this address."""
    actions.finish_reading(public_id=public_id, at=timezone.now())


@task
def mark_pages(*, strategy: str) -> None:
    """Mark the terms of the glossary on the pages of a strategy's editions; twice is once."""
    found = strategy_by_public_id(strategy)
    if found is not None:
        actions.mark_pages(strategy=found)
