"""Measures as everybody reads them."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.measures import queries
from mitmachstadt.measures.enums import MeasureType, Phase, Standing, State
from mitmachstadt.measures.views.ways import ways_from
from mitmachstadt.people.queries import districts
from mitmachstadt.people.views.pages import number, page, who

LARGEST_DISTRICT = 32767  # what the column holds
_TONES = {Standing.VALID: "#1a7f37", Standing.LAPSED: "#7a5b00", Standing.REVOKED: "#a40e26"}
ASKED = ("q", "art", "phase", "stand", "bezirk", "von", "programm", "luecken")


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """All measures, narrowed down by what stands in the address."""
    me, at = who(request)
    given = {name: request.GET.get(name, "")[:200] for name in ASKED}
    asked = asked_for(given)
    before = number(request.GET.get("ab", ""))
    found = queries.measure_list(asked, at=at, before=before)
    narrowed = {name: value for name, value in given.items() if value}
    fields = fields_for(given)
    context = {
        "list": found,
        "asked_in_words": _in_words(fields),
        "counts": queries.measure_counts(),
        "fields": fields,
        "narrowed": narrowed,
        "ways": ways_from("measures", narrowed),
        "older": f"?{urlencode({**narrowed, 'ab': found.older})}" if found.older else "",
        "newer": (f"?{urlencode(narrowed)}" if narrowed else ".") if before else "",
    }
    if me.signed_in:
        return page(request, "measures/measures.html", me, context)
    return render(request, "measures/measures.html", {"person": None, **context})


def asked_for(given: dict[str, str]) -> queries.Filter:
    """What narrows the list down; whatever else somebody typed narrows nothing down."""
    phase, district = number(given["phase"]), given["bezirk"]
    where = min(number(district) or 0, LARGEST_DISTRICT)
    return queries.Filter(
        type=MeasureType(given["art"]) if given["art"] in MeasureType else None,
        phase=Phase(phase) if phase is not None and phase in Phase else None,
        state=State(given["stand"]) if given["stand"] in State else None,
        district=-1 if district == "stadt" else where,
        owner=clean_line(given["von"])[:12],
        programme=clean_line(given["programm"])[:200],
        gaps=given["luecken"] == "ja",
        words=given["q"],
    )


def fields_for(given: dict[str, str]) -> list[dict[str, Any]]:
    """The filters, as their part of the page takes them."""
    every = [("", _("alle"))]
    where = [(str(each.number), each.name) for each in districts()]
    named = [(name, name) for name in queries.programmes()]
    found: list[tuple[str, str, list[Any] | None]] = [
        ("q", _("Wörter oder Drucksache"), None),
        ("art", _("Art"), [*every, *MeasureType.choices]),
        ("phase", _("Phase"), [*every, *((str(n), label) for n, label in Phase.choices)]),
        ("stand", _("Stand"), [*every, *State.choices]),
        ("bezirk", _("Wo"), [*every, ("stadt", _("in der ganzen Stadt")), *where]),
        ("von", _("Verantwortlich"), [*every, *queries.owners_with_measures()]),
        ("programm", _("Programm"), [*every, *named]),
        ("luecken", _("Lücken"), [*every, ("ja", _("mit Lücken"))]),
    ]
    return [
        {"name": name, "label": label, "value": given[name], "options": options}
        for name, label, options in found
    ]


def _in_words(fields: list[dict[str, Any]]) -> str:
    """What the list is narrowed down to, as its title says it."""
    chosen = [
        dict(field["options"]).get(field["value"], "") if field["options"] else field["value"]
        for field in fields
        if field["value"]
    ]
    return ", ".join(str(words) for words in chosen if words)


@require_safe
def badge(request: HttpRequest, public_id: str) -> HttpResponse:
    """The recognition of a measure as a picture that others embed; it says what holds now."""
    _me, at = who(request)
    measure = queries.measure_by_public_id(public_id)
    now = queries.recognised(measure, on=timezone.localdate(at)) if measure else None
    if measure is None or now is None:
        raise Http404(_("Für diese Maßnahme gibt es keine Anerkennung."))
    response = HttpResponse(_svg(measure.node.title, now), content_type="image/svg+xml")
    # Embedded on other sites; a revoked one is to be seen there soon.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Cache-Control"] = "public, max-age=300"
    return response


def _svg(title: str, now: queries.Recognised) -> str:
    words = {
        Standing.VALID: _("Anerkannte Netzwerkmaßnahme"),
        Standing.LAPSED: _("Anerkennung ruht"),
        Standing.REVOKED: _("Anerkennung widerrufen"),
    }[now.standing]
    short = title if len(title) <= 40 else f"{title[:39]}…"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="340" height="64" viewBox="0 0 340 64"'
        f' role="img" aria-label="{escape(words)}: {escape(title)}">'
        f'<rect width="340" height="64" rx="6" fill="{_TONES[now.standing]}"/>'
        '<g fill="#ffffff" font-family="sans-serif">'
        f'<text x="14" y="27" font-size="16" font-weight="bold">{escape(words)}</text>'
        f'<text x="14" y="49" font-size="13">{escape(short)}</text></g></svg>'
    )
