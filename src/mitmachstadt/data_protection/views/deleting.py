from datetime import datetime

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from mitmachstadt.data_protection import actions
from mitmachstadt.data_protection.forms import ChoiceForm, LeaveForm
from mitmachstadt.data_protection.queries import deletion_of, held, held_node, left_by
from mitmachstadt.data_protection.rules import may_forget, may_leave, ways_to_forget
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.queries import ANYONE, Visitor
from mitmachstadt.people.views.pages import (
    missing,
    page,
    refused,
    session_ended,
    sign_in_first,
    who,
)

both = require_http_methods(["GET", "HEAD", "POST"])


@sensitive_post_parameters("password")
@both
def leave(request: HttpRequest) -> HttpResponse:
    """Delete my account in two steps: what becomes of my words, then whether I am sure."""
    me, at = who(request)
    if me.person is None:
        return session_ended(request) if request.method == "POST" else sign_in_first(request)
    if request.method != "POST":
        return _ask(request, me, at, ChoiceForm())
    choice = ChoiceForm(request.POST)
    if not choice.is_valid():
        return _ask(request, me, at, choice, status=400)
    sure = request.POST.get("sure") == "ja"
    form = LeaveForm(
        request.POST if sure else None,
        has_password=me.person.has_usable_password(),
        initial=choice.cleaned_data,
    )
    status = 200
    if sure and form.is_valid():
        try:
            return _leave(request, me, at, form)
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
    status = 400 if status == 200 and form.errors else status
    context = {
        "form": form,
        "choice": choice.cleaned_data["choice"],
        "left": left_by(me.person),
        "held": held(me.person, at=at),
    }
    return page(request, "data_protection/sure.html", me, context, status=status)


def _ask(
    request: HttpRequest, me: Visitor, at: datetime, form: ChoiceForm, *, status: int = 200
) -> HttpResponse:
    assert me.person is not None
    context = {
        "form": form,
        "left": left_by(me.person),
        "held": held(me.person, at=at),
        "deletion": deletion_of(me.person),
        "may_leave": may_leave(me.person, at=at),
    }
    return page(request, "data_protection/leave.html", me, context, status=status)


def _leave(request: HttpRequest, me: Visitor, at: datetime, form: LeaveForm) -> HttpResponse:
    assert me.person is not None
    choice = form.cleaned_data["choice"]
    wish = actions.ask_to_be_deleted(
        person=me.person, choice=choice, password=form.given, visitor=me, at=at
    )
    if wish.begun is None:
        messages.success(request, _("Ihr Wunsch ist vorgemerkt."))
        return redirect("my-data")
    logout(request)
    return page(request, "data_protection/gone.html", ANYONE, {"choice": choice})


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Not be deleted after all."""
    me, _at = who(request)
    if me.person is None:
        return session_ended(request)
    try:
        actions.cancel_deletion(person=me.person, visitor=me)
    except Refusal as refusal:
        return refused(request, me, refusal)
    messages.success(request, _("Ihr Konto bleibt."))
    return redirect("my-data")


@both
def forget(request: HttpRequest, public_id: str) -> HttpResponse:
    """Delete one of my contributions, or only my name on it."""
    me, at = who(request)
    if me.person is None:
        return session_ended(request) if request.method == "POST" else sign_in_first(request)
    node = node_by_public_id(public_id)
    if node is None:
        return missing(request, me)
    refusal = may_forget(me, node).refusal
    if refusal is not None:
        return refused(request, me, refusal)
    sent = request.POST if request.method == "POST" else None
    form = ChoiceForm(sent, ways=ways_to_forget(node))
    if form.is_valid():
        wish = actions.ask_to_forget(node=node, choice=form.cleaned_data["choice"], at=at)
        done = _("Erledigt.") if wish.done else _("Ihr Wunsch ist vorgemerkt.")
        messages.success(request, done)
        return redirect("account")
    context = {"form": form, "node": node, "held": held_node(node, at=at)}
    status = 400 if form.errors else 200
    return page(request, "data_protection/forget.html", me, context, status=status)
