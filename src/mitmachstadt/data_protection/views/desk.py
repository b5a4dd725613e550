"""Retention and holds: the administration changes them, whoever checks its work reads them."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mitmachstadt.data_protection import actions
from mitmachstadt.data_protection.errors import HoldUnknown
from mitmachstadt.data_protection.forms import HoldForm, PeriodForm
from mitmachstadt.data_protection.queries import (
    hold_numbered,
    holds_of,
    last_runs,
    newest_runs,
    rules_in_force,
)
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor, person_listing
from mitmachstadt.people.views.pages import (
    missing,
    number,
    only_for,
    page,
)

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@only_for(BuiltInGroup.ADMINISTRATOR)
def retention(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """How long what is kept, and what the rules did."""
    if request.method != "POST":
        return _retention_page(request, me)
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _retention_page(request, me, status=400)
    try:
        given = form.cleaned_data
        actions.change_period(code=given["rule"], days=given["days"], visitor=me, at=at)
    except Refusal as why:
        return _retention_page(request, me, refusal=why, status=why.status)
    messages.success(request, _("Die Frist ist geändert."))
    return redirect("retention")


def _retention_page(
    request: HttpRequest, me: Visitor, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    runs, older = newest_runs(before=number(request.GET.get("ab", "")))
    last = last_runs()
    context = {
        "rules": [(force, last.get(force.rule.code)) for force in rules_in_force()],
        "runs": runs,
        "older": f"?ab={older}" if older else "",
        "may_change": me.is_administrator,
        "refusal": refusal,
    }
    return page(request, "data_protection/retention.html", me, context, status=status)


@both
@only_for(BuiltInGroup.ADMINISTRATOR)
def hold(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Let nothing of somebody be deleted for a time, or lift that again."""
    listing = person_listing(public_id, at=at)
    if listing is None:
        return missing(request, me)
    lifts = request.POST.get("lift")
    form = HoldForm(request.POST if request.method == "POST" and not lifts else None)
    status = 200
    try:
        if lifts:
            found = hold_numbered(listing.person, number(lifts) or 0)
            if found is None:
                raise HoldUnknown()
            actions.lift_hold(hold=found, visitor=me, at=at)
            messages.success(request, _("Die Sperre ist aufgehoben."))
            return redirect("hold", public_id=public_id)
        if form.is_valid():
            actions.set_hold(
                person=listing.person, reason=form.cleaned_data["reason"], until=form.end,
                visitor=me, at=at,
            )  # fmt: skip
            messages.success(request, _("Die Sperre gilt."))
            return redirect("hold", public_id=public_id)
    except Refusal as refusal:
        form.add_error(None, refusal.in_words) if form.is_bound else None
        status = refusal.status
    status = 400 if status == 200 and form.errors else status
    holds = [(one, one.lifted is None and one.until > at) for one in holds_of(listing.person)]
    context = {"listing": listing, "form": form, "holds": holds}
    return page(request, "data_protection/hold.html", me, context, status=status)
