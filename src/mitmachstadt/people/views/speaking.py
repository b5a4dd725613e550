"""For whom somebody speaks: their own page, and the administrator's list of requests."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people import actions
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import NothingChosen
from mitmachstadt.people.forms import AskForm, DeclineForm, GrantForm, ShowMyselfForm
from mitmachstadt.people.queries import (
    Visitor,
    memberships_of,
    organisation_asked_for,
    organisation_by_public_id,
    posts_of,
    profiles_of,
    public_organisations,
    request_by_public_id,
    requests_of,
    requests_waiting,
)
from mitmachstadt.people.views.pages import (
    attempt,
    missing,
    number,
    only_for,
    page,
    refused,
    session_ended,
    sign_in_first,
    who,
)

both = require_http_methods(["GET", "HEAD", "POST"])


@both
def mine(request: HttpRequest) -> HttpResponse:
    """For whom I speak and work, where I am shown, and what I asked for."""
    me, at = who(request)
    if me.person is None:
        return session_ended(request) if request.method == "POST" else sign_in_first(request)
    if request.method == "POST":
        return _button(request, me, at)
    shown = profiles_of(me.person)
    known = memberships_of(me.person, at=at)
    context = {
        "memberships": known,
        "lines": [(each, shown.get(each.pk)) for each in known.organisations],
        "requests": requests_of(me.person),
    }
    return page(request, "people/my_organisations.html", me, context)


def _button(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Take a request or one's consent back."""
    act, _, what = request.POST.get("act", "").partition(" ")
    try:
        match act:
            case "withdraw" if asked := request_by_public_id(what):
                actions.take_request_back(request=asked, visitor=me, at=at)
            case "hide" if found := organisation_by_public_id(what):
                actions.hide_myself(organisation=found, visitor=me, at=at)
            case _:
                raise NothingChosen()
    except Refusal as refusal:
        return refused(request, me, refusal)
    messages.success(request, gettext("Zurückgenommen."))
    return redirect("my-organisations")


@both
def ask(request: HttpRequest) -> HttpResponse:
    """Ask to speak for an organisation."""
    me, at = who(request)
    if me.person is None:
        return session_ended(request) if request.method == "POST" else sign_in_first(request)
    writing = request.method == "POST"
    form = AskForm(
        request.POST if writing else None,
        organisations=public_organisations(),
        initial={"organisation": request.GET.get("organisation", "")},
    )
    status = 200
    if writing:
        status = attempt(form, lambda: actions.ask_to_speak(visitor=me, at=at, **form.cleaned_data))
        if status == 200:
            words = gettext("Ihre Anfrage liegt bei der Verwaltung. Hier lesen Sie die Antwort.")
            messages.success(request, words)
            return redirect("my-organisations")
    return page(request, "people/ask_to_speak.html", me, {"form": form}, status=status)


@both
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Agree to be shown at an organisation."""
    me, at = who(request)
    if me.person is None:
        return session_ended(request) if request.method == "POST" else sign_in_first(request)
    known = memberships_of(me.person, at=at).organisations
    membership = next((m for m in known if m.organisation.public_id == public_id), None)
    if membership is None:
        return missing(request, me)
    found, former = membership.organisation, profiles_of(me.person).get(membership.pk)
    now = {"does": former.does, "post": former.post.public_id if former.post else ""} if (
        former
    ) else {}  # fmt: skip
    writing = request.method == "POST"
    form = ShowMyselfForm(
        request.POST if writing else None, name=me.name, posts=posts_of(found), initial=now
    )
    status = 200
    if writing:

        def agree() -> None:
            actions.show_myself(organisation=found, visitor=me, at=at, **form.cleaned_data)

        status = attempt(form, agree)
        if status == 200:
            messages.success(request, gettext("Sie stehen jetzt auf der Seite der Organisation."))
            return redirect("my-organisations")
    context = {"organisation": found, "form": form}
    return page(request, "people/show_myself.html", me, context, status=status)


@require_http_methods(["GET", "HEAD"])
@only_for(BuiltInGroup.ADMINISTRATOR)
def requests(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Who asks to speak for an organisation, longest waiting first."""
    waiting, more = requests_waiting(after=number(request.GET.get("nach", "")))
    context = {
        "requests": [(each, (at - each.created).days) for each in waiting],
        "older": f"?nach={more}" if more else "",
    }
    return page(request, "people/requests.html", me, context)


@both
@only_for(BuiltInGroup.ADMINISTRATOR)
def decide(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Grant or decline one request."""
    asked = request_by_public_id(public_id)
    if asked is None:
        return missing(request, me)
    act = request.POST.get("act", "")
    grant = GrantForm(request.POST if act == "grant" else None, prefix="grant")
    decline = DeclineForm(request.POST if act == "decline" else None, prefix="decline")
    status = _decided(act, asked, grant, decline, me, at)
    if status == 200 and act in {"grant", "decline"}:
        messages.success(request, gettext("Entschieden; die Person bekommt eine E-Mail."))
        return redirect("speaking-requests")
    context = {
        "asked": asked,
        "organisation": organisation_asked_for(asked),
        "grant": grant,
        "decline": decline,
    }
    return page(request, "people/request.html", me, context, status=status)


def _decided(
    act: str, asked: Any, grant: GrantForm, decline: DeclineForm, me: Visitor, at: datetime
) -> int:
    """Do what the pressed button says; the status of the answer."""

    def say_yes() -> None:
        actions.grant_request(request=asked, visitor=me, at=at, **grant.cleaned_data)

    def say_no() -> None:
        actions.decline_request(request=asked, visitor=me, at=at, **decline.cleaned_data)

    if act == "grant":
        return attempt(grant, say_yes)
    return attempt(decline, say_no) if act == "decline" else 200
