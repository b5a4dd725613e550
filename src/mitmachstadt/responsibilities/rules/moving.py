"""When something goes to another unit without anybody handing it over."""

from collections.abc import Collection
from datetime import date

from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation
from mitmachstadt.responsibilities.errors import NotDissolved, WorkedOnAlready
from mitmachstadt.responsibilities.rules.register import may_owe


def may_take_over(organisation: Organisation, successor: Organisation, *, today: date) -> Verdict:
    """From a unit that has ended to one that exists."""
    if organisation.ended is None or organisation.ended > today:
        return no(NotDissolved(name=organisation.name))
    return may_owe(successor)


def may_route_again(node: Node, *, handed_over: Collection[object]) -> Verdict:
    """Only what nobody has worked on: neither answered nor handed over by a person."""
    if node.answers or handed_over:
        return no(WorkedOnAlready())
    return YES
