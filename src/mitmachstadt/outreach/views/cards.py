"""Cards to be printed."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.outreach import actions
from mitmachstadt.outreach.cards import printed
from mitmachstadt.outreach.enums import PerSheet
from mitmachstadt.outreach.forms import SheetForm
from mitmachstadt.outreach.queries import cards_to_print, sheet_by_public_id, topics_of
from mitmachstadt.outreach.rules import may_print
from mitmachstadt.outreach.views.shared import at_occasion, both, for_helpers, without_auditors
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import page


@both
@for_helpers
@at_occasion
def make(request: HttpRequest, me: Visitor, at: datetime, here: Any) -> HttpResponse:
    """Make cards for an occasion; then they can be printed."""
    form, status = SheetForm(request.POST or None, topics=topics_of(here)), 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                sheet = actions.make_cards(
                    occasion=here,
                    about=form.chosen,
                    question=form.cleaned_data["question"],
                    count=form.cleaned_data["count"],
                    per_sheet=PerSheet(form.cleaned_data["per_sheet"]),
                    visitor=me,
                    at=at,
                )
                return redirect("cards-print", public_id=here.public_id, sheet=sheet.public_id)
            except Refusal as refusal:
                form.add_error("other", refusal.in_words)
                status = refusal.status
    context = {"occasion": here, "form": form}
    return page(request, "outreach/cards_make.html", me, context, status=status)


@both
@for_helpers
@without_auditors
@at_occasion
def sheet(request: HttpRequest, me: Visitor, at: datetime, here: Any, sheet: str) -> HttpResponse:
    """The cards of a sheet that are not entered yet, for the printer, once that is asked for."""
    found = sheet_by_public_id(here, sheet)
    if found is None:
        raise Http404(_("Diese Karten gibt es nicht (mehr)."))
    cards, entered = cards_to_print(found)
    context: dict[str, Any] = {
        "occasion": here,
        "sheet": found,
        "entered": entered,
        "left": len(cards),
        "refusal": may_print(found, me).refusal,
    }
    status = 200
    if request.method == "POST":
        try:
            actions.print_cards(sheet=found, visitor=me, at=at)
            context["printed"] = printed(found, cards, site=settings.SITE)
        except Refusal as refusal:
            context["refusal"], status = refusal, refusal.status
    return page(request, "outreach/cards_print.html", me, context, status=status)
