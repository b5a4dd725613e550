"""The working list as a spreadsheet: taken out, brought back, looked at, then published."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.answers.actions import Outcome, answer_list
from mitmachstadt.answers.calculations import sheet_rows, working_list
from mitmachstadt.answers.forms import WorkingListForm, rows_as_text, rows_from
from mitmachstadt.answers.queries import Officer, balance, working_rows
from mitmachstadt.answers.views.doors import at_a_desk
from mitmachstadt.answers.views.filters import Filter
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor, answering_units
from mitmachstadt.people.views.pages import page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@at_a_desk
def download(request: HttpRequest, officer: Officer, at: datetime) -> HttpResponse:
    """What is owed an answer, as the inbox is filtered, to be answered in a spreadsheet."""
    chosen = Filter.of(request.GET, officer, at)
    rows = working_rows(chosen.wanted(balance().windows))
    made = working_list(rows, [unit.name for unit in answering_units()])
    day = timezone.localdate(at).isoformat()
    response = HttpResponse(made, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="arbeitsliste-{day}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_desk
def bring_back(request: HttpRequest, officer: Officer, at: datetime) -> HttpResponse:
    """Check a list row by row and show what would become of each; then publish what is right."""
    me = officer.visitor
    if request.method == "POST" and "rows" in request.POST:
        rows = rows_from(request.POST)
        outcomes = answer_list(rows=rows, visitor=me, at=at, only_check=False)
        return _page(request, me, outcomes, written=True)
    form = WorkingListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = sheet_rows(form.cleaned_data["file"].read())
            outcomes = answer_list(rows=rows, visitor=me, at=at, only_check=True)
            return _page(request, me, outcomes, written=False)
        except Refusal as refusal:
            form.add_error("file", refusal.in_words)
    status = 400 if form.errors else 200
    return page(request, "answers/working_list.html", me, {"form": form}, status=status)


def _page(
    request: HttpRequest,
    me: Visitor,
    outcomes: list[Outcome],
    *,
    written: bool,
) -> HttpResponse:
    right = [each for each in outcomes if each.is_right]
    text, at_once = rows_as_text(each.row for each in right)
    context: dict[str, Any] = {
        "right": right,
        "wrong": [each for each in outcomes if each.refusal is not None],
        "left_open": sum(each.is_open for each in outcomes),
        "written": written,
        "given": sum(each.was_given for each in outcomes),
        "rows": text,
        "at_once": at_once,
    }
    return page(request, "answers/working_list_checked.html", me, context)
