"""What is done beside the pages. Every task bears being run twice."""

from django.tasks import task
from django.utils import timezone

from mitmachstadt.data_protection import actions
from mitmachstadt.kernel.tasks import enqueue

_HERE = "mitmachstadt.data_protection.tasks"


@task
def carry_out_deletions() -> None:
    """Delete some of what is to be deleted; the rest in tasks of its own."""
    if actions.carry_out_waiting(at=timezone.now()):
        enqueue(f"{_HERE}.carry_out_deletions")


@task
def write_export(*, number: int) -> bool:
    """Write a long file with somebody's data."""
    return actions.write_export(number=number, at=timezone.now())


@task
def rename_contributions(*, public_id: str) -> None:
    """Let some old contributions stand under a new name; the rest in tasks of its own."""
    if actions.rename_contributions(public_id=public_id, at=timezone.now()):
        enqueue(f"{_HERE}.rename_contributions", public_id=public_id)


@task(priority=-20)
def apply_retention() -> dict[str, int]:
    """Forget what was kept long enough, and write down that it was."""
    return actions.apply_rules(at=timezone.now())
