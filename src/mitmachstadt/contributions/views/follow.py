from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.enums import Digest
from mitmachstadt.contributions.errors import NothingToFollow
from mitmachstadt.contributions.forms import AddressForm, CodeForm, FollowForm
from mitmachstadt.contributions.queries import follows, subscriber_of
from mitmachstadt.contributions.views.code import opened_by
from mitmachstadt.kernel.rates import address_of
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import came_from, page, refused, safe_next, who

both = require_http_methods(["GET", "HEAD", "POST"])


@both
def follow(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hear of a node and all below it: with a button, or without an account by mail."""
    me, at = who(request)
    node = node_by_public_id(public_id)
    stops = request.POST.get("follow") == "nein"
    if node is None or not (node.is_public or (me.signed_in and stops)):
        return refused(request, me, NothingToFollow())
    if not me.signed_in:
        return _by_mail(request, me, at, node)
    if request.method != "POST":
        context = {"node": node, "following": follows(me.person, node)}
        return page(request, "contributions/follow.html", me, context)
    back = safe_next(request, came_from(request), reverse("node", args=[public_id]))
    try:
        changed = _follow_or_stop(me, at, node, stops=stops)
    except Refusal as refusal:
        return refused(request, me, refusal, way=(back, _("Zurück")))
    if not changed and not stops:
        return redirect("follow", public_id=public_id)
    done = _("Sie folgen dem nicht mehr.") if stops else _("Sie folgen dem jetzt.")
    messages.success(request, done)
    return redirect(back)


def _follow_or_stop(me: Visitor, at: datetime, node: Any, *, stops: bool) -> bool:
    if not stops:
        return actions.follow(node=node, visitor=me, at=at)
    subscriber = subscriber_of(me.person) if me.person is not None else None
    return subscriber is not None and actions.stop_following(subscriber=subscriber, node=node)


def _by_mail(request: HttpRequest, me: Visitor, at: datetime, node: Any) -> HttpResponse:
    form = FollowForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        email, digest = form.cleaned_data["email"], Digest(form.cleaned_data["digest"])
        try:
            actions.ask_to_follow(
                node=node, email=email, digest=digest, address=address_of(request), at=at
            )
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
        else:
            return page(request, "contributions/link_sent.html", me, {"email": email, "node": node})
    status = 400 if status == 200 and form.errors else status
    context = {"form": form, "node": node}
    return page(request, "contributions/follow.html", me, context, status=status)


@both
def answer_by_mail(request: HttpRequest) -> HttpResponse:
    """Leave an address for the answer to one's own contribution, as the holder of its code."""
    if request.method != "POST":
        return redirect(reverse("code"))
    me, at = who(request)
    code, form = CodeForm(request.POST), AddressForm(request.POST)
    status = 400
    if code.is_valid() and form.is_valid():
        email, address = form.cleaned_data["email"], address_of(request)
        try:
            opened_by(request, code, at)
            actions.ask_for_answer(
                code=code.cleaned_data["code"], email=email, address=address, at=at
            )
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
        else:
            return page(request, "contributions/link_sent.html", me, {"email": email})
    elif form.is_valid():
        form.add_error(None, str(code.errors["code"][0]))
    context = {"form": form, "code": request.POST.get("code", "")}
    return page(request, "contributions/answer_by_mail.html", me, context, status=status)


@both
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mailed link leads. Only the button confirms: programs that read mail open links."""
    me, at = who(request)
    try:
        if request.method == "POST":
            subscriber = actions.confirm(token=token, at=at)
            messages.success(request, _("Bestätigt. Sie hören von uns, sobald es Neues gibt."))
            return redirect("subscription", token=actions.subscription_token(subscriber))
        email, node, _digest, own = actions.asked_for(token)
    except Refusal as refusal:
        return refused(request, me, refusal)
    context = {"email": email, "node": node, "own": own}
    return page(request, "contributions/confirm.html", me, context)
