from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
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
from mitmachstadt.people.forms import (
    EmailForm,
    NewPasswordForm,
    PasswordForm,
    RegisterForm,
    SignInForm,
)
from mitmachstadt.people.queries import provider_name
from mitmachstadt.people.views.pages import number, page, refused, safe_next, sign_in_first, who
from mitmachstadt.people.views.sessions import (
    REGISTERED,
    first_factor_given,
    let_in,
    note,
    say_if_proven,
)

WRONG = _("E-Mail-Adresse und Passwort passen nicht zusammen. Bitte prüfen Sie beides.")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    me, at = who(request)
    target = safe_next(request, request.POST.get("next") or request.GET.get("next"), "")
    form = SignInForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        values, address = form.cleaned_data, address_of(request)
        try:
            person = actions.sign_in(**values, address=address, at=at, request=request)
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
        else:
            if person is not None:
                return first_factor_given(request, person, at=at, target=target)
            form.add_error(None, WRONG)
        write_down("sign_in_failed", request, at=at, account=values["email"])
    status = 400 if status == 200 and form.errors else status
    context = {"form": form, "next": target, "provider": provider_name()}
    return page(request, "people/sign_in.html", me, context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, gettext("Sie sind abgemeldet."))
    response = redirect(reverse("start"))
    # Not the cookies: one of them carries the sentence above.
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    me, at = who(request)
    target = safe_next(request, request.POST.get("next") or request.GET.get("next"), "")
    form = RegisterForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        try:
            person = actions.register_openly(
                **form.cleaned_data, address=address_of(request), at=at
            )
        except Refusal as refusal:
            form.add_error("email" if refusal.status == 409 else None, refusal.in_words)
            status = refusal.status
        else:
            messages.success(request, _welcome(person.name))
            response = let_in(request, person, at=at, target=target, proven=False)
            request.session[REGISTERED] = person.public_id
            return response
    status = 400 if status == 200 and form.errors else status
    return page(request, "people/register.html", me, {"form": form, "next": target}, status=status)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    me, at = who(request)
    if me.person is None:
        return sign_in_first(request)
    form = PasswordForm(request.POST if request.method == "POST" else None, person=me.person)
    status = 200
    if form.is_valid():
        try:
            new, present = form.cleaned_data["password"], form.cleaned_data["present_password"]
            actions.change_password(person=me.person, present=present, new=new, at=at)
        except Refusal as refusal:
            form.add_error("present_password", refusal.in_words)
            status = refusal.status
        else:
            update_session_auth_hash(request, me.person)
            note(request, me.person, at=at)
            actions.end_sessions(person=me.person, keep=request.session.session_key)
            messages.success(request, gettext("Ihr neues Passwort gilt ab jetzt."))
            return redirect(reverse("account"))
    status = 400 if status == 200 and form.errors else status
    return page(request, "people/password.html", me, {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def my_district(request: HttpRequest) -> HttpResponse:
    """To the page of one's own district; a POST says which that is, or that there is none."""
    me, _ = who(request)
    if me.person is None:
        return sign_in_first(request)
    if request.method == "POST":
        chosen = number(request.POST.get("district", ""))
        try:
            actions.choose_district(person=me.person, number=chosen)
        except Refusal as refusal:
            return refused(request, me, refusal)
    mine = me.person.district_id
    return redirect("district", number=mine) if mine else redirect("districts")


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Have a link mailed; the answer is the same whether there is an account or not."""
    me, at = who(request)
    form = EmailForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        site = f"{request.scheme}://{request.get_host()}"
        email = form.cleaned_data["email"]
        try:
            actions.ask_for_new_password(email=email, address=address_of(request), site=site, at=at)
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
        else:
            return page(request, "people/link_sent.html", me, {"email": email})
    status = 400 if status == 200 and form.errors else status
    return page(request, "people/forgotten.html", me, {"form": form}, status=status)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    """Where the mailed link leads: a new password, without the old one."""
    me, at = who(request)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            new = form.cleaned_data["password"]
            person = actions.replace_password(public_id=public_id, token=token, new=new, at=at)
        except Refusal as refusal:
            way = (reverse("password-forgotten"), gettext("Neuen Link schicken lassen"))
            return refused(request, me, refusal, way=way)
        messages.success(
            request, gettext("Ihr neues Passwort gilt ab jetzt. Bitte melden Sie sich an.")
        )
        say_if_proven(request, person, at=at)
        return redirect(reverse("sign-in"))
    status = 400 if form.errors else 200
    return page(request, "people/new_password.html", me, {"form": form}, status=status)


def _welcome(name: str) -> str:
    return gettext("Willkommen, {name}! Ihr Konto ist angelegt.").format(name=name)
