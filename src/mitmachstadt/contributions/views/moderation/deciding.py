"""One contribution at the moderators' desk."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.calculations import personal_pieces
from mitmachstadt.contributions.errors import PassageGone
from mitmachstadt.contributions.forms import ModerationForm
from mitmachstadt.contributions.queries import Told, desk_of, told_of
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page, refused, safe_next

DONE = {
    "release": _("Der Beitrag ist freigegeben und jetzt öffentlich."),
    "keep": _("Der Beitrag bleibt stehen. Meldungen dazu sind erledigt."),
    "hide": _("Der Beitrag ist ausgeblendet. Der Grund ist öffentlich."),
    "show": _("Der Beitrag ist wieder öffentlich."),
    "remove": _("Der Beitrag ist ausgeblendet. Gelöscht wird er, sobald jemand zustimmt."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.MODERATOR)
def moderate(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """One contribution: release it, leave it, hide it with a reason, or show it again."""
    found = told_of(public_id)
    if found is None:
        return refused(request, me, PassageGone())
    form = ModerationForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, me, at, found, form)
    if not form.is_valid():
        return _page(request, me, at, found, form, status=400)
    act = form.cleaned_data["act"]
    try:
        _do(act, found, me, form, at)
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        return _page(request, me, at, found, form, status=refusal.status)
    messages.success(request, DONE[act])
    default = reverse("moderate", args=[public_id])
    return redirect(safe_next(request, request.POST.get("next"), default))


def _do(act: str, found: Told, me: Visitor, form: ModerationForm, at: datetime) -> None:
    node, seen, reason = found.node, form.cleaned_data["seen"], form.given_reason
    if act == "release":
        actions.release(node=node, visitor=me, at=at, seen=seen)
    elif act == "keep":
        actions.leave(node=node, visitor=me, at=at, seen=seen)
    elif act == "hide":
        actions.hide(node=node, visitor=me, reason=reason, at=at, seen=seen)
    elif act == "remove":
        actions.propose_removal(node=node, visitor=me, reason=reason, at=at, seen=seen)
    else:
        actions.show_again(node=node, visitor=me, reason=reason, at=at, seen=seen)


def _page(
    request: HttpRequest,
    me: Visitor,
    at: datetime,
    found: Told,
    form: ModerationForm,
    *,
    status: int = 200,
) -> HttpResponse:
    """Whoever opens it is named to the others for some minutes, after being told of them."""
    context = {
        "told": found,
        "form": form,
        "pieces": personal_pieces(found.node.text),
        "desk": desk_of(found.node, me=me.person, at=at),
        "now": at,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    actions.claim(node=found.node, visitor=me, at=at)
    return page(request, "contributions/moderation/one.html", me, context, status=status)
