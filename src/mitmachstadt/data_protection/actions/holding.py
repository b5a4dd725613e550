from datetime import datetime

from django.db import transaction
from django.db.models import Max

from mitmachstadt.data_protection.errors import HoldUnknown
from mitmachstadt.data_protection.models import Hold
from mitmachstadt.data_protection.rules import may_hold
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


def set_hold(
    *, person: Person, reason: str, until: datetime, visitor: Visitor, at: datetime
) -> Hold:
    """Let nothing of somebody be deleted until a day, with a reason that they read.

    Raises:
        Refusal: the role, the reason or a sensible end is missing.
    """
    reason = clean_line(reason)
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    may_hold(reason=reason, until=until, at=at).require()
    with transaction.atomic():
        # Whoever is being deleted this moment is gone or waits for this.
        locked = Person.objects.select_for_update().filter(pk=person.pk).first()
        if locked is None:
            raise HoldUnknown()
        hold = Hold.objects.create(
            person=locked, reason=reason, until=until, by=visitor.person, at=at
        )
        _mark(locked)
        _enter("deletion.held", person, visitor, at)
    return hold


def lift_hold(*, hold: Hold, visitor: Visitor, at: datetime) -> None:
    """Let what was held be deleted again; lifting it twice changes nothing."""
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=hold.person_id)
        if Hold.objects.filter(pk=hold.pk, lifted=None).update(lifted=at):
            _mark(person)
            _enter("deletion.released", hold.person, visitor, at)


def _mark(person: Person) -> None:
    """Let the account say until when it is held: contributions know nothing of holds."""
    last = Hold.objects.filter(person=person, lifted=None).aggregate(until=Max("until"))
    Person.objects.filter(pk=person.pk).update(held_until=last["until"])


def _enter(kind: str, person: Person, visitor: Visitor, at: datetime) -> None:
    by = visitor.person.public_id if visitor.person else ""
    append(kind=kind, subject=person.public_id, content={"by": by}, at=at)
