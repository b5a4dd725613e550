"""Arenas and what can be chosen in them."""

from dataclasses import dataclass
from datetime import datetime

from mitmachstadt.arena.models import Arena, ArenaGoal
from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import Kind, Verb, Visibility
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.queries import windows_above
from mitmachstadt.taxonomies.models import Entry
from mitmachstadt.taxonomies.queries import entries_in_force


@dataclass(frozen=True)
class ArenaLine:
    """An arena in a list: how many ideas it has, and until when it takes more."""

    arena: Arena
    window: Window | None


def arenas(*, at: datetime) -> list[ArenaLine]:
    """All public arenas, newest first; two queries."""
    found = list(
        Arena.objects.select_related("node")
        .filter(node__visibility=Visibility.PUBLIC)
        .order_by("-node__created", "-pk")
    )
    open_now: dict[int, Window] = {}
    running = Window.objects.filter(
        node__in=[arena.pk for arena in found], opens__lte=at, closes__gt=at
    ).select_related("audience")
    for window in running:
        if window.verbs & Verb.SUBMIT:
            open_now[window.node_id] = window
    return [ArenaLine(arena, open_now.get(arena.pk)) for arena in found]


_ARENA_HERE = prepared(
    lambda public_id: (
        Arena.objects.select_related("node", "body")
        .filter(node__public_id=public_id, node__visibility=Visibility.PUBLIC)
        .order_by()
    )
)
_ARENA = prepared(lambda pk: Arena.objects.select_related("node", "body").filter(pk=pk).order_by())
_GOALS = prepared(lambda arena: ArenaGoal.objects.filter(arena=arena).select_related("node"))


def arena_by_public_id(public_id: str) -> Arena | None:
    """A public arena with its node and the body that decides."""
    return _ARENA_HERE.first(public_id)


def arena_of(node: Node) -> Arena | None:
    """The arena whose node this is, or below whose node this is."""
    pk = node.pk if node.kind == Kind.ARENA else node.parent_id
    return _ARENA.first(pk) if pk else None


def goals_of(arena: Arena) -> list[Node]:
    """What ideas of the arena can pay into, in the order in which it is offered."""
    return [goal.node for goal in _GOALS(arena) if goal.node.is_public]


def fields_to_choose() -> list[Entry]:
    """The fields of action that are in force."""
    return entries_in_force()


def windows_of(arena: Arena) -> list[Window]:
    """All windows of an arena, past, present and to come."""
    return windows_above(arena.node.path)
