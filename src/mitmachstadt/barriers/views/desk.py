"""The accessibility statement, as the office keeps it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mitmachstadt.barriers import actions
from mitmachstadt.barriers.calculations import statement
from mitmachstadt.barriers.enums import Method
from mitmachstadt.barriers.forms import BarrierForm, TestForm
from mitmachstadt.barriers.queries import (
    all_barriers,
    barrier_by_public_id,
    last_tests,
    open_barriers,
)
from mitmachstadt.concerns.queries import concern_by_public_id
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import missing, number, only_for, page

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """All barriers, the tests, and what the statement lacks; a POST enters a test."""
    form = TestForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            given = {**form.cleaned_data, "method": Method(form.cleaned_data["method"])}
            try:
                actions.enter_test(**given, visitor=me, at=at)
                messages.success(request, _("Die Prüfung ist eingetragen."))
                return redirect("barrier-desk")
            except Refusal as refusal:
                form.add_error(None, refusal.in_words)
                status = refusal.status
    return page(request, "barriers/desk.html", me, _desk(request, form, at), status=status)


def _desk(request: HttpRequest, form: TestForm, at: datetime) -> dict[str, object]:
    here = max(number(request.GET.get("seite", "")) or 1, 1)
    found, more = all_barriers(page=here)
    tests = last_tests()
    return {
        "form": form,
        "barriers": found,
        "tests": tests,
        "says": statement(open_barriers(), tests, today=timezone.localdate(at)),
        "newer": f"?seite={here - 1}" if here > 1 else "",
        "older": f"?seite={here + 1}" if more else "",
    }


@both
@only_for(BuiltInGroup.OFFICE)
def edit(request: HttpRequest, me: Visitor, at: datetime, public_id: str = "") -> HttpResponse:
    """Enter a barrier, or change one."""
    known = barrier_by_public_id(public_id) if public_id else None
    if public_id and known is None:
        return missing(request, me)
    data = request.POST if request.method == "POST" else None
    form = BarrierForm(data, barrier=known, today=timezone.localdate(at))
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                seen = form.cleaned_data["seen"]
                actions.keep_barrier(barrier=known, says=form.says, visitor=me, at=at, seen=seen)
                messages.success(request, _("Die Barriere ist gespeichert."))
                return redirect("barrier-desk")
            except Refusal as refusal:
                form.has_seen(known.version if known else None)
                form.add_error(None, refusal.in_words)
                status = refusal.status
    context = {"form": form, "barrier": known}
    return page(request, "barriers/edit.html", me, context, status=status)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def from_report(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Turn a report into a known barrier, to be finished in the form."""
    found = concern_by_public_id(public_id)
    if found is None:
        return missing(request, me)
    made = actions.barrier_from_report(report=found, visitor=me, at=at)
    return redirect("barrier-edit", public_id=made.public_id)
