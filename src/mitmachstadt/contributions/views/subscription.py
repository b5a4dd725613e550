from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.enums import Digest, OwnNews
from mitmachstadt.contributions.errors import LinkNotKnown
from mitmachstadt.contributions.forms import WishesForm
from mitmachstadt.contributions.queries import followed_by, subscriber_by_public_id, subscriber_of
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import page, refused, sign_in_first, who

both = require_http_methods(["GET", "HEAD", "POST"])


@both
def mine(request: HttpRequest) -> HttpResponse:
    """What I follow, and how often I hear of it."""
    me, at = who(request)
    if me.person is None:
        return sign_in_first(request)
    if request.method == "POST":
        subscriber = actions.subscriber_for(me.person, at=at)
    else:
        subscriber = subscriber_of(me.person) or actions.new_subscriber(me.person, at=at)
    return _subscription(request, me, at, subscriber, token="")


@both
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same for whoever holds the link that stands in every mail."""
    me, at = who(request)
    try:
        subscriber = subscriber_by_public_id(actions.read_token(token))
    except BadSignature:
        return refused(request, me, LinkNotKnown())
    if subscriber is None:
        return page(request, "contributions/stopped.html", me)
    return _subscription(request, me, at, subscriber, token=token)


# A mail program presses this for somebody: it has neither our cookie nor our token, and the
# signature in the address is the permission.
@csrf_exempt
@both
def end(request: HttpRequest, token: str) -> HttpResponse:
    """No more mail, in one click (RFC 8058). Opening the link alone ends nothing."""
    me, _at = who(request)
    try:
        subscriber = subscriber_by_public_id(actions.read_token(token))
    except BadSignature:
        return refused(request, me, LinkNotKnown())
    if request.method != "POST" and subscriber is not None:
        return redirect("subscription", token=token)
    if subscriber is not None:
        actions.stop_all(subscriber=subscriber)
    return page(request, "contributions/stopped.html", me)


def _subscription(
    request: HttpRequest, me: Visitor, at: datetime, subscriber: Any, *, token: str
) -> HttpResponse:
    act, _space, which = request.POST.get("act", "").partition(" ")
    wishes = {"own": subscriber.own, "digest": subscriber.digest}
    form = WishesForm(request.POST if act == "wishes" else None, initial=wishes)
    if act == "stop" and (node := node_by_public_id(which)):
        actions.stop_following(subscriber=subscriber, node=node)
        messages.success(request, _("Sie folgen dem nicht mehr."))
        return redirect(request.path)
    if form.is_valid():
        digest, own = Digest(form.cleaned_data["digest"]), OwnNews(form.cleaned_data["own"])
        actions.set_wishes(subscriber=subscriber, digest=digest, own=own, at=at)
        messages.success(request, _("Gespeichert."))
        return redirect(request.path)
    context = {
        "form": form,
        "follows": followed_by(subscriber),
        "subscriber": subscriber,
        "token": token,
    }
    status = 400 if form.errors else 200
    return page(request, "contributions/subscription.html", me, context, status=status)
