"""Measures as everybody reads them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.measures import queries
from mitmachstadt.measures.cards import lines_html
from mitmachstadt.measures.enums import Standing
from mitmachstadt.measures.views.asking import asking, overview
from mitmachstadt.people.views.pages import who

_TONES = {Standing.VALID: "#1a7f37", Standing.LAPSED: "#7a5b00", Standing.REVOKED: "#a40e26"}


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """All measures, narrowed down by what stands in the address."""
    asked = asking(request)

    def make() -> dict[str, Any]:
        found = queries.measure_list(asked.asked, at=asked.at, before=asked.before)
        return {
            "lines": lines_html(found.lines),
            "asked_in_words": asked.in_words,
            "counts": queries.measure_counts(),
            "older": f"?{asked.query(ab=found.older)}" if found.older else "",
            "newer": (f"?{asked.query()}" if asked.narrowed else ".") if asked.before else "",
        }

    return overview(request, "measures/measures.html", asked, make)


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
