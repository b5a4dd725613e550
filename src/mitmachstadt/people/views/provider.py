"""Signing in at an OpenID provider, and coming back."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.kernel.language import current, in_language
from mitmachstadt.kernel.rates import address_of
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.security_log import write_down
from mitmachstadt.people import actions
from mitmachstadt.people.forms import PseudonymForm
from mitmachstadt.people.queries import Visitor, provider_name
from mitmachstadt.people.views.pages import missing, page, refused, safe_next, sign_in_first, who
from mitmachstadt.people.views.sessions import first_factor_given, is_fresh, let_in

NEW = "provider-told"


@require_http_methods(["GET", "HEAD"])
def leave(request: HttpRequest) -> HttpResponse:
    """What the provider will be asked, and the link there: nobody is sent on without a click."""
    me, at = who(request)
    if not provider_name():
        return missing(request, me)
    connecting = "verbinden" in request.GET
    if connecting and (me.person is None or not is_fresh(request, me.person, at=at)):
        return sign_in_first(request)
    target = safe_next(request, request.GET.get("next"), "")
    person = me.person.public_id if connecting and me.person else ""
    keep = {"next": target, "language": current(), "person": person}
    try:
        way = actions.way_to_provider(request, keep=keep, address=address_of(request), at=at)
    except Refusal as refusal:
        return refused(request, me, refusal, way=_other_ways())
    context = {"provider": provider_name(), "way": way, "connecting": connecting}
    return page(request, "people/provider.html", me, context)


@require_http_methods(["GET"])
def come_back(request: HttpRequest) -> HttpResponse:
    """Where the provider sends people; its address is the same for all languages."""
    me, at = who(request)
    if not provider_name():
        return missing(request, me)
    if request.GET.get("error") == "access_denied":
        messages.info(request, gettext("Sie haben die Anmeldung abgebrochen."))
        return redirect("sign-in")
    try:
        told, kept = actions.answer_of_provider(request, at=at)
    except Refusal as refusal:
        write_down("sign_in_failed", request, at=at)
        return refused(request, me, refusal, way=_other_ways())
    with in_language(kept["language"]):
        try:
            return _back(request, me, at, told, kept)
        except Refusal as refusal:
            return refused(request, me, refusal, way=_other_ways())


def _back(
    request: HttpRequest, me: Visitor, at: datetime, told: actions.Told, kept: dict[str, str]
) -> HttpResponse:
    """In, on to the choice of a name, or back to where the account was to be connected."""
    if kept["person"]:
        if me.person is None or me.person.public_id != kept["person"]:
            return sign_in_first(request)
        actions.connect_provider(person=me.person, told=told)
        words = gettext("Verbunden. Ab jetzt können Sie sich auch mit {name} anmelden.")
        messages.success(request, words.format(name=provider_name()))
        return redirect("security")
    person = actions.person_at_provider(told=told, at=at)
    if person is None:
        request.session[NEW] = {"told": told.as_kept(), "next": kept["next"]}
        return redirect("provider-new")
    return first_factor_given(request, person, at=at, target=kept["next"])


@require_http_methods(["GET", "HEAD", "POST"])
def choose_name(request: HttpRequest) -> HttpResponse:
    """The last step of somebody new: no name is taken from the provider."""
    me, at = who(request)
    kept = request.session.get(NEW)
    if kept is None or not provider_name():
        return redirect("sign-in")
    form = PseudonymForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        told = actions.Told(**kept["told"])
        try:
            person = actions.register_from_provider(told=told, **form.cleaned_data, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
        else:
            del request.session[NEW]
            return let_in(request, person, at=at, target=kept["next"], proven=False)
    status = 400 if status == 200 and form.errors else status
    context = {"form": form, "email": kept["told"]["email"], "provider": provider_name()}
    return page(request, "people/provider_new.html", me, context, status=status)


def _other_ways() -> tuple[str, str]:
    return reverse("sign-in"), gettext("Anders anmelden")
