"""Measures that are called alike."""

from collections.abc import Sequence

from mitmachstadt.methods.similar_texts import rank
from mitmachstadt.nodes.models import Node

SHOWN = 5
# Below this two titles share hardly more than one usual word.
LEAST = 0.35


def most_alike(title: str, others: Sequence[Node]) -> list[Node]:
    """Those of the others that are called most like it."""
    by_id = {other.pk: other for other in others}
    found = rank(title, [(node.pk, node.title) for node in others], limit=SHOWN)
    return [by_id[each.key] for each in found if each.score >= LEAST]
