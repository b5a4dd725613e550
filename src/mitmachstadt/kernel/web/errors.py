"""Pages for what is not there and what is not allowed."""

import sys
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import timezone
from django.utils.module_loading import import_string

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.outage import kept, unavailable


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What somebody typed into a form for something that is gone comes back with the page."""
    context = {"person": _person(request), "words": kept(request)["words"]}
    return _page(request, "kernel/404.html", context, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database was away before a view could begin."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        return unavailable(request, error)
    return HttpResponse(get_template("kernel/500.html").render(), status=500)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    refusal = exception if isinstance(exception, Refusal) else None
    context = {"person": _person(request), "refusal": refusal}
    return _page(request, "kernel/403.html", context, status=403)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int
) -> HttpResponse:
    response = render(request, template, context, status=status)
    if context["person"] is not None:
        response["Cache-Control"] = "no-store"
    return response


def _person(request: HttpRequest) -> Any:
    """Who is signed in; nobody where the database does not say, for the page works without it.

    By its dotted name, for the kernel knows no people.
    """
    visitor = import_string("mitmachstadt.people.queries.visitor")
    try:
        found = visitor(getattr(request, "user", None), at=timezone.now())
    except (DatabaseError, InterfaceError):
        return None
    return found if found.signed_in else None
