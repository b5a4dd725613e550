"""The page of a node: what every one has."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mitmachstadt.arena.queries import IdeaPage
from mitmachstadt.formats.queries import ProcessPage
from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.ledger.queries import RegisterLine, entries_about
from mitmachstadt.nodes.enums import REMARKABLE, Visibility
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.queries import (
    Story,
    as_tree,
    boundary,
    node_by_public_id,
    nodes_above,
    story_of,
    veiled,
    windows_above,
)
from mitmachstadt.pages.queries.overview.details import details_of


@dataclass(frozen=True)
class NodePage:
    """What every node's page shows, and under `details` what only its kind has."""

    node: Node
    above: list[Node]
    windows: list[Window]
    story: Story
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def can_be_remarked_on(self) -> bool:
        return self.node.kind in REMARKABLE

    @property
    def merged(self) -> str | None:
        """What an idea went into is called; "" for nothing, None where nobody asked."""
        idea: IdeaPage | None = self.details.get("idea")
        if idea is None:
            return None
        return str(idea.whole["title"]) if idea.whole else ""

    def stays_until(self, *, at: datetime) -> datetime | None:
        """When the page changes by itself: a window or phase opens, closes, has answers due, an
        idea has stood still for too long, an offer ends.
        """
        process: ProcessPage | None = self.details.get("page")
        phases = [facts.phase for facts in process.phases] if process else []
        moments = [m for p in phases for m in (p.opens, p.closes, p.answer_due) if m > at]
        idea: IdeaPage | None = self.details.get("idea")
        if idea is not None and idea.stands_still_from > at:
            moments.append(idea.stands_still_from)
        until = self.details.get("until")
        if until is not None and midnight_after(until) > at:
            moments.append(midnight_after(until))
        # An offer is named until its last day is over.
        moments += [midnight_after(fit.thing.until) for fit in self.details.get("offers", ())]
        of_windows = boundary(self.windows, at=at)
        return min([*moments, of_windows] if of_windows else moments, default=None)


def node_page(node: Node, *, at: datetime) -> NodePage:
    """The page of a node; at most eight queries."""
    story = story_of(node)
    return NodePage(
        node=node,
        above=_without_own_title([veiled(above) for above in nodes_above(node)]),
        windows=windows_above(node.path) if node.kind in REMARKABLE else [],
        story=Story(as_tree(node, story.became), as_tree(node, story.came_from)),
        details=details_of(node, at),
    )


def _without_own_title(nodes: list[Node]) -> list[Node]:
    """A text's own title as a section says the same as the document above it."""
    return [
        node
        for node, above in zip(nodes, [None, *nodes], strict=False)
        if above is None or node.title != above.title
    ]


def may_be_seen(node: Node) -> bool:
    """Drafts and what waits for a moderator have no page of their own yet."""
    return node.visibility not in {Visibility.DRAFT, Visibility.WAITING}


def node_to_show(public_id: str) -> Node | None:
    """The node at this address, if it has a page; what a moderator hid comes without its words."""
    node = node_by_public_id(public_id)
    if node is None or not may_be_seen(node):
        return None
    if node.parent is not None:
        veiled(node.parent)
    return veiled(node)


def register_of(node: Node) -> list[RegisterLine]:
    """Newest first."""
    return entries_about(node.public_id)[::-1]
