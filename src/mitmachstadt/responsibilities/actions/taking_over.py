"""A unit ends; what lay with it does not."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.responsibilities.actions.handing_over import locked_for_hand_over, move_duties
from mitmachstadt.responsibilities.actions.register import begin, end, locked_rule
from mitmachstadt.responsibilities.enums import BATCH
from mitmachstadt.responsibilities.models import Responsibility
from mitmachstadt.responsibilities.queries import open_of, successors_of, unfollowed
from mitmachstadt.responsibilities.rules import may_take_over

DISSOLVED = "„{name}“ ist aufgelöst."
FOLLOWS = "„{after}“ hat die Aufgaben von „{before}“ übernommen (Neuordnung)."


def settle_dissolution(*, organisation: Organisation, at: datetime) -> int:
    """A unit has ended: its rules end with it, and a single successor takes over what is open.

    With several successors, or none, everything stays where it can be seen until the office
    chooses. Doing it again does nothing more.

    Returns:
        How many contributions have moved.
    """
    today = timezone.localdate(at)
    if organisation.ended is None or organisation.ended > today:
        return 0
    successors = successors_of(organisation)
    if len(successors) == 1 and may_take_over(organisation, successors[0], today=today).allowed:
        return _move_everything(organisation, successors[0], None, at)
    with transaction.atomic():
        _end_rules(organisation, None, at)
    return 0


def take_over_duties(
    *, organisation: Organisation, successor: Organisation, visitor: Visitor, at: datetime
) -> int:
    """The office says who takes over from a unit that has ended; returns what has moved."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    may_take_over(organisation, successor, today=timezone.localdate(at)).require()
    return _move_everything(organisation, successor, visitor.person, at)


def _move_everything(
    before: Organisation, after: Organisation, by: Person | None, at: datetime
) -> int:
    with transaction.atomic():
        rules = list(unfollowed(before.pk))
        _end_rules(before, by, at)
        for rule in rules:
            _follow(rule, before, after, by, at)
    moved = 0
    while numbers := list(open_of(before.pk).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        moved += _move_some(numbers, before, after, by, at)
    return moved


def _move_some(
    numbers: list[int], before: Organisation, after: Organisation, by: Person | None, at: datetime
) -> int:
    """One batch in a transaction of its own: nobody who writes waits for all of them."""
    reason = FOLLOWS.format(before=before.name, after=after.name)
    with transaction.atomic():
        locked = locked_for_hand_over(Node(pk=number) for number in numbers)
        still = [node for node in locked if node.unit_id == before.pk]
        return move_duties(
            nodes=still, unit=after, reason=reason[:500], by=by, at=at, by_rule=by is None
        )


def _end_rules(organisation: Organisation, by: Person | None, at: datetime) -> None:
    """From the day on which a unit ended no rule leads to it."""
    assert organisation.ended is not None
    for rule in Responsibility.objects.filter(unit=organisation).order_by("pk"):
        if rule.until is None or rule.until > max(organisation.ended, rule.since):
            ends = max(organisation.ended, rule.since)
            because = DISSOLVED.format(name=organisation.name)
            end(locked_rule(rule), on=ends, because=because, by=by, at=at)


def _follow(
    rule: Responsibility, before: Organisation, after: Organisation, by: Person | None, at: datetime
) -> None:
    """The successor's rule begins on the day on which the other ended."""
    assert before.ended is not None
    note = FOLLOWS.format(before=before.name, after=after.name)
    follower = Responsibility(
        node=rule.node, term=rule.term, district=rule.district, unit=after, note=note[:300],
        since=max(before.ended, rule.since),
    )  # fmt: skip
    begin(follower, by=by, at=at)
