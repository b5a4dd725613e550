"""Pages for what is not there and what is not allowed."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.outage import kept, unavailable


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What somebody typed into a form for something that is gone comes back with the page."""
    return render(request, "kernel/404.html", {"words": kept(request)["words"]}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database was away before a view could begin."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        return unavailable(request, error)
    return HttpResponse(get_template("kernel/500.html").render(), status=500)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    refusal = exception if isinstance(exception, Refusal) else None
    return render(request, "kernel/403.html", {"refusal": refusal}, status=403)
