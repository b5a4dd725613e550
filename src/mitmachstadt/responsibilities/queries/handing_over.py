from mitmachstadt.nodes.models import Node
from mitmachstadt.responsibilities.models import HandOver


def hand_overs_of(node: Node) -> list[HandOver]:
    """Through whose hands a contribution went, oldest first."""
    return list(HandOver.objects.filter(node=node).select_related("by"))


def handed_over_by_people(node: Node) -> list[HandOver]:
    """What somebody decided about where a contribution lies, not what a rule did."""
    return list(HandOver.objects.filter(node=node, by_rule=False))
