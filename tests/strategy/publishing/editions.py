"""Editions, and how they are published and revised."""

from mitmachstadt.strategy import actions
from mitmachstadt.strategy.models import Edition, EditionPassage, Leaf
from tests import factories as f

OTHER = f.TEXT.replace("sichere", "breite")


def rows(edition):
    """Everything that says what an edition says."""
    return (
        list(EditionPassage.objects.filter(edition=edition).order_by("position").values()),
        list(edition.placed_sections.order_by("position").values()),
        list(Leaf.objects.filter(edition=edition).order_by("number").values()),
        Edition.objects.filter(pk=edition.pk).values().get(),
    )


def publish(edition, at=f.NOW - f.DAY, by=None):
    return actions.publish_edition(edition=edition, visitor=by or f.office(), at=at)
