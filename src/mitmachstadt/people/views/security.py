"""How one signs in: second factors, recovery codes, the provider."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from mitmachstadt.kernel.rates import address_of
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.security_log import write_down
from mitmachstadt.people import actions
from mitmachstadt.people.enums import ROLES, BuiltInGroup
from mitmachstadt.people.forms import AppForm, PasskeyForm
from mitmachstadt.people.queries import (
    Visitor,
    connection_of,
    factors_of,
    provider_name,
    recovery_codes_left,
)
from mitmachstadt.people.views.pages import (
    number,
    page,
    refused,
    session_ended,
    sign_in_first,
    who,
)
from mitmachstadt.people.views.sessions import (
    PROVEN,
    factor_added,
    gave_second_factor,
    is_fresh,
)

SECRET = "app-secret"  # noqa: S105 - the name under which the session keeps it
AGAIN = _("Bitte melden Sie sich noch einmal an: Danach können Sie ändern, wie Sie sich anmelden.")
type View = Callable[..., HttpResponse]


def only_just_signed_in(view: View) -> View:
    """Let only somebody in who has shown within minutes who they are."""

    @wraps(view)
    def asked_first(request: HttpRequest, **arguments: object) -> HttpResponse:
        me, at = who(request)
        if not me.signed_in:
            return session_ended(request) if request.method == "POST" else sign_in_first(request)
        if not is_fresh(request, me.person, at=at):
            messages.info(request, str(AGAIN))
            return sign_in_first(request)
        return view(request, me, at, **arguments)

    return asked_first


@require_http_methods(["GET", "HEAD"])
def overview(request: HttpRequest) -> HttpResponse:
    me, _at = who(request)
    if me.person is None:
        return sign_in_first(request)
    roles = [str(BuiltInGroup(code).label) for code in sorted(me.withheld & set(ROLES))]
    if me.desk_is_withheld:
        roles.append(gettext("Arbeit für eine Stelle"))
    context = {
        "factors": factors_of(me.person),
        "has_password": me.person.has_usable_password(),
        "roles": ", ".join(roles),
        "provider": provider_name(),
        "connection": connection_of(me.person),
    }
    return page(request, "people/security.html", me, context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@only_just_signed_in
def app(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Set up an authenticator app: the secret waits in the session until a code proves it."""
    assert me.person is not None
    form = AppForm(request.POST if request.method == "POST" else None)
    secret = request.session.get(SECRET) or actions.new_app_secret()
    request.session[SECRET] = secret
    status, address = 200, address_of(request)
    if form.is_valid():
        code = form.cleaned_data["code"]
        try:
            actions.set_up_app(person=me.person, secret=secret, code=code, address=address, at=at)
        except Refusal as refusal:
            form.add_error("code", refusal.in_words)
            status = refusal.status
        else:
            del request.session[SECRET]
            return _added(request, me, at)
    status = 400 if status == 200 and form.errors else status
    link, picture = actions.app_link(person=me.person, secret=secret)
    context = {"form": form, "secret": secret, "link": link, "picture": picture}
    return page(request, "people/app.html", me, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@only_just_signed_in
def passkey(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Set up a passkey; the browser makes it."""
    assert me.person is not None
    form = PasskeyForm(request.POST if request.method == "POST" else None)
    try:
        if form.is_valid():
            name, answer = form.cleaned_data["name"], form.cleaned_data["credential"]
            actions.add_passkey(person=me.person, name=name, answer=answer)
            return _added(request, me, at)
        options = actions.passkey_to_add(person=me.person)
    except Refusal as refusal:
        return refused(request, me, refusal, way=_way_back())
    status = 400 if form.errors else 200
    context = {"form": form, "options": options}
    return page(request, "people/passkey.html", me, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@only_just_signed_in
def codes(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """The recovery codes that are left; a POST makes new ones."""
    assert me.person is not None
    if not factors_of(me.person).any:
        return redirect("security")
    if request.method == "POST":
        actions.renew_recovery_codes(person=me.person)
        messages.success(request, gettext("Ab jetzt gelten nur diese neuen Ersatzcodes."))
        return redirect("recovery-codes")
    context = {"codes": recovery_codes_left(me.person)}
    return page(request, "people/recovery_codes.html", me, context)


@require_POST
@only_just_signed_in
def remove(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Remove the app, one passkey, or the connection with the provider."""
    assert me.person is not None
    chosen = request.POST.get("factor", "")
    try:
        if chosen == "provider":
            actions.disconnect_provider(person=me.person)
        else:
            which = None if chosen == "app" else number(chosen) or 0
            left = actions.remove_factor(
                person=me.person, number=which, keep=request.session.session_key
            )
            request.session[PROVEN] = left and gave_second_factor(request)
    except Refusal as refusal:
        return refused(request, me, refusal, way=_way_back())
    write_down("factor_removed", request, at=at, account=me.person.public_id)
    messages.success(request, gettext("Entfernt."))
    return redirect("security")


def _added(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    factor_added(request, me.person, at=at)
    messages.success(request, gettext("Eingerichtet. Bitte bewahren Sie die Ersatzcodes gut auf."))
    return redirect("recovery-codes")


def _way_back() -> tuple[str, str]:
    return reverse("security"), gettext("Zurück zu Anmeldung und Sicherheit")
