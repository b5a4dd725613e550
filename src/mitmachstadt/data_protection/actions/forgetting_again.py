"""A backup is older than what was deleted since: what it brings back is deleted once more."""

from datetime import datetime

from django.db import transaction

from mitmachstadt.data_protection.actions.deleting import carry_out, forget_node
from mitmachstadt.data_protection.enums import Choice
from mitmachstadt.data_protection.models import Deletion
from mitmachstadt.kernel.forgetting import forgotten, key_of
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Person

_EVERYTHING = 1 << 30


def forget_again(*, at: datetime) -> int:
    """Delete what is here although it was deleted before; returns how much that was."""
    known = forgotten()
    count = 0
    for person in Person.objects.order_by("pk").iterator(chunk_size=2000):
        choice = known.get(key_of("person", person.public_id))
        if choice is not None:
            _forget_account(person, choice, at)
            count += 1
    said = Node.objects.filter(kind__in=CONTRIBUTIONS).exclude(visibility=Visibility.WITHDRAWN)
    for node in said.only("pk", "public_id", "path", "author_name").order_by("pk").iterator():
        choice = known.get(key_of("node", node.public_id))
        if choice == Choice.WORDS or (choice and node.author_name):
            forget_node(node=node, choice=Choice(choice), at=at)
            count += 1
    return count


def _forget_account(person: Person, choice: str, at: datetime) -> None:
    with transaction.atomic():
        wish, _ = Deletion.objects.get_or_create(
            person=person, done=None, defaults={"choice": choice, "asked": at}
        )
        Deletion.objects.filter(pk=wish.pk).update(begun=at)
        Person.objects.filter(pk=person.pk).update(is_active=False)
    carry_out(wish=wish, at=at, limit=_EVERYTHING)
