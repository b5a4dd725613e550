"""What follows when units end. Bears being run twice."""

from django.tasks import task
from django.utils import timezone

from mitmachstadt.people.queries import organisation_by_public_id
from mitmachstadt.responsibilities.actions import settle_dissolution


@task
def settle_dissolution_of(*, public_id: str) -> int:
    """Hand on what lay with a unit that has ended."""
    found = organisation_by_public_id(public_id)
    return settle_dissolution(organisation=found, at=timezone.now()) if found else 0
