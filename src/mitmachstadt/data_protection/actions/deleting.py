"""Being forgotten (Art. 17 DSGVO): an account with all that hangs on it, or one contribution.

Each step is a transaction of its own and bears being run twice: what a killed process leaves is
done by the next run.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from mitmachstadt.answers.actions import take_name_from_desk
from mitmachstadt.arena.actions.forgetting import leave_arena
from mitmachstadt.contributions.actions import (
    forget_subscriber,
    forget_support_lines,
    take_name,
    take_name_from_office,
    take_supports_back,
    take_words,
)
from mitmachstadt.contributions.actions.keeping import locked
from mitmachstadt.contributions.enums import Step
from mitmachstadt.data_protection.actions import letters
from mitmachstadt.data_protection.actions.files import remove_exports
from mitmachstadt.data_protection.enums import AT_ONCE, GUESS_MINUTES, GUESSES, Choice
from mitmachstadt.data_protection.errors import ChoiceMissing, NoDeletionWaits
from mitmachstadt.data_protection.models import Deletion
from mitmachstadt.data_protection.queries import (
    sessions_of,
    waiting_deletions,
)
from mitmachstadt.data_protection.rules import (
    is_themselves,
    may_be_deleted,
    may_be_forgotten,
    may_know,
    may_leave,
    may_node_be_deleted,
)
from mitmachstadt.kernel.forgetting import remember_forgetting
from mitmachstadt.kernel.rates import count_attempt, period_ends
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.ledger.actions import append, forget_words
from mitmachstadt.measures.actions import forget_in_measures
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.actions import forget_requests, lock_holders_of
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from mitmachstadt.people.errors import TooManyAttempts
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import Visitor

CARRY_OUT = "mitmachstadt.data_protection.tasks.carry_out_deletions"


def ask_to_be_deleted(
    *, person: Person, choice: str, password: str, visitor: Visitor, at: datetime
) -> Deletion:
    """Wish to be forgotten, with everything that hangs on the account; asking twice is one wish.

    Unless something is open it begins now: nobody can sign in any more.

    Raises:
        Refusal: it is somebody else, nothing is chosen, or nobody would be left who gives roles.
    """
    may_know(visitor, person).require()
    if choice not in Choice:
        raise ChoiceMissing()
    tries = count_attempt("deletion", person.public_id, at=at, minutes=GUESS_MINUTES)
    if tries > GUESSES:
        raise TooManyAttempts(until=period_ends(at, GUESS_MINUTES))
    is_themselves(person, password=password, at=at).require()
    with transaction.atomic():
        lock_holders_of(BuiltInGroup.ADMINISTRATOR)
        mine = Person.objects.select_for_update().get(pk=person.pk)
        may_leave(mine, at=at).require()
        wish, new = Deletion.objects.get_or_create(
            person=mine, done=None, defaults={"choice": choice, "asked": at}
        )
        if not new and wish.begun is None:
            wish.choice = choice
            wish.save(update_fields=["choice"])
        if may_be_deleted(mine, at=at).allowed:
            _begin(wish, mine, at)
        if new:
            append(kind="deletion.asked", subject=mine.public_id, content={}, at=at)
    return wish


def _begin(wish: Deletion, person: Person, at: datetime) -> None:
    """From here on there is no way back: the account is closed, and a mail says so."""
    if wish.begun is not None:
        return
    wish.begun = at
    wish.save(update_fields=["begun"])
    Person.objects.filter(pk=person.pk).update(is_active=False)
    subject = _("Ihr Konto bei Mitmachstadt {city} wird gelöscht")
    words = {"choice": Choice(wish.choice)}
    letters.write(
        to=person.email, subject=subject, template="deleted", words=words, at=at, person=person
    )
    enqueue(CARRY_OUT)


def cancel_deletion(*, person: Person, visitor: Visitor) -> None:
    """Stay after all, while the deletion still waits.

    Raises:
        NoDeletionWaits: there is none, or it has begun.
    """
    may_know(visitor, person).require()
    if not Deletion.objects.filter(person=person, done=None, begun=None).delete()[0]:
        raise NoDeletionWaits()


def ask_to_forget(*, node: Node, choice: str, at: datetime) -> Deletion:
    """Wish that a contribution loses its words, or only its name; whoever asks has the right to.

    It happens now, or by itself once nothing is open about it any more.

    Raises:
        Refusal: nothing is chosen, or the words are not for their author to delete.
    """
    if choice not in Choice:
        raise ChoiceMissing()
    may_be_forgotten(node, Choice(choice)).require()
    return forget_node(node=node, choice=Choice(choice), at=at)


def forget_node(*, node: Node, choice: Choice, at: datetime) -> Deletion:
    """The same for what was rightly asked for before."""
    with transaction.atomic():
        fresh = locked(node)
        try:
            with transaction.atomic():
                wish = Deletion.objects.create(node=fresh, choice=choice, asked=at)
        except IntegrityError:
            wish = Deletion.objects.select_for_update().get(node=fresh, done=None)
            wish.choice = choice.value
            wish.save(update_fields=["choice"])
        if may_node_be_deleted(fresh, at=at).allowed:
            _forget_node(wish, fresh, at)
    return wish


def _forget_node(wish: Deletion, node: Node, at: datetime) -> None:
    _forget_words(node, Choice(wish.choice), at)
    Deletion.objects.filter(pk=wish.pk).update(
        node=None, begun=at, done=at, contributions=F("contributions") + 1
    )
    wish.refresh_from_db()


def _forget_words(node: Node, choice: Choice, at: datetime) -> None:
    if choice == Choice.NAMELESS:
        take_name(node, at=at)
    elif node.visibility != Visibility.WITHDRAWN:
        take_words(node, step=Step.WITHDRAWN, at=at)
        append(kind=f"{node.kind}.withdrawn", subject=node.public_id, content={}, at=at)


def carry_out_waiting(*, at: datetime, limit: int = AT_ONCE) -> bool:
    """Go on with the deletions that wait for nothing any more; returns whether there is more."""
    after, left = 0, limit
    while left > 0 and (some := waiting_deletions(after=after, limit=AT_ONCE)):
        for wish in some:
            after = wish.pk
            if wish.node is not None:
                _carry_out_node(wish, at)
            else:
                left = carry_out(wish=wish, at=at, limit=left)
            if left <= 0:
                return True
    return False


def _carry_out_node(wish: Deletion, at: datetime) -> None:
    assert wish.node is not None
    with transaction.atomic():
        node = locked(wish.node)
        if may_node_be_deleted(node, at=at).allowed:
            _forget_node(wish, node, at)


def carry_out(*, wish: Deletion, at: datetime, limit: int = AT_ONCE) -> int:
    """Delete an account, at most so many contributions of it at once; returns what is left of that.

    An account about which something became open meanwhile waits.
    """
    with transaction.atomic():
        lock_holders_of(BuiltInGroup.ADMINISTRATOR)
        person = Person.objects.select_for_update().filter(deletions=wish).first()
        if person is None:
            # A wish whose account went in another way has nothing left to do.
            Deletion.objects.filter(pk=wish.pk, person=None, node=None).update(done=at)
            return limit
        wish = Deletion.objects.get(pk=wish.pk)
        allowed = may_be_deleted(person, at=at).allowed and (
            wish.begun is not None or may_leave(person, at=at).allowed
        )
        if not allowed:
            return limit
        _begin(wish, person, at)
    limit = _forget_contributions(wish, person, at, limit)
    while limit > 0 and (gone := take_name_from_office(person=person, name="", at=at)):
        limit -= gone
    while limit > 0 and (gone := take_supports_back(person=person, at=at)):
        Deletion.objects.filter(pk=wish.pk).update(supports=F("supports") + gone)
        limit -= gone
    if limit > 0:
        _forget_person(wish, person, at)
    return limit


def _forget_contributions(wish: Deletion, person: Person, at: datetime, limit: int) -> int:
    said = Node.objects.filter(author=person, kind__in=CONTRIBUTIONS).order_by("pk")
    for node in said[:limit]:
        with transaction.atomic():
            fresh = locked(node)
            if fresh.author_id != person.pk:
                continue
            # What was said for an organisation or the office is theirs: it stays, without the name.
            own = fresh.capacity in {Capacity.CITIZEN, ""}
            _forget_words(fresh, Choice(wish.choice) if own else Choice.NAMELESS, at)
            Deletion.objects.filter(pk=wish.pk).update(contributions=F("contributions") + 1)
        limit -= 1
    return limit


def _forget_person(wish: Deletion, person: Person, at: datetime) -> None:
    """The last step: account, roles, subscriptions, sessions, files and the register's words."""
    sessions = sessions_of(person)
    with transaction.atomic():
        present = Person.objects.select_for_update().filter(pk=person.pk).first()
        if present is None:
            return
        remember_forgetting("person", present.public_id, how=wish.choice, at=at)
        forget_support_lines(person=present)
        forget_subscriber(person=present)
        forget_words(subject=present.public_id)
        forget_requests(present.speaking_requests.all())
        take_name_from_desk(person=present)
        forget_in_measures(person=present)
        leave_arena(person=present, words=wish.choice == Choice.WORDS, at=at)
        append(kind="person.deleted", subject=present.public_id, content={}, at=at)
        sessions.delete()
        files = remove_exports(person=present)
        Deletion.objects.filter(pk=wish.pk).update(person=None, done=at)
        present.delete()
        transaction.on_commit(files)
