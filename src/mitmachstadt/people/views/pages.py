"""What the views of every app share: whose page it is, and how a no is shown."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.outage import NOT_TYPED, kept
from mitmachstadt.kernel.web.security_log import write_down
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import SecondFactorMissing, SignInNeeded
from mitmachstadt.people.queries import ANYONE, Visitor, visitor
from mitmachstadt.people.rules import may_look_at_work_of, may_work_as
from mitmachstadt.people.views.sessions import gave_second_factor, see, unused_too_long


def who(request: HttpRequest) -> tuple[Visitor, datetime]:
    """The visitor and the one moment that counts for the whole request."""
    at = timezone.now()
    if not request.user.is_authenticated:
        return ANYONE, at
    me = visitor(request.user, at=at, second_factor=gave_second_factor(request))
    if unused_too_long(request, me, at=at):
        return ANYONE, at
    see(request, at=at)
    return me, at


def page(
    request: HttpRequest,
    template: str,
    me: Visitor,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """A page that is made for this visitor alone and kept nowhere."""
    shown = {"person": me if me.signed_in else None, **(context or {})}
    response = render(request, template, shown, status=status)
    response["Cache-Control"] = "no-store"
    return response


def refused(
    request: HttpRequest,
    me: Visitor,
    refusal: Refusal,
    *,
    words: list[tuple[str, str]] | None = None,
    way: tuple[str, str] | None = None,
) -> HttpResponse:
    """A page that gives the reason, and what was typed."""
    if refusal.status == HTTPStatus.NOT_FOUND and request.method in {"GET", "HEAD"}:
        return page(request, "kernel/404.html", me, status=refusal.status)
    context = {"refusal": refusal, "words": words, "way": way}
    template = "kernel/refused.html" if request.method == "POST" else "kernel/403.html"
    return page(request, template, me, context, status=refusal.status)


def attempt(form: Form, act: Callable[[], object]) -> int:
    """Do what a form asks for; the status of the answer, 200 when it was done.

    A no stands in the form, with all that was typed.
    """
    if not form.is_valid():
        return HTTPStatus.BAD_REQUEST
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        return refusal.status
    return HTTPStatus.OK


def missing(request: HttpRequest, me: Visitor) -> HttpResponse:
    """The page that says that there is nothing here."""
    return page(request, "kernel/404.html", me, status=HTTPStatus.NOT_FOUND)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back to where somebody wanted to go."""
    target = request.get_full_path() if request.method in {"GET", "HEAD"} else came_from(request)
    query = urlencode({"next": target}) if target else ""
    return redirect(f"{reverse('sign-in')}?{query}")


def session_ended(request: HttpRequest) -> HttpResponse:
    """What somebody wrote whose session ended meanwhile, and the way to sign in."""
    target = came_from(request) or request.get_full_path()
    way = (f"{reverse('sign-in')}?{urlencode({'next': target})}", gettext("Anmelden"))
    return refused(request, ANYONE, SignInNeeded(), words=typed(request), way=way)


def not_allowed(request: HttpRequest, me: Visitor, refusal: Refusal) -> HttpResponse:
    """Why not; and where only a second factor is missing, the words and the way to set it up."""
    if not isinstance(refusal, SecondFactorMissing):
        return refused(request, me, refusal)
    way = (reverse("security"), gettext("Zweite Bestätigung einrichten"))
    words = typed(request) if request.method == "POST" else None
    return refused(request, me, refusal, words=words, way=way)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Everything that a person wrote, without what only the form says."""
    sent = kept(request)
    fields = [field for field in sent["fields"] if field[0] not in NOT_TYPED]
    written = [field for field in fields if _looks_written(field[1])]
    return [*sent["words"], *written]


def _looks_written(value: str) -> bool:
    """Keys, numbers and addresses in hidden fields are small letters without a space."""
    return not value.isascii() or any(sign.isupper() or sign.isspace() for sign in value)


def only_for(
    *roles: BuiltInGroup,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let only somebody with one of these roles in; the view is given the visitor and the moment.

    An auditor may look. Whose session ended while they wrote gets the words back.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def asked_first(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            me, at = who(request)
            if me.person is None:
                writing = request.method == "POST"
                return session_ended(request) if writing else sign_in_first(request)
            looking = request.method in {"GET", "HEAD"}
            rule = may_look_at_work_of if looking else may_work_as
            refusals = [rule(me, role).refusal for role in roles]
            one_step = [r for r in refusals if isinstance(r, SecondFactorMissing)]
            refusal = None if None in refusals else (one_step or refusals)[0]
            if refusal is not None:
                write_down("refused", request, at=at, account=me.person.public_id)
                return not_allowed(request, me, refusal)
            return view(request, me, at, **kwargs)

        return asked_first

    return decorate


def safe_next(request: HttpRequest, address: str | None, default: str) -> str:
    """An address on this site, else the default."""
    hosts = {request.get_host()}
    if address and url_has_allowed_host_and_scheme(address, hosts, request.is_secure()):
        return address
    return default


def came_from(request: HttpRequest) -> str:
    """The page of this site that a form was sent from, without its host; "" if unknown."""
    referer = request.headers.get("Referer", "")
    origin = f"{request.scheme}://{request.get_host()}"
    return referer[len(origin) :].split("#")[0] if referer.startswith(f"{origin}/") else ""


def number(text: str) -> int | None:
    """A primary key from an address or a hidden field; None for what no database can hold."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
