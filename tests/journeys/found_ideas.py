"""Where arenas and ideas of the demonstration city have their pages."""

from collections.abc import Callable
from typing import Any

from mitmachstadt.arena.models import Arena, Idea

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
