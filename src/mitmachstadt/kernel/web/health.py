"""For machines that watch: is the process there, is the database there."""

from django.db import connection
from django.http import HttpRequest, HttpResponse


def trivial(_: HttpRequest) -> HttpResponse:
    """A few bytes under the same server and middleware: what benchmarks compare with."""
    return HttpResponse(b"ok", content_type="text/plain")


def live(_: HttpRequest) -> HttpResponse:
    return HttpResponse(b"live\n", content_type="text/plain")


def ready(_: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse(b"ready\n", content_type="text/plain")
