"""Contributions that say something similar."""

from collections.abc import Sequence
from dataclasses import dataclass

from mitmachstadt.methods.similar_texts import rank
from mitmachstadt.nodes.models import Node

SHOWN = 6
# Long enough to tell what a contribution is about; the rest would only take time.
_COMPARED = 2_000


@dataclass(frozen=True)
class Alike:
    """Another contribution, how similar it is in percent, and the words that both have."""

    node: Node
    percent: int
    common: frozenset[str]
    same_place: bool


def alike(node: Node, others: Sequence[Node]) -> list[Alike]:
    """The most similar of the others; of equally similar ones those that come first."""
    texts = [(place, other.text[:_COMPARED]) for place, other in enumerate(others)]
    return [
        Alike(
            other := others[found.key],
            round(100 * found.score),
            frozenset(word.casefold() for word in found.shared),
            other.parent_id == node.parent_id,
        )
        for found in rank(node.text[:_COMPARED], texts, SHOWN)
    ]
