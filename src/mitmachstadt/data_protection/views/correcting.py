from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions.queries import subscriber_of
from mitmachstadt.data_protection import actions
from mitmachstadt.data_protection.forms import NewAddressForm, SelfForm
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import districts
from mitmachstadt.people.views.pages import page, refused, session_ended, sign_in_first, who
from mitmachstadt.people.views.sessions import registered_here

both = require_http_methods(["GET", "HEAD", "POST"])


@both
def correct(request: HttpRequest) -> HttpResponse:
    """Name, district and language."""
    me, at = who(request)
    if me.person is None:
        return session_ended(request) if request.method == "POST" else sign_in_first(request)
    subscriber, mine = subscriber_of(me.person), me.person.district_id
    present = {
        "name": me.person.name,
        "everywhere": "nein",
        "district": "" if mine is None else str(mine),
        "language": subscriber.language if subscriber else "de",
    }
    sent = request.POST if request.method == "POST" else None
    form = SelfForm(sent, initial=present, districts=districts())
    status = 200
    if form.is_valid():
        given = form.cleaned_data
        given["everywhere"] = given["everywhere"] == "ja"
        given["district"] = given["district"] or None
        try:
            actions.correct_self(person=me.person, **given, visitor=me, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
        else:
            messages.success(request, _("Ihre Angaben sind berichtigt."))
            return redirect("my-data")
    status = 400 if status == 200 and form.errors else status
    return page(request, "data_protection/correct.html", me, {"form": form}, status=status)


@sensitive_post_parameters("password")
@both
def address(request: HttpRequest) -> HttpResponse:
    """Have a link mailed to a new address."""
    me, at = who(request)
    if me.person is None:
        return session_ended(request) if request.method == "POST" else sign_in_first(request)
    sent = request.POST if request.method == "POST" else None
    form = NewAddressForm(sent, has_password=me.person.has_usable_password())
    status = 200
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            actions.ask_for_address(
                person=me.person, email=email, password=form.given, visitor=me, at=at
            )
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
        else:
            return page(request, "data_protection/address_asked.html", me, {"email": email})
    status = 400 if status == 200 and form.errors else status
    return page(request, "data_protection/address.html", me, {"form": form}, status=status)


@both
def new_address(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mailed link leads. Only the button confirms: programs that read mail open links."""
    me, at = who(request)
    try:
        if request.method == "POST":
            actions.confirm_address(token=token, at=at, here=registered_here(request))
            messages.success(request, _("Ihre neue Adresse gilt ab jetzt."))
            return redirect("account")
        _public_id, _old, email = actions.address_in(token)
    except Refusal as refusal:
        return refused(request, me, refusal)
    return page(request, "data_protection/new_address.html", me, {"email": email})
