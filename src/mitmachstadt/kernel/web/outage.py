"""When the database is away or full: a clear page that needs neither, with people's words on it."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.utils import timezone

from mitmachstadt.kernel.logs import route_of
from mitmachstadt.kernel.web.security_log import write_down

logger = logging.getLogger(__name__)
_LONG = 40
_NEVER_SHOWN = ("password", "csrfmiddlewaretoken")
_NO_ROOM = ("disk is full", "disk full", "no space left")


def words_survive_an_outage(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answer 503 with what was typed, instead of an error page without it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            return unavailable(request, exception)
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def unavailable(request: HttpRequest, error: DatabaseError | InterfaceError) -> HttpResponse:
    """503 for everything that the database should have done."""
    logger.error("database unavailable at %s", route_of(request), exc_info=error)
    full = any(words in str(error).lower() for words in _NO_ROOM)
    token = get_token(request) if request.method == "POST" else ""
    context = {"full": full, "path": request.get_full_path(), "token": token, **kept(request)}
    page = get_template("kernel/outage.html").render(context)
    response = HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = "60"
    response["Cache-Control"] = "no-store"
    return response


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF failure view: the words come back in a form that can be sent at once."""
    write_down("form_without_token", request, at=timezone.now())
    token = get_token(request) if _sent_from_here(request) else ""
    context = {"path": request.get_full_path(), "token": token, **kept(request)}
    page = get_template("kernel/form_expired.html").render(context)
    response = HttpResponse(page, status=HTTPStatus.FORBIDDEN)
    response["Cache-Control"] = "no-store"
    return response


def _sent_from_here(request: HttpRequest) -> bool:
    """Whether our own page sent the form. Another site's form is shown, but cannot be sent on."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    here = f"{request.scheme}://{request.get_host()}"
    return origin == here or origin.startswith(f"{here}/")


# Long, and nobody's words: what the browser worked out.
NOT_TYPED = {"proof"}


def kept(request: HttpRequest) -> dict[str, list[tuple[str, str]]]:
    """What was typed: long texts to be shown, everything else to be sent along unseen."""
    words: list[tuple[str, str]] = []
    fields: list[tuple[str, str]] = []
    for name, values in request.POST.lists():
        if any(word in name.lower() for word in _NEVER_SHOWN):
            continue
        for value in values:
            is_text = name not in NOT_TYPED and (len(str(value)) > _LONG or "\n" in str(value))
            (words if is_text else fields).append((name, str(value)))
    return {"words": words, "fields": fields}
