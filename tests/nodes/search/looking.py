"""What the tests of the search share."""

from typing import Any

from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries.search import Asked, Found, search
from mitmachstadt.nodes.rules import sight_of
from mitmachstadt.people.queries import ANYONE, Visitor
from tests import factories as f


def look_for(words: str, *, by: Visitor = ANYONE, **more: Any) -> Found:
    return search(Asked(words, at=f.NOW, sight=sight_of(by), **more))


def found(words: str, *, by: Visitor = ANYONE, **more: Any) -> list[Node]:
    """The nodes on the first page of hits."""
    return [hit.node for hit in look_for(words, by=by, **more).hits]


def finds(words: str, text: str, **more: Any) -> bool:
    """Whether a passage with this text is found by these words."""
    return f.passage(text=text).pk in {node.pk for node in found(words, **more)}
