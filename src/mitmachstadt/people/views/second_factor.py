"""Codes of an app, recovery codes and passkeys at sign-in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from mitmachstadt.kernel.rates import address_of
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.security_log import write_down
from mitmachstadt.people import actions
from mitmachstadt.people.forms import AnswerForm, CodeForm
from mitmachstadt.people.queries import factors_of, person_by_public_id
from mitmachstadt.people.views.pages import page, safe_next, who
from mitmachstadt.people.views.sessions import let_in, pending


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """After the first factor: a code of the app, or a recovery code."""
    me, at = who(request)
    waiting = pending(request, at=at)
    person = person_by_public_id(waiting["person"]) if waiting else None
    if waiting is None or person is None:
        return redirect("sign-in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        code, address = form.cleaned_data["code"], address_of(request)
        try:
            actions.check_factor_code(person=person, code=code, address=address, at=at)
        except Refusal as refusal:
            write_down("second_factor_failed", request, at=at, account=person.public_id)
            form.add_error("code", refusal.in_words)
            status = refusal.status
        else:
            return let_in(request, person, at=at, target=waiting["next"], proven=True)
    status = 400 if status == 200 and form.errors else status
    context = {"form": form, "factors": factors_of(person)}
    return page(request, "people/second_factor.html", me, context, status=status)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def by_passkey(request: HttpRequest) -> HttpResponse:
    """A passkey as second factor, or alone: it is something one has and something one is or knows.

    The challenge lives in the session, which therefore begins here, also without an account.
    """
    me, at = who(request)
    waiting = pending(request, at=at)
    person = person_by_public_id(waiting["person"]) if waiting else None
    wanted = waiting["next"] if waiting else request.POST.get("next") or request.GET.get("next")
    target = safe_next(request, wanted, "")
    form = AnswerForm(request.POST if request.method == "POST" else None)
    address = address_of(request)
    try:
        if form.is_valid():
            answer = form.cleaned_data["credential"]
            owner = actions.use_passkey(person=person, answer=answer, address=address, at=at)
            return let_in(request, owner, at=at, target=target, proven=True)
        options = actions.passkey_to_use(person=person, address=address, at=at)
    except Refusal as refusal:
        known = person.public_id if person else ""
        write_down("second_factor_failed", request, at=at, account=known)
        told = {"words": refusal.in_words, "next": target, "waiting": waiting}
        return page(request, "people/passkey_refused.html", me, told, status=refusal.status)
    context = {"form": form, "options": options, "next": target, "waiting": waiting}
    return page(request, "people/sign_in_passkey.html", me, context)
