"""When measures run: a picture from the server, and the table that says the same."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mitmachstadt.measures.cards.timeline import mark_words, timeline_svg
from mitmachstadt.measures.enums import Phase
from mitmachstadt.measures.queries.timeline import Mark, Timeline, timeline
from mitmachstadt.measures.views.asking import asking, overview
from mitmachstadt.people.views.pages import who

_STATUS = {
    Mark.REACHED: "answered",
    Mark.REACHED_LATE: "partly",
    Mark.LATE: "overdue",
    Mark.TO_COME: "open",
    Mark.DROPPED: "not_taken",
}


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Forty measures, as a picture and as a table."""
    me, at = who(request)
    asked = asking(request)
    found = timeline(asked.asked, at=at, before=asked.before)
    here = asked.query(ab=asked.before) if asked.before else asked.query()
    picture = reverse("measure-timeline-svg")
    context = {
        "picture": f"{picture}?{here}" if here else picture,
        "lines": _lines(found),
        "count": len(found.bars),
        "older": f"?{asked.query(ab=found.older)}" if found.older else "",
        "newer": f"?{asked.query()}" if asked.before else "",
    }
    return overview(request, me, "measures/overviews/timeline.html", asked, context)


def _lines(found: Timeline) -> list[dict[str, Any]]:
    words = mark_words()
    return [
        {
            "bar": bar,
            "phase": Phase(bar.measure.phase).label,
            "marks": [(each, words[each.mark], _STATUS[each.mark]) for each in bar.milestones],
        }
        for bar in found.bars
    ]


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The picture for the same filter."""
    _me, at = who(request)
    asked = asking(request)
    found = timeline(asked.asked, at=at, before=asked.before)
    response = HttpResponse(timeline_svg(found), content_type="image/svg+xml")
    response["Cache-Control"] = "no-cache"
    return response
