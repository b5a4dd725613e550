"""The helpers' desk: their occasions, and what there is to do at one."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.queries import Place
from mitmachstadt.outreach import actions
from mitmachstadt.outreach.forms import KioskForm, OccasionForm, SheetForm
from mitmachstadt.outreach.queries import (
    all_topics,
    counted_by_channel,
    kiosks_of,
    occasion_by_public_id,
    occasions_page,
    sample_of,
    sheets_of,
    topics_of,
)
from mitmachstadt.outreach.rules import may_open_kiosk
from mitmachstadt.outreach.views.shared import at_occasion, both, for_helpers
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.views.pages import page


@require_safe
@for_helpers
def helping(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """All occasions, newest first."""
    after = Place.read(request.GET.get("ab", ""))
    found = occasions_page(after=after)
    context = {
        "occasions": found.occasions,
        "now": at,
        "newer": "." if after else "",
        "older": f"?ab={found.older}" if found.older else "",
    }
    return page(request, "outreach/helping.html", me, context)


@require_safe
@for_helpers
@at_occasion
def occasion(request: HttpRequest, me: Visitor, at: datetime, here) -> HttpResponse:  # type: ignore[no-untyped-def]
    """What there is to do at an occasion: enter, compare, print, screens."""
    topics = topics_of(here)
    context = {
        "occasion": here,
        "topics": topics,
        "sheets": sheets_of(here),
        "kiosks": kiosks_of(here),
        "may_open_kiosk": may_open_kiosk(here, at=at),
        "has_begun": here.begins <= at,
        "entered": sum(counted_by_channel(here).values()),
        "sample": sample_of(here) if me.is_office or me.is_auditor else None,
        "sheet_form": SheetForm(topics=topics),
        "kiosk_form": KioskForm(),
    }
    return page(request, "outreach/occasion_desk.html", me, context)


@both
@for_helpers
def edit(request: HttpRequest, me: Visitor, at: datetime, public_id: str = "") -> HttpResponse:
    """Record an occasion, or change one."""
    known = occasion_by_public_id(public_id) if public_id else None
    if public_id and known is None:
        raise Http404(_("Diesen Termin gibt es nicht (mehr)."))
    topics = all_topics(known) if known else ()
    form = OccasionForm(request.POST or None, districts=districts(), occasion=known, topics=topics)
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                seen = form.cleaned_data["seen"]
                made = actions.keep_occasion(
                    occasion=known, says=form.says, visitor=me, at=at, seen=seen
                )
                messages.success(request, _("Der Termin ist gespeichert."))
                return redirect("occasion-desk", public_id=made.public_id)
            except Refusal as refusal:
                form.show(refusal, seen=known.version if known else None)
                status = refusal.status
    context = {"form": form, "occasion": known}
    return page(request, "outreach/occasion_edit.html", me, context, status=status)
