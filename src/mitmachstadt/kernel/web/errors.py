"""Pages for what is not there and what is not allowed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mitmachstadt.kernel.verdicts import Refusal


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What somebody typed into a form for something that is gone comes back with the page."""
    words = [(name, text) for name, text in request.POST.items() if len(str(text)) > 40]
    return render(request, "kernel/404.html", {"words": words}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    refusal = exception if isinstance(exception, Refusal) else None
    return render(request, "kernel/403.html", {"refusal": refusal}, status=403)
