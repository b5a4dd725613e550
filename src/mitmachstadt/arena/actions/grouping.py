"""Correcting by hand what is proposed as saying the same."""

from datetime import datetime

from django.db import transaction

from mitmachstadt.arena.errors import MergeOfItself, OtherArena
from mitmachstadt.arena.models import Idea, SimilarPair
from mitmachstadt.arena.rules import may_run_arena
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.queries import Visitor


def say_of_pair(
    *, one: Idea, other: Idea, together: bool, visitor: Visitor, at: datetime
) -> SimilarPair:
    """Say that two ideas say the same, or that they do not; said again it holds instead.

    Raises:
        MergeOfItself, OtherArena: they are no pair.
    """
    may_run_arena(visitor).require()
    if one.pk == other.pk:
        raise MergeOfItself()
    if one.arena_id != other.arena_id:
        raise OtherArena(title=other.node.title)
    first, second = sorted((one, other), key=lambda idea: idea.pk)
    with transaction.atomic():
        pair, _ = SimilarPair.objects.update_or_create(
            first=first,
            second=second,
            defaults={
                "arena_id": first.arena_id,
                "together": together,
                "by": visitor.person,
                "at": at,
            },
        )
        content = {"other": second.node.public_id, "together": str(together)}
        append(kind="idea.compared", subject=first.node.public_id, content=content, at=at)
    return pair
