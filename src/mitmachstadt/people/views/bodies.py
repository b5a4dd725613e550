"""The administrator's desk for one organisation: its posts, and who sits in it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people import actions
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.errors import NothingChosen
from mitmachstadt.people.forms import EndForm, PostForm, PostStateForm, SeatForm
from mitmachstadt.people.queries import (
    Visitor,
    members_of,
    open_post_period,
    organisation_by_public_id,
    organisations,
    post_by_public_id,
    posts_to_send,
    seat_by_number,
    staff_of,
)
from mitmachstadt.people.views.pages import attempt, missing, number, only_for, page, refused

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@only_for(BuiltInGroup.ADMINISTRATOR)
def posts(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """The posts of an organisation, and a form for one more."""
    found = organisation_by_public_id(public_id)
    if found is None:
        return missing(request, me)
    form = PostForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":

        def establish() -> None:
            actions.establish_post(organisation=found, visitor=me, at=at, **form.cleaned_data)

        status = attempt(form, establish)
        if status == 200:
            messages.success(request, gettext("Die Funktion ist eingetragen."))
            return redirect("directory-posts", public_id=public_id)
    context = {"organisation": found, "staff": staff_of(found, at=at), "form": form}
    return page(request, "people/directory_posts.html", me, context, status=status)


@both
@only_for(BuiltInGroup.ADMINISTRATOR)
def post(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """What is with one post from a day on, and its end."""
    found = post_by_public_id(public_id)
    if found is None:
        return missing(request, me)
    act = request.POST.get("act", "")
    change = PostStateForm(request.POST if act == "change" else None, prefix="change")
    end = EndForm(request.POST if act == "end" else None, prefix="end")
    status = 200
    if act in {"change", "end"}:

        def change_it() -> None:
            actions.change_post(post=found, visitor=me, at=at, **change.cleaned_data)

        def end_it() -> None:
            actions.end_post(post=found, visitor=me, at=at, **end.cleaned_data)

        status = attempt(change, change_it) if act == "change" else attempt(end, end_it)
        if status == 200:
            messages.success(request, gettext("Eingetragen."))
            return redirect("directory-posts", public_id=found.organisation.public_id)
    now = open_post_period(found)
    context = {"post": found, "now": now, "change": change, "end": end}
    return page(request, "people/directory_post.html", me, context, status=status)


@both
@only_for(BuiltInGroup.ADMINISTRATOR)
def members(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Who sits in a body, a form for one more, and a button for each who leaves."""
    body = organisation_by_public_id(public_id)
    if body is None or body.kind != OrganisationKind.BODY:
        return missing(request, me)
    act, _, what = request.POST.get("act", "").partition(" ")
    if act in {"leave", "open"}:
        return _one_button(request, me, at, body, act, what)
    form = _seat_form(request, body)
    status = 200
    if request.method == "POST":
        status = attempt(
            form, lambda: actions.seat_in_body(body=body, visitor=me, at=at, **form.said)
        )
        if status == 200:
            messages.success(request, gettext("Die Amtszeit ist eingetragen."))
            return redirect("directory-members", public_id=public_id)
    today = timezone.localdate(at)
    context = {"body": body, "members": members_of(body, on=today), "form": form}
    return page(request, "people/directory_members.html", me, context, status=status)


def _seat_form(request: HttpRequest, body: Any) -> SeatForm:
    senders = [each for each in organisations() if each != body and each.public]
    sent = request.POST if request.method == "POST" else None
    return SeatForm(sent, organisations=senders, posts=posts_to_send())


def _one_button(
    request: HttpRequest, me: Visitor, at: datetime, body: Any, act: str, what: str
) -> HttpResponse:
    """End a term today, or let everybody see the body."""
    seat = seat_by_number(number(what))
    try:
        if act == "open":
            actions.open_body(body=body, visitor=me, at=at)
        elif seat is None or seat.body != body:
            raise NothingChosen()
        else:
            actions.leave_body(seat=seat, on=timezone.localdate(at), visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    messages.success(request, gettext("Eingetragen."))
    return redirect("directory-members", public_id=body.public_id)
