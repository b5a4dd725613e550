"""When measures run: a picture from the server, and the table that says the same."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mitmachstadt.measures.cards import rows_html, timeline_svg
from mitmachstadt.measures.queries.timeline import timeline
from mitmachstadt.measures.views.asking import asking, overview


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Forty measures, as a picture and as a table."""
    asked = asking(request)

    def make() -> dict[str, Any]:
        found = timeline(asked.asked, at=asked.at, before=asked.before)
        here = asked.query(ab=asked.before) if asked.before else asked.query()
        picture = reverse("measure-timeline-svg")
        return {
            "picture": f"{picture}?{here}" if here else picture,
            "rows": rows_html(found.bars),
            "count": len(found.bars),
            "older": f"?{asked.query(ab=found.older)}" if found.older else "",
            "newer": f"?{asked.query()}" if asked.before else "",
        }

    return overview(request, "measures/overviews/timeline.html", asked, make)


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The picture for the same filter."""
    asked = asking(request)
    found = timeline(asked.asked, at=asked.at, before=asked.before)
    response = HttpResponse(timeline_svg(found), content_type="image/svg+xml")
    response["Cache-Control"] = "no-cache"
    return response
