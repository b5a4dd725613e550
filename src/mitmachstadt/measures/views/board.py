"""Measures side by side by their phase."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mitmachstadt.measures.cards import column_html
from mitmachstadt.measures.queries.board import board
from mitmachstadt.measures.views.asking import asking, overview


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """A column for each phase; what has no room there is a link away, in the list."""
    asked = asking(request)

    def make() -> dict[str, Any]:
        every = reverse("measures")
        columns = [
            (column, column_html(column.lines), f"{every}?{asked.query(phase=column.phase.value)}")
            for column in board(asked.asked, at=asked.at)
        ]
        return {"columns": columns}

    return overview(request, "measures/overviews/board.html", asked, make)
