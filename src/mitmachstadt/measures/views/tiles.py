"""Measures by district."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mitmachstadt.measures.queries.tiles import Tile, tile_map
from mitmachstadt.measures.views.asking import Asking, asking, overview
from mitmachstadt.people.queries import short_name

_SHADES = 4


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Equal tiles with their table, and what is for the whole city beside them."""
    asked = asking(request)

    def make() -> dict[str, Any]:
        found = tile_map(asked.asked, at=asked.at)
        return {
            "tiles": [
                (tile, short_name(tile.name), shade(tile, found.most), _list(asked, tile))
                for tile in found.tiles
            ],
            "citywide": found.citywide,
            "citywide_list": _list(asked, found.citywide),
        }

    return overview(request, "measures/overviews/map.html", asked, make)


def shade(tile: Tile, most: int) -> int:
    """How dark a tile is, from 0 (nothing) to 4 (the most)."""
    return -(-_SHADES * tile.originals // most) if tile.originals else 0


def _list(asked: Asking, tile: Tile) -> str:
    where = "stadt" if tile.number < 0 else tile.number
    return f"{reverse('measures')}?{asked.query(bezirk=where)}"
