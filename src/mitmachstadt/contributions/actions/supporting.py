"""Standing behind a contribution, and no longer."""

from datetime import datetime

from django.db import IntegrityError, transaction

from mitmachstadt.contributions.actions.keeping import fresh
from mitmachstadt.contributions.actions.recounting import support_given, support_gone
from mitmachstadt.contributions.models import Support
from mitmachstadt.contributions.rules import (
    may_support,
)
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.nodes.errors import WindowClosed
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import still_open, windows_above
from mitmachstadt.nodes.rules import opening
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


def give_support(*, node: Node, visitor: Visitor, at: datetime) -> bool:
    """Stand behind a contribution. Returns whether it is new; a second time changes nothing.

    Raises:
        Refusal: the window is closed, or it is one's own contribution.
    """
    found = opening(Verb.SUPPORT, windows_above(node.path), groups=visitor.groups, at=at)
    found.verdict.require()
    may_work_as(visitor, BuiltInGroup.SIGNED_IN).require()
    person, window = visitor.person, found.window
    assert person is not None and window is not None
    may_support(node, person).require()
    try:
        with transaction.atomic():
            if not still_open(window, node, at=at):
                may_support(fresh(node), person).require()
                raise WindowClosed(closes=window.closes)
            Support.objects.create(node=node, person=person, window=window, created=at)
            support_given(node)
            content = {"by": person.public_id}
            append(kind="support.given", subject=node.public_id, content=content, at=at)
    except IntegrityError:
        return False
    return True


def take_support_back(*, node: Node, visitor: Visitor, at: datetime) -> bool:
    """No longer stand behind a contribution. Returns whether there was a support to take back."""
    may_work_as(visitor, BuiltInGroup.SIGNED_IN).require()
    person = visitor.person
    assert person is not None
    with transaction.atomic():
        deleted, _ = Support.objects.filter(node=node, person=person).delete()
        if not deleted:
            return False
        support_gone(node)
        content = {"by": person.public_id}
        append(kind="support.taken_back", subject=node.public_id, content=content, at=at)
    return True
