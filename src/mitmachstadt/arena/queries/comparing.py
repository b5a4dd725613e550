"""What comparing all ideas of an arena found, less what changed since."""

from typing import NamedTuple

from mitmachstadt.arena.models import Arena, Comparison, ProposedGroup
from mitmachstadt.arena.queries.similar import GroupedIdea, open_ideas_among, told_apart
from mitmachstadt.nodes.models import Node


class KnownMember(NamedTuple):
    """An idea of a group, and whether somebody put it there."""

    idea: GroupedIdea
    by_hand: bool


class GroupsPage(NamedTuple):
    """Groups of at least two open ideas; `later` is the place after which the next ones come."""

    groups: list[list[KnownMember]]
    later: int | None


def comparison_of(arena: Arena) -> Comparison | None:
    """The comparison of all ideas of an arena; one query."""
    return Comparison.objects.filter(arena=arena).first()


def comparison_that_goes(public_id: str, run: int) -> Comparison | None:
    """This run in the arena with this address, unless it has ended or another one has begun."""
    found = Comparison.objects.filter(arena__node__public_id=public_id, run=run)
    return found.filter(asked__isnull=False).select_related("arena__node").first()


def proposed_groups(arena: Arena, *, after: int, most: int) -> GroupsPage:
    """The largest groups after a place; three queries.

    What was merged, declined or hidden since, or told apart from the middle, is in none.
    """
    rows = list(
        ProposedGroup.objects.filter(comparison=arena.pk, position__gt=after)
        .order_by("position")[: 3 * most + 1]
    )  # fmt: skip
    keys = {key for row in rows for key, _ in row.members}
    ideas, apart = open_ideas_among(arena, keys), told_apart(keys)
    groups: list[list[KnownMember]] = []
    for row in rows[: 3 * most]:
        if len(groups) == most:
            break
        after = row.position
        kept: list[KnownMember] = []
        for key, by_hand in row.members:
            if key in ideas and (not kept or (kept[0].idea.pk, key) not in apart):
                kept.append(KnownMember(ideas[key], bool(by_hand)))
        if len(kept) > 1:
            groups.append(kept)
    return GroupsPage(groups, after if rows and after < rows[-1].position else None)


def titles_of(keys: list[int]) -> list[str]:
    """The titles of these nodes, in their order; one query."""
    found = dict(Node.objects.filter(pk__in=keys).values_list("pk", "title"))
    return [found.get(key, "") for key in keys]
