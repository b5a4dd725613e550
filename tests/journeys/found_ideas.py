"""Where arenas and ideas of the demonstration city have their pages."""

from collections.abc import Callable
from typing import Any

from mitmachstadt.arena.models import Arena, Idea, Offer, Statement, Trial
from mitmachstadt.cli.demonstration.load import EMAIL

Find = Callable[[], str]


def arena(pattern: str) -> Find:
    def find() -> str:
        found = Arena.objects.order_by("pk").first()
        assert found is not None
        return pattern.format(found.node.public_id)

    return find


def idea(pattern: str, **which: Any) -> Find:
    """The idea with most supports of those that fit."""

    def find() -> str:
        fitting = Idea.objects.filter(node__visibility="public", **which).distinct()
        found = fitting.order_by("-node__supports", "pk").first()
        assert found is not None, which
        return pattern.format(found.node.public_id)

    return find


def offer() -> str:
    found = Offer.objects.filter(withdrawn=None).order_by("pk").first()
    assert found is not None
    return f"/de/arena/{found.arena.node.public_id}/angebote/{found.public_id}/"


def own_statement() -> str:
    """What the resident of the demonstration said as somebody who knows."""
    found = Statement.objects.get(person__email=EMAIL.format(key="leopold"))
    return f"/de/n/{found.idea.node.public_id}/stellungnahmen/{found.pk}/"


def some_statement() -> str:
    """A statement at the moderators' desk."""
    found = Statement.objects.filter(withdrawn=None).order_by("pk").first()
    assert found is not None
    return f"/de/moderation/worte/stellungnahme/{found.pk}/"


def trial() -> str:
    found = Trial.objects.order_by("pk").first()
    assert found is not None
    return f"/de/n/{found.idea.node.public_id}/proben/{found.pk}/"
