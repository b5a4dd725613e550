from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.enums import USUAL_REASONS
from mitmachstadt.contributions.errors import PassageGone
from mitmachstadt.contributions.forms import ModerationForm
from mitmachstadt.contributions.queries import Asked, Told, how_many_wait, told_of, waiting_page
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.queries import Place
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page, refused, safe_next

UNPROVEN = {"ohne": True, "mit": False}
DONE = {
    "release": _("Der Beitrag ist freigegeben und jetzt öffentlich."),
    "hide": _("Der Beitrag ist ausgeblendet. Der Grund ist öffentlich."),
    "show": _("Der Beitrag ist wieder öffentlich."),
}


@require_http_methods(["GET", "HEAD"])
@only_for(BuiltInGroup.MODERATOR)
def queue(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """What waits for a moderator, oldest first."""
    proof = request.GET.get("pruefung", "")
    nodes, later = waiting_page(
        after=Place.read(request.GET.get("ab", "")), asked=Asked(unproven=UNPROVEN.get(proof))
    )
    context = {
        "nodes": nodes,
        "waiting": how_many_wait(),
        "proof": proof if proof in UNPROVEN else "",
        "later": f"?{urlencode({'pruefung': proof, 'ab': str(later)})}" if later else "",
        "reasons": USUAL_REASONS,
        "now": at,
    }
    return page(request, "contributions/moderation.html", me, context)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.MODERATOR)
def moderate(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """One contribution: let everyone see it, hide it with a reason, or show it again."""
    found = told_of(public_id)
    if found is None:
        return refused(request, me, PassageGone())
    form = ModerationForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _moderate_page(request, me, found, form)
    if not form.is_valid():
        return _moderate_page(request, me, found, form, status=400)
    act = form.cleaned_data["act"]
    try:
        _do(act, found, me, form, at)
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        return _moderate_page(request, me, found, form, status=refusal.status)
    messages.success(request, DONE[act])
    default = reverse("moderate", args=[public_id])
    return redirect(safe_next(request, request.POST.get("next"), default))


def _do(act: str, found: Told, me: Visitor, form: ModerationForm, at: datetime) -> None:
    node, seen, reason = found.node, form.cleaned_data["seen"], form.given_reason
    if act == "release":
        actions.release(node=node, visitor=me, at=at, seen=seen)
    elif act == "hide":
        actions.hide(node=node, visitor=me, reason=reason, at=at, seen=seen)
    else:
        actions.show_again(node=node, visitor=me, reason=reason, at=at, seen=seen)


def _moderate_page(
    request: HttpRequest, me: Visitor, found: Told, form: ModerationForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "told": found,
        "form": form,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return page(request, "contributions/moderate.html", me, context, status=status)
