"""Measures by district."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Count, Q, QuerySet

from mitmachstadt.kernel.prepared import Prepared, prepared
from mitmachstadt.measures.queries.counts import is_copy
from mitmachstadt.measures.queries.listing import Filter, narrowing, public_measures
from mitmachstadt.people.queries import districts


@dataclass(frozen=True)
class Tile:
    """A district and how many measures are there; copies are counted apart."""

    number: int
    name: str
    originals: int
    copies: int


@dataclass(frozen=True)
class TileMap:
    """All districts in their order, and what is for the whole city and so in none of them."""

    tiles: list[Tile]
    citywide: Tile

    @property
    def most(self) -> int:
        return max((tile.originals for tile in self.tiles), default=0)


def tile_map(asked: Filter, *, at: datetime) -> TileMap:
    """How many measures each district has; one that is in two districts counts in both.

    Two statements. Which district a filter asks for is left out: the map shows all of them.
    """
    given = narrowing(replace(asked, district=0), at=at)
    # A district is its number, so 1 is not the beginning of 10.
    counts = {number: numbers for number, *numbers in _counts(tuple(given))(*given.values())}
    tiles = [Tile(each.pk, each.name, *counts.get(each.pk, (0, 0))) for each in districts()]
    return TileMap(tiles, Tile(-1, "", *counts.get(None, (0, 0))))


@cache
def _counts(names: tuple[str, ...]) -> Prepared[tuple[int | None, int, int]]:
    """District, originals and copies, narrowed down by these."""

    def build(*values: Any) -> QuerySet[Any, tuple[int | None, int, int]]:
        found = public_measures(dict(zip(names, values, strict=True)))
        return (
            found.annotate(fact_copy=is_copy())
            .order_by()
            .values("districts")
            .annotate(
                originals=Count("pk", filter=Q(fact_copy=False)),
                copies=Count("pk", filter=Q(fact_copy=True)),
            )
            .values_list("districts", "originals", "copies")
        )

    return prepared(build, names)
