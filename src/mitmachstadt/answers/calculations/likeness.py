"""Contributions that say something similar."""

from collections.abc import Sequence
from dataclasses import dataclass

from mitmachstadt.methods.similar_texts import common_words, most_similar
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
    by_id = {other.pk: other for other in others}
    texts = [(other.pk, other.text[:_COMPARED]) for other in others]
    return [
        Alike(
            other := by_id[found.key],
            round(100 * found.score),
            common_words(node.text, other.text),
            other.parent_id == node.parent_id,
        )
        for found in most_similar(node.text[:_COMPARED], texts, limit=SHOWN)
    ]
