"""What of the strategy can be chosen where something is linked with it."""

from dataclasses import dataclass

from django.utils.translation import gettext

from mitmachstadt.nodes.models import Node
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.queries.paying_in import choosable

MOST_OFFERED = 120
type Groups = list[tuple[str, list[Node]]]


@dataclass(frozen=True)
class Offered:
    """Under headings; `left_out` of those that fit are not shown, for there are too many."""

    paid_into: Groups
    needs: Groups
    left_out: int = 0


def offered_to_arenas(chosen: list[Node]) -> dict[str, list[Node]]:
    """What ideas can pay into, with all that was chosen already; one statement."""
    found = choosable(SectionKind.PRINCIPLE, SectionKind.GOAL)
    known = {node.pk for node in chosen}
    offered = {
        name: _at_most(found.of(kind), known)
        for name, kind in (("principles", SectionKind.PRINCIPLE), ("goals", SectionKind.GOAL))
    }
    there = {node.pk for nodes in offered.values() for node in nodes}
    return {**offered, "others": [node for node in chosen if node.pk not in there]}


def _at_most(nodes: list[Node], known: set[int]) -> list[Node]:
    return [node for place, node in enumerate(nodes) if place < MOST_OFFERED or node.pk in known]


def offered_to_measures(asked: str) -> Offered:
    """What a measure can pay into and take up; one statement.

    Args:
        asked: words that all have in their titles; "" for whatever there is.
    """
    kinds = (SectionKind.PRINCIPLE, SectionKind.GOAL, SectionKind.NEED)
    found, words = choosable(*kinds), asked.casefold().split()
    fitting = [
        [node for node in found.of(kind) if all(word in node.title.casefold() for word in words)]
        for kind in kinds
    ]
    principles, goals, needs = (nodes[:MOST_OFFERED] for nodes in fitting)
    return Offered(
        [(gettext("Leitgedanken"), principles), (gettext("Ziele"), goals)],
        [(gettext("Handlungsbedarfe"), needs)],
        sum(len(nodes[MOST_OFFERED:]) for nodes in fitting),
    )
