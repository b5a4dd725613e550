"""Measures side by side by their phase."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mitmachstadt.measures.queries.board import board
from mitmachstadt.measures.views.asking import asking, overview
from mitmachstadt.people.views.pages import who


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """A column for each phase; what has no room there is a link away, in the list."""
    me, at = who(request)
    asked = asking(request)
    every = reverse("measures")
    columns = [
        (column, f"{every}?{asked.query(phase=column.phase.value)}")
        for column in board(asked.asked, at=at)
    ]
    return overview(request, me, "measures/overviews/board.html", asked, {"columns": columns})
