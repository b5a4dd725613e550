"""The verbs of moderation, and where each fits."""

from mitmachstadt.contributions.actions import withdraw_remark
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from tests.factories import NOW, code_of, hidden, open_passage, remark, submitted

STATES = [Visibility.WAITING, Visibility.PUBLIC, Visibility.HIDDEN, Visibility.WITHDRAWN]


def ids(nodes):
    return [each.public_id for each in nodes]


def remark_that_is(state: Visibility, about: Node | None = None) -> Node:
    about = about or open_passage()
    if state == Visibility.WAITING:
        return submitted(about).node
    made = remark(about)
    if state == Visibility.HIDDEN:
        return hidden(made)
    return withdraw_remark(code=code_of(made), at=NOW) if state == Visibility.WITHDRAWN else made
