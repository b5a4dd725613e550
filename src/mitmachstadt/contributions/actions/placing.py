"""Where a contribution is about."""

from mitmachstadt.contributions.calculations import Place
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD, Scope
from mitmachstadt.nodes.models import Node


def put(node: Node, place: Place) -> bool:
    """Let a contribution be about a place, as narrow as somebody said; returns whether it moved."""
    before = (node.district_id, node.neighbourhood)
    node.district = place.district
    node.neighbourhood = clean_line(place.neighbourhood)[:LONGEST_NEIGHBOURHOOD]
    node.scope = Scope.CITY
    if node.neighbourhood:
        node.scope = Scope.NEIGHBOURHOOD
    elif place.district is not None:
        node.scope = Scope.DISTRICT
    return (node.district_id, node.neighbourhood) != before
