"""Signing in with a code by mail."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from mitmachstadt.kernel.rates import address_of
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.security_log import write_down
from mitmachstadt.people import actions
from mitmachstadt.people.errors import CodeHasExpired
from mitmachstadt.people.forms import CodeForm, EmailForm
from mitmachstadt.people.views.pages import page, refused, safe_next, who
from mitmachstadt.people.views.sessions import (
    first_factor_given,
    registered_here,
    say_if_proven,
)

ASKED = "mail-code"


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Have a code mailed; the answer is the same whether there is an account or not."""
    me, at = who(request)
    target = safe_next(request, request.POST.get("next") or request.GET.get("next"), "")
    form = EmailForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            asked = actions.ask_for_code(email=email, address=address_of(request), at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
        else:
            request.session[ASKED] = {**asdict(asked), "email": email, "next": target}
            return redirect("sign-in-code-enter")
    status = 400 if status == 200 and form.errors else status
    context = {"form": form, "next": target}
    return page(request, "people/code_ask.html", me, context, status=status)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code that has come; only in the browser that asked for it."""
    me, at = who(request)
    kept = request.session.get(ASKED)
    if kept is None:
        return redirect("sign-in-code")
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        asked = actions.AskedCode(kept["person"], kept["number"], kept["until"])
        try:
            person = actions.redeem_code(
                asked, typed=form.cleaned_data["code"], at=at, here=registered_here(request)
            )
        except Refusal as refusal:
            write_down("sign_in_failed", request, at=at, account=kept["email"])
            if isinstance(refusal, CodeHasExpired):
                del request.session[ASKED]
                return refused(request, me, refusal, way=_new_code())
            form.add_error("code", refusal.in_words)
            status = refusal.status
        else:
            request.session.pop(ASKED)
            say_if_proven(request, person, at=at)
            return first_factor_given(request, person, at=at, target=kept["next"])
    status = 400 if status == 200 and form.errors else status
    shown = {"form": form, "email": kept["email"]}
    return page(request, "people/code_enter.html", me, shown, status=status)


def _new_code() -> tuple[str, str]:
    return reverse("sign-in-code"), gettext("Neuen Code schicken lassen")
