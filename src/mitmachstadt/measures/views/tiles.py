"""Measures by district."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mitmachstadt.measures.queries.tiles import Tile, tile_map
from mitmachstadt.measures.views.asking import Asking, asking, overview
from mitmachstadt.people.queries import short_name
from mitmachstadt.people.views.pages import who

_SHADES = 4


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Equal tiles with their table, and what is for the whole city beside them."""
    me, at = who(request)
    asked = asking(request)
    found = tile_map(asked.asked, at=at)
    context = {
        "tiles": [
            (tile, short_name(tile.name), shade(tile, found.most), _list(asked, tile))
            for tile in found.tiles
        ],
        "citywide": found.citywide,
        "citywide_list": _list(asked, found.citywide),
    }
    return overview(request, me, "measures/overviews/map.html", asked, context)


def shade(tile: Tile, most: int) -> int:
    """How dark a tile is, from 0 (nothing) to 4 (the most)."""
    return -(-_SHADES * tile.originals // most) if tile.originals else 0


def _list(asked: Asking, tile: Tile) -> str:
    where = "stadt" if tile.number < 0 else tile.number
    return f"{reverse('measures')}?{asked.query(bezirk=where)}"
