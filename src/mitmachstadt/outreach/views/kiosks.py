"""Public screens, as helpers open and end them."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.outreach import actions
from mitmachstadt.outreach.forms import KioskForm
from mitmachstadt.outreach.queries import kiosk_by_public_id
from mitmachstadt.outreach.views.shared import at_occasion, both, for_helpers
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import page


@both
@for_helpers
@at_occasion
def open_one(request: HttpRequest, me: Visitor, at: datetime, here: Any) -> HttpResponse:
    """Open a screen: its address is the answer to the POST, and is told this once."""
    form, status = KioskForm(request.POST or None), 200
    context: dict[str, Any] = {"occasion": here, "form": form}
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                name = form.cleaned_data["name"]
                opened = actions.open_kiosk(occasion=here, name=name, visitor=me, at=at)
                path = reverse("kiosk", args=[opened.key])
                context |= {"kiosk": opened.kiosk, "address": request.build_absolute_uri(path)}
                status = 200
            except Refusal as refusal:
                form.add_error(None, refusal.in_words)
                status = refusal.status
    return page(request, "outreach/kiosk_open.html", me, context, status=status)


@require_POST
@for_helpers
@at_occasion
def end(request: HttpRequest, me: Visitor, at: datetime, here: Any, kiosk: str) -> HttpResponse:
    """From now on the screen takes nothing."""
    found = kiosk_by_public_id(here, kiosk)
    if found is None:
        raise Http404(_("Dieses Terminal gibt es nicht (mehr)."))
    actions.end_kiosk(kiosk=found, visitor=me, at=at)
    messages.success(request, _("Das Terminal „{name}“ ist beendet.").format(name=found.name))
    return redirect("occasion-desk", public_id=here.public_id)
