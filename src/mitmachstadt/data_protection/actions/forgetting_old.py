"""One batch of what each retention rule forgets: older than `before`; returns how many rows."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from mitmachstadt.contributions.actions import forget_receipts, sending, take_words
from mitmachstadt.contributions.actions.keeping import locked
from mitmachstadt.contributions.enums import Step
from mitmachstadt.contributions.models import Appeal, Follow, ModerationStep, Remark, Support
from mitmachstadt.data_protection.actions.deleting import CARRY_OUT
from mitmachstadt.data_protection.enums import Choice
from mitmachstadt.data_protection.models import Deletion, Export, Hold, RetentionRun
from mitmachstadt.data_protection.queries import file_of
from mitmachstadt.kernel.chores import forget_attempts, forget_ended_sessions, forget_forgotten
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.ledger.actions import append
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Visibility
from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.people.models import GroupMembership, OrganisationMembership, Person

BATCH = 200


def sessions(_before: datetime, at: datetime) -> int:
    return forget_ended_sessions(at=at)


def attempts(_before: datetime, at: datetime) -> int:
    return forget_attempts(at=at)


def sent_mail(before: datetime, _at: datetime) -> int:
    return sending.forget_keys(before=before, limit=BATCH)


def unsent_mail(before: datetime, _at: datetime) -> int:
    return sending.give_up(before=before, limit=BATCH)


def receipts(before: datetime, _at: datetime) -> int:
    gone = Node.objects.filter(
        visibility=Visibility.WITHDRAWN, changed__lt=before, receipt__isnull=False
    )
    return forget_receipts(some(gone))


def former_words(before: datetime, at: datetime) -> int:
    """What a contribution said before it was corrected, where nobody answered to those words."""
    cited = Remark.objects.filter(wording=OuterRef("pk"))
    newer = ModerationStep.objects.filter(
        node=OuterRef("node"), step=Step.CORRECTED, at__gte=before
    )
    found = Wording.objects.filter(~Exists(cited), ~Exists(newer), node__kind__in=CONTRIBUTIONS)
    found = found.exclude(node__author__held_until__gt=at)
    return _delete(Wording, found.filter(created__lt=before))


def hidden_words(before: datetime, at: datetime) -> int:
    """The words of what is hidden; the place, the decision and its reason stay."""
    later = ModerationStep.objects.filter(node=OuterRef("pk"), step=Step.HIDDEN, at__gte=before)
    found = Node.objects.filter(
        ~Exists(later), kind__in=CONTRIBUTIONS, visibility=Visibility.HIDDEN, changed__lt=before
    ).exclude(text="")
    undecided = Appeal.objects.filter(node=OuterRef("pk"), decided__isnull=True)
    numbers = some(found.exclude(Exists(undecided)).exclude(author__held_until__gt=at))
    for node in Node.objects.filter(pk__in=numbers).order_by("pk"):
        fresh = locked(node)
        take_words(fresh, step=Step.EXPIRED, at=at)
        append(kind=f"{fresh.kind}.expired", subject=fresh.public_id, content={}, at=at)
    return len(numbers)


def unused_accounts(before: datetime, at: datetime) -> int:
    """Accounts that nothing hangs on, and to which nobody has signed in for long."""
    lately = Q(last_login__gte=before) | Q(last_login=None, created__gte=before)
    tied = [
        Node.objects.filter(author=OuterRef("pk")),
        Support.objects.filter(person=OuterRef("pk")),
        Follow.objects.filter(subscriber__person=OuterRef("pk")),
        GroupMembership.objects.filter(person=OuterRef("pk")),
        OrganisationMembership.objects.filter(person=OuterRef("pk")),
    ]
    found = Person.objects.exclude(lately).filter(*(~Exists(rows) for rows in tied))
    return _let_go(found, at)


def closed_accounts(before: datetime, at: datetime) -> int:
    """Accounts that were closed long ago and not opened again; the register knows when."""
    closed = Entry.objects.filter(kind="person.closed", subject=OuterRef("public_id"))
    found = Person.objects.filter(Exists(closed.filter(at__lt=before)), is_active=False)
    return _let_go(found.exclude(Exists(closed.filter(at__gte=before))), at)


def _let_go(found: QuerySet[Person], at: datetime) -> int:
    """Have these accounts deleted, and what they said left without a name."""
    found = found.exclude(Exists(Deletion.objects.filter(person=OuterRef("pk"), done=None)))
    numbers = some(found)
    for number in numbers:
        with transaction.atomic():
            Deletion.objects.get_or_create(
                person_id=number, done=None, defaults={"choice": Choice.NAMELESS, "asked": at}
            )
    if numbers:
        enqueue(CARRY_OUT)
    return len(numbers)


def exports(before: datetime, _at: datetime) -> int:
    numbers = some(Export.objects.filter(asked__lt=before))
    for export in Export.objects.filter(pk__in=numbers).exclude(name=""):
        file_of(export).unlink(missing_ok=True)
    return Export.objects.filter(pk__in=numbers).delete()[0]


def holds(before: datetime, _at: datetime) -> int:
    return _delete(Hold, Hold.objects.filter(until__lt=before))


def forgotten(before: datetime, _at: datetime) -> int:
    return forget_forgotten(before=before)


def records(before: datetime, _at: datetime) -> int:
    runs = _delete(RetentionRun, RetentionRun.objects.filter(at__lt=before))
    return runs + _delete(Deletion, Deletion.objects.filter(done__lt=before))


def some(found: QuerySet[Any]) -> list[int]:
    """The keys of one batch."""
    return list(found.order_by("pk").values_list("pk", flat=True)[:BATCH])


def _delete(model: type[Model], found: QuerySet[Any]) -> int:
    numbers: Iterable[int] = some(found)
    return model._default_manager.filter(pk__in=numbers).delete()[0]
