from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.cards import fill
from mitmachstadt.contributions.errors import PassageGone
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.views.pages import came_from, refused, safe_next, sign_in_first, who


@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stand behind a remark or no longer; then back to where the button was.

    A script that asks for the part `karte` gets the card alone.
    """
    me, at = who(request)
    node = node_by_public_id(public_id)
    if node is None:
        return refused(request, me, PassageGone())
    thread = node.parent.public_id if node.parent else public_id
    back = safe_next(request, came_from(request), reverse("node", args=[thread]))
    back = safe_next(request, request.POST.get("next"), back)
    if request.method != "POST":
        return redirect(reverse("node", args=[public_id]))
    if not me.signed_in:
        return sign_in_first(request)
    wanted = request.POST.get("support") != "nein"
    try:
        (actions.give_support if wanted else actions.take_support_back)(
            node=node, visitor=me, at=at
        )
    except Refusal as refusal:
        return refused(request, me, refusal, way=(back, gettext("Zurück zum Gespräch")))
    if request.headers.get("X-Teil") == "karte":
        shown = node_by_public_id(public_id) or node
        return HttpResponse(fill(shown, supported=wanted, can_support=True))
    return redirect(f"{back}#r-{public_id}")
