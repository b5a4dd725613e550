from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mitmachstadt.formats.queries import process_list, processes_in_preparation
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.nodes.queries import Place, next_boundary
from mitmachstadt.people.views.pages import page, who

EARLIEST, LATEST = 2000, 2999


@require_safe
def processes(request: HttpRequest) -> HttpResponse:
    """All public processes, what is open first; the office also sees what it is preparing."""
    me, at = who(request)
    after = _place(request.GET.get("ab", ""))
    found = process_list(at=at, after=after)
    context = {
        "list": found,
        "older": f"?{urlencode({'ab': str(found.older)})}" if found.older else "",
        "newer": "." if after else "",
    }
    if me.signed_in:
        context["preparing"] = processes_in_preparation() if me.is_office else []
        return page(request, "formats/processes.html", me, context)
    response = render(request, "formats/processes.html", {"person": None, **context})
    return keep(response, until=next_boundary(at=at))


def _place(text: str) -> Place | None:
    """A place that a page of ours has named: with a time zone, and in a year that a city knows."""
    place = Place.read(text)
    known = place and place.created.tzinfo and EARLIEST <= place.created.year <= LATEST
    return place if known else None
