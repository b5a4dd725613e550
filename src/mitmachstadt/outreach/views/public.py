"""Where people were asked, and how many contributions came from there; the same for everybody."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.contributions.enums import Channel
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.nodes.queries import Place
from mitmachstadt.outreach.queries import (
    counted_by_channel,
    occasion_by_public_id,
    occasions_page,
    reached,
    topics_of,
)
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.views.pages import number, page, who

# The colours of a bar; what each means stands in the table below it.
_COLOUR = {
    Channel.ONLINE: "open",
    Channel.PAPER: "answered",
    Channel.CONVERSATION: "partly",
    Channel.KIOSK: "decided",
}


@require_safe
def occasions(request: HttpRequest) -> HttpResponse:
    """All occasions, newest first, and how many contributions came from each."""
    me, at = who(request)
    where = number(request.GET.get("ort", ""))
    after = Place.read(request.GET.get("ab", ""))
    found = occasions_page(after=after, district=where if where and where < 32768 else None)
    asked = f"ort={where}&" if where else ""
    context = {
        "occasions": found.occasions,
        "districts": districts(),
        "where": where,
        "now": at,
        "newer": f"?{asked}" if after else "",
        "older": f"?{asked}ab={found.older}" if found.older else "",
    }
    return _shown(request, me, "outreach/occasions.html", context)


@require_safe
def occasion(request: HttpRequest, public_id: str) -> HttpResponse:
    """One occasion: when, where, with whom, and what came of it in numbers."""
    me, at = who(request)
    found = occasion_by_public_id(public_id)
    if found is None:
        raise Http404(_("Diesen Termin gibt es nicht (mehr)."))
    counted = counted_by_channel(found)
    rows = [(Channel(channel).label, count) for channel, count in counted.items()]
    context = {
        "occasion": found,
        "topics": topics_of(found),
        "rows": rows,
        "total": sum(counted.values()),
        "now": at,
    }
    return _shown(request, me, "outreach/occasion.html", context)


@require_safe
def reach(request: HttpRequest) -> HttpResponse:
    """How many contributions came on which way, and from which occasions: numbers only."""
    me, _at = who(request)
    after = Place.read(request.GET.get("ab", ""))
    found = occasions_page(after=after)
    ways = reached()
    context = {
        "bar": [(channel.label, count, _COLOUR[channel]) for channel, count in ways],
        "total": sum(count for _, count in ways),
        "occasions": found.occasions,
        "newer": "." if after else "",
        "older": f"?ab={found.older}" if found.older else "",
    }
    return _shown(request, me, "outreach/reach.html", context)


def _shown(
    request: HttpRequest, me: Visitor, template: str, context: Mapping[str, object]
) -> HttpResponse:
    if me.signed_in:
        return page(request, template, me, context)
    return keep(render(request, template, {"person": None, **context}), until=None)
