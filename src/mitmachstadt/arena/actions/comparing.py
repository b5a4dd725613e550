"""Comparing all open ideas of an arena, which takes longer than a page may."""

from datetime import datetime

from django.db import transaction

from mitmachstadt.arena.calculations import similar_groups
from mitmachstadt.arena.enums import MOST_COMPARED, MOST_GROUPS, MOST_MEMBERS
from mitmachstadt.arena.errors.comparing import CorrectionsContradict, TooMuchAlike
from mitmachstadt.arena.models import Arena, Comparison, ProposedGroup
from mitmachstadt.arena.queries import comparison_that_goes, ideas_to_group, pairs_of
from mitmachstadt.arena.rules import may_compare
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.people.queries import Visitor

COMPARE = "mitmachstadt.arena.tasks.compare_ideas"


def ask_to_compare(*, arena: Arena, visitor: Visitor, at: datetime) -> Comparison:
    """Have the worker compare all open ideas of an arena anew; until then the old result stays.

    Raises:
        Refusal: only the office may, and one comparison goes at a time.
    """
    may_compare(visitor, None, at=at).require()
    with transaction.atomic():
        Comparison.objects.get_or_create(arena=arena)
        comparison = Comparison.objects.select_for_update().get(arena=arena)
        may_compare(visitor, comparison, at=at).require()
        comparison.run += 1
        comparison.asked, comparison.far, comparison.of_all = at, 0, 0
        comparison.failed = {}
        comparison.save()
        enqueue(COMPARE, arena=arena.node.public_id, run=comparison.run)
    return comparison


def compare_ideas(*, arena: str, run: int, at: datetime) -> bool:
    """Compare, and keep the groups in place of those before; returns whether this run was due."""
    comparison = comparison_that_goes(arena, run)
    if comparison is None:
        return False
    this = Comparison.objects.filter(pk=comparison.pk, run=run, asked__isnull=False)
    ideas = ideas_to_group(comparison.arena, most=MOST_COMPARED)
    together, apart = pairs_of(comparison.arena)

    def tell(far: int, of_all: int) -> None:
        this.update(far=far, of_all=of_all)

    try:
        found = similar_groups(ideas, together=together, apart=apart, progress=tell)
    except (CorrectionsContradict, TooMuchAlike) as refusal:
        this.update(asked=None, failed={"code": refusal.code, "keys": refusal.data.get("keys", [])})
        return True
    with transaction.atomic():
        if this.select_for_update().first() is None:
            return False
        ProposedGroup.objects.filter(comparison=comparison).delete()
        ProposedGroup.objects.bulk_create(
            [
                ProposedGroup(
                    comparison=comparison,
                    position=position,
                    members=[[m.key, int(m.by_hand)] for m in each.members[:MOST_MEMBERS]],
                )
                for position, each in enumerate(found[:MOST_GROUPS], start=1)
            ],
            batch_size=500,
        )
        this.update(asked=None, done=at, compared=len(ideas), found=len(found), failed={})
    return True
