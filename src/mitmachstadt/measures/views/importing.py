"""Reading in a list of measures from elsewhere: first looked at, then taken over."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.kernel.csv_text import csv_lines
from mitmachstadt.kernel.language import counted
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import Fate
from mitmachstadt.measures.forms.imports import MeasureListForm
from mitmachstadt.measures.queries.imports import how_many_came, list_under_way
from mitmachstadt.measures.rules.imports import stands_still
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor, public_organisations
from mitmachstadt.people.views.pages import attempt, missing, number, only_for, page, refused

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.OFFICE)
def read_in(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Upload a list and see what would become of each row; then take over what is new."""
    if "read" in request.POST:
        return _take_over(request, me, at)
    if "stop" in request.POST:
        actions.stop_reading(visitor=me)
        return redirect("measure-import")
    if "away" in request.POST:
        actions.put_list_away(visitor=me)
        return redirect("measure-import")
    form = MeasureListForm(
        request.POST or None, request.FILES or None, organisations=public_organisations()
    )
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda: actions.hold_list(**form.given, visitor=me, at=at))
        if status == 200:
            return redirect("measure-import")
    return _page(request, me, at, form, status)


def _take_over(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    try:
        done = actions.import_measures(visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    if done is None:
        return redirect("measure-import")
    number_of = counted(done, "Maßnahme", "Maßnahmen")
    messages.success(request, _("{measures} übernommen.").format(measures=number_of))
    return redirect("measure-import")


def _page(
    request: HttpRequest, me: Visitor, at: datetime, form: MeasureListForm, status: int
) -> HttpResponse:
    held = list_under_way(me.person)
    if held is not None:
        waits = {"held": held, "came": how_many_came(held), "still": stands_still(held, at=at)}
        return page(
            request, "measures/import_runs.html", me, {**waits, "form": form}, status=status
        )
    context: dict[str, object] = {"form": form}
    try:
        look = actions.look_at_list(visitor=me, at=at)
    except Refusal as refusal:
        # The city has changed since, so that what was read then reads no longer.
        look, context["unreadable"] = None, refusal
    if look is not None:
        context |= {"look": look, **_part(request, look)}
    return page(request, "measures/import.html", me, context, status=status)


def _part(request: HttpRequest, look: actions.Look) -> dict[str, object]:
    """The rows of one page: all, or those of one fate."""
    fate = request.GET.get("was", "")
    rows = [each for each in look.outcomes if not fate or each.fate == fate]
    after = number(request.GET.get("ab", "")) or 0
    later = [each for each in rows if each.line > after]
    last = later[SHOWN - 1].line if len(later) > SHOWN else None
    asked = f"was={fate}&" if fate in Fate.values else ""
    return {
        "rows": later[:SHOWN],
        "fates": [(each, look.counts[each], each == fate) for each in Fate if look.counts[each]],
        "fate": fate,
        "fresh": look.counts[Fate.NEW],
        "further": f"?{asked}ab={last}" if last is not None else "",
        "back": f"?{asked}" if after else "",
    }


@require_safe
@only_for(BuiltInGroup.OFFICE)
def report(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """What becomes or became of each row, as a file for whoever made the list."""
    try:
        look = actions.look_at_list(visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    if look is None:
        return missing(request, me)
    header = [
        _("Zeile"),
        _("Maßnahme"),
        _("Was daraus wird"),
        _("Warum"),
        _("Hinweise"),
        _("Adresse"),
    ]
    lines = csv_lines(header, _cells(request, look))
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bericht.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _cells(request: HttpRequest, look: actions.Look) -> Iterator[list[str | int]]:
    for row in look.outcomes:
        address = reverse("node", args=[row.public_id]) if row.public_id else ""
        link = request.build_absolute_uri(address) if address else ""
        yield [row.line, row.title, str(row.fate.label), row.words, " ".join(row.notes), link]
