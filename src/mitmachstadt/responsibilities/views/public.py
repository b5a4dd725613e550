"""Who answers what: the register, its gaps, and the reason for one contribution."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.queries import answering_units, districts
from mitmachstadt.people.views.pages import number, page, who
from mitmachstadt.responsibilities import queries
from mitmachstadt.responsibilities.calculations import uncovered, why
from mitmachstadt.responsibilities.enums import MOST_COUNTED

LARGEST_DISTRICT = 32767  # what the column holds


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Which unit answers for which section, subject and district, today or on another day."""
    me, at = who(request)
    today = timezone.localdate(at)
    asked = _asked(request, today)
    found = queries.register_page(
        on=asked["tag"], order=asked["nach"], unit=asked["stelle"],
        district=asked["bezirk"], after=number(request.GET.get("ab", "")) or 0,
    )  # fmt: skip
    context = {
        "page": found,
        "day": asked["tag"],
        "is_today": asked["tag"] == today,
        "today": today,
        "older": _address(asked, ab=found.after) if found.after else "",
        "fields": _fields(asked),
        "without_unit": queries.how_many_without_unit(at_most=MOST_COUNTED + 1),
        "most_counted": MOST_COUNTED,
        "to_come": queries.to_come(today),
        "ended": queries.ended_lately(today),
    }
    return _kept(request, "responsibilities/register.html", context, me, today)


def _asked(request: HttpRequest, today: date) -> dict[str, Any]:
    """What somebody wants to see; what no page of ours asks for counts as not asked."""
    order, given = request.GET.get("nach", ""), request.GET.get("tag", "")
    try:
        day = parse_date(given)
    except ValueError:
        day = None
    unit = request.GET.get("stelle", "")
    return {
        "nach": order if order in queries.ORDERS else "stelle",
        "stelle": unit if unit.isalnum() and unit.isascii() else "",
        "bezirk": min(number(request.GET.get("bezirk", "")) or 0, LARGEST_DISTRICT),
        "tag": day or today,
    }


def _address(asked: dict[str, Any], **other: Any) -> str:
    given = {**asked, "tag": asked["tag"].isoformat(), **other}
    return "?" + urlencode({name: value for name, value in given.items() if value})


def _fields(asked: dict[str, Any]) -> list[dict[str, Any]]:
    orders = [
        ("stelle", _("nach Stelle")),
        ("abschnitt", _("nach Abschnitt")),
        ("thema", _("nach Thema")),
        ("bezirk", _("nach Ort")),
    ]
    units = [(unit.public_id, unit.name) for unit in answering_units()]
    places = [(str(district.number), district.name) for district in districts()]
    return [
        {"name": "nach", "label": _("Ordnung"), "value": asked["nach"], "options": orders},
        {
            "name": "stelle",
            "label": _("Stelle"),
            "value": asked["stelle"],
            "options": [("", _("alle")), *units],
        },
        {
            "name": "bezirk",
            "label": _("Ort"),
            "value": str(asked["bezirk"] or ""),
            "options": [("", _("überall")), *places],
        },
    ]


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """What has no unit that answers: contributions, parts of texts, what ended units left."""
    me, at = who(request)
    today = timezone.localdate(at)
    context = {
        "without_unit": queries.how_many_without_unit(at_most=MOST_COUNTED + 1),
        "most_counted": MOST_COUNTED,
        "uncovered": uncovered(on=today),
        "left": queries.left_behind(),
        "unstaffed": queries.unstaffed(at=at),
    }
    return _kept(request, "responsibilities/gaps.html", context, me, today)


@require_safe
def reason(request: HttpRequest, public_id: str) -> HttpResponse:
    """Why this unit answers: the rules that fit, the one that holds, and who handed it on."""
    me, at = who(request)
    found = node_by_public_id(public_id)
    if found is None or not found.is_public:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    today = timezone.localdate(at)
    is_said = found.kind == Kind.REMARK
    came = timezone.localdate(found.created) if is_said else today
    context = {
        "node": found,
        "is_said": is_said,
        "unit": found.unit if is_said else None,
        "why": why(found, on=min(came, today)),
        "came": came,
        "hand_overs": queries.hand_overs_of(found),
    }
    return _kept(request, "responsibilities/reason.html", context, me, today)


def _kept(
    request: HttpRequest, template: str, context: dict[str, Any], me: Any, today: date
) -> HttpResponse:
    """Kept for everyone until midnight: then other rules may hold."""
    if me.signed_in:
        return page(request, template, me, context)
    html = render(request, template, {"person": None, **context})
    return keep(html, until=midnight_after(today))
