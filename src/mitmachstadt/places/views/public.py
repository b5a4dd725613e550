"""Where one can go to take part; the same for everybody."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.views.pages import number, page, who
from mitmachstadt.places.calculations import PlaceFacts, facts_of, until_changes
from mitmachstadt.places.enums import ON_A_PAGE
from mitmachstadt.places.queries import place_by_public_id, places


@require_safe
def all_places(request: HttpRequest) -> HttpResponse:
    """All places by district, and whether they are open now."""
    me, at = who(request)
    where = number(request.GET.get("ort", ""))
    here = max(number(request.GET.get("seite", "")) or 1, 1)
    found = places(district=where if where and where < 32768 else None)
    shown = facts_of(found[(here - 1) * ON_A_PAGE : here * ON_A_PAGE], at=at)
    asked = f"ort={where}&" if where else ""
    context = {
        "places": shown,
        "districts": districts(),
        "where": where,
        "newer": f"?{asked}seite={here - 1}" if here > 1 else "",
        "older": f"?{asked}seite={here + 1}" if len(found) > here * ON_A_PAGE else "",
    }
    return _shown(request, me, "places/places.html", context, shown)


@require_safe
def place(request: HttpRequest, public_id: str) -> HttpResponse:
    """A place: when it is open, what one finds there, how to get in."""
    me, at = who(request)
    facts = _facts(public_id, me, at)
    context = {"facts": facts, "place": facts.place}
    return _shown(request, me, "places/place.html", context, [facts])


def _facts(public_id: str, me: Visitor, at: datetime) -> PlaceFacts:
    found = place_by_public_id(public_id)
    if found is None or not (found.shown or me.is_office or me.is_auditor):
        raise Http404(_("Diesen Ort gibt es nicht (mehr)."))
    return PlaceFacts(found, at)


def _shown(
    request: HttpRequest,
    me: Visitor,
    template: str,
    context: dict[str, object],
    shown: list[PlaceFacts],
) -> HttpResponse:
    if me.signed_in:
        return page(request, template, me, context)
    response = render(request, template, {"person": None, **context})
    return keep(response, until=until_changes(shown))
