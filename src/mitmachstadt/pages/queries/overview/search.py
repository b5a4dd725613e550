"""What a search form asks for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mitmachstadt.kernel.days import midnight_after, midnight_before
from mitmachstadt.nodes.enums import FoundState, Kind, Scope
from mitmachstadt.nodes.queries.search import Asked, Found, Sight, search


def search_for(
    given: Mapping[str, Any], *, paths: Mapping[str, str], sight: Sight, page: int, at: datetime
) -> Found:
    """What fits the cleaned values of a search form; at most four statements.

    Args:
        paths: public id of a document -> its path.
    """
    place = given.get("ort") or ""
    first, last = given.get("von"), given.get("bis")
    asked = Asked(
        words=given.get("q") or "",
        at=at,
        sight=sight,
        kind=Kind(given["art"]) if given.get("art") else None,
        scope=Scope(place) if place in Scope else None,
        district=int(place) if place.isdecimal() else None,
        below=paths.get(given.get("dokument") or "", ""),
        state=FoundState(given["stand"]) if given.get("stand") else None,
        since=midnight_before(first) if first else None,
        until=midnight_after(last) if last else None,
        newest_first=given.get("folge") == "neu",
        page=page,
    )
    return search(asked)
