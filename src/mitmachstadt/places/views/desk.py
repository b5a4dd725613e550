"""The directory of places, as the office keeps it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.views.pages import number, only_for, page
from mitmachstadt.places import actions
from mitmachstadt.places.calculations import empty_table, facts_of
from mitmachstadt.places.enums import ON_A_PAGE
from mitmachstadt.places.forms import PlaceForm, TableForm
from mitmachstadt.places.queries import place_by_public_id, places

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """All places, also those that are not shown."""
    here = max(number(request.GET.get("seite", "")) or 1, 1)
    found = places(hidden=True)
    context = {
        "places": facts_of(found[(here - 1) * ON_A_PAGE : here * ON_A_PAGE], at=at),
        "newer": f"?seite={here - 1}" if here > 1 else "",
        "older": f"?seite={here + 1}" if len(found) > here * ON_A_PAGE else "",
    }
    return page(request, "places/desk.html", me, context)


@both
@only_for(BuiltInGroup.OFFICE)
def edit(request: HttpRequest, me: Visitor, at: datetime, public_id: str = "") -> HttpResponse:
    """Enter a place, or change one."""
    known = place_by_public_id(public_id) if public_id else None
    if public_id and known is None:
        raise Http404(_("Diesen Ort gibt es nicht (mehr)."))
    form = PlaceForm(request.POST or None, districts=districts(), place=known)
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                seen = form.cleaned_data["seen"]
                made = actions.keep_place(place=known, says=form.says, visitor=me, at=at, seen=seen)
                messages.success(request, _("„{name}“ ist gespeichert.").format(name=made.name))
                return redirect("place-desk")
            except Refusal as refusal:
                form.show(refusal, seen=known.version if known else None)
                status = refusal.status
    return page(request, "places/edit.html", me, {"form": form, "place": known}, status=status)


@both
@only_for(BuiltInGroup.OFFICE)
def read_in(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Check a list row by row and show what would become of each; then enter what is right."""
    form = TableForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        table, enter = form.cleaned_data["table"], "enter" in request.POST
        try:
            read = actions.enter_list(table=table, visitor=me, at=at, only_check=not enter)
            context |= {"read": read, "table": table, "entered": enter}
        except Refusal as refusal:
            form.add_error("file", refusal.in_words)
    status = 400 if form.errors else 200
    return page(request, "places/read_in.html", me, context, status=status)


@require_safe
@only_for(BuiltInGroup.OFFICE)
def template(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """An empty list with its headings, to be filled in."""
    response = HttpResponse(empty_table(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="orte.csv"'
    response["Cache-Control"] = "no-store"
    return response
