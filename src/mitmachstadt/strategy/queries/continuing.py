"""What a draft that was read in makes of the passages of the edition before."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from mitmachstadt.nodes.models import Node
from mitmachstadt.strategy.models import Edition
from mitmachstadt.strategy.queries.layout import PlacedPassage, PlacedSection, placed_sections


@dataclass(frozen=True)
class ContinuedPassage:
    """A passage before and after; one side is missing where it is new or gone."""

    public_id: str
    old: PlacedPassage | None
    new: PlacedPassage | None
    remarks: int


@dataclass(frozen=True)
class Continuation:
    """How many passages stay as they are, and which ones do not; one may be changed and moved."""

    kept: int
    changed: list[ContinuedPassage]
    moved: list[ContinuedPassage]
    new: list[ContinuedPassage]
    gone: list[ContinuedPassage]

    @property
    def groups(self) -> list[tuple[str, list[ContinuedPassage]]]:
        """Name and passages of each group that has any."""
        named = [
            ("changed", self.changed), ("moved", self.moved), ("new", self.new), ("gone", self.gone)
        ]  # fmt: skip
        return [(name, found) for name, found in named if found]


def continuation(former: Edition, sections: list[PlacedSection]) -> Continuation:
    """What this layout continues of a former edition; three queries."""
    before = placed_sections(former)
    old = {p.public_id: (s, p) for s in before for p in s.passages}
    new = {p.public_id: (s, p) for s in sections for p in s.passages}
    remarks = dict(
        Node.objects.filter(passage__placings__edition=former, remarks__gt=0).values_list(
            "public_id", "remarks"
        )
    )

    def line(public_id: str) -> ContinuedPassage:
        one, other = old.get(public_id), new.get(public_id)
        return ContinuedPassage(
            public_id, one and one[1], other and other[1], remarks.get(public_id, 0)
        )

    common = [public_id for public_id in new if public_id in old]
    changed = [i for i in common if old[i][1].text != new[i][1].text]
    places = {public_id: place for place, public_id in enumerate(old)}
    still = {common[k] for k in longest_rise([places[i] for i in common])}
    moved = [i for i in common if i not in still or old[i][0].public_id != new[i][0].public_id]
    touched = {*changed, *moved}
    return Continuation(
        kept=sum(i not in touched for i in common),
        changed=[line(i) for i in changed],
        moved=[line(i) for i in moved],
        new=[line(i) for i in new if i not in old],
        gone=[line(i) for i in old if i not in new],
    )


def longest_rise(numbers: Sequence[int]) -> list[int]:
    """Indexes of a longest subsequence that rises: what stayed in order while the rest moved."""
    ends: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for index, number in enumerate(numbers):
        place = bisect_left(ends, number)
        previous.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [number]
        last[place : place + 1] = [index]
    found: list[int] = []
    index = last[-1] if last else -1
    while index >= 0:
        found.append(index)
        index = previous[index]
    return found[::-1]
