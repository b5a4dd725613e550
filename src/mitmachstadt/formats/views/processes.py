from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.formats.queries import process_list, processes_in_preparation
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.nodes.enums import Scope
from mitmachstadt.nodes.queries import Place, next_boundary
from mitmachstadt.people.queries import districts
from mitmachstadt.people.views.pages import number, page, who

HIGHEST_DISTRICT = 32767  # what the column holds
EARLIEST, LATEST = 2000, 2999


@require_safe
def processes(request: HttpRequest) -> HttpResponse:
    """All public processes, what is open first; the office also sees what it is preparing."""
    me, at = who(request)
    after = _place(request.GET.get("ab", ""))
    where = request.GET.get("ort", "")
    scope, district = _where(where)
    found = process_list(at=at, after=after, scope=scope, district=district)
    where = where if scope or district else ""
    fields = _fields(where)
    context = {
        "list": found,
        "older": _page(where, ab=str(found.older)) if found.older else "",
        "newer": _page(where) if after else "",
        "fields": fields,
        "where": where,
        "where_in_words": dict(fields[0]["options"]).get(where, ""),
    }
    if me.signed_in:
        context["preparing"] = processes_in_preparation() if me.is_office or me.is_auditor else []
        return page(request, "formats/processes.html", me, context)
    response = render(request, "formats/processes.html", {"person": None, **context})
    return keep(response, until=next_boundary(at=at))


def _where(text: str) -> tuple[Scope | None, int]:
    """How wide, or in which district; whatever else somebody typed narrows nothing down."""
    if text in Scope:
        return Scope(text), 0
    return None, min(number(text) or 0, HIGHEST_DISTRICT)


def _page(where: str, **other: str) -> str:
    asked = {"ort": where, **other} if where else other
    return f"?{urlencode(asked)}" if asked else "."


def _fields(where: str) -> list[dict[str, Any]]:
    """The one filter, as its part of the page takes it."""
    wide = [(scope.value, _("{place} (allgemein)").format(place=scope.label)) for scope in Scope]
    named = [(str(district.number), district.name) for district in districts()]
    options = [("", _("überall")), *wide, *named]
    return [{"name": "ort", "label": _("Ort"), "value": where, "options": options}]


def _place(text: str) -> Place | None:
    """A place that a page of ours has named: with a time zone, and in a year that a city knows."""
    place = Place.read(text)
    known = place and place.created.tzinfo and EARLIEST <= place.created.year <= LATEST
    return place if known else None
