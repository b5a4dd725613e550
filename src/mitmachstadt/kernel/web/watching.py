"""Every request counted and, with MITMACHSTADT_LOG=json, written down: route, status, duration.

Never its address, query, sender or content. Where neither is wanted, this is not there at all.
"""

import logging
import re
import secrets
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from mitmachstadt.kernel.counts import Counts
from mitmachstadt.kernel.logs import route_of

logger = logging.getLogger("mitmachstadt.requests")
_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
_REQUEST_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


def folder() -> Path:
    """Where the processes of this machine keep their counts."""
    return Path(settings.VAR) / "metrics"


def watching(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the outermost one."""
    if not settings.METRICS_TOKEN and not settings.LOG_REQUESTS:
        raise MiddlewareNotUsed
    counts = Counts(folder()) if settings.METRICS_TOKEN else None
    write = settings.LOG_REQUESTS

    def middleware(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = get_response(request)
        seconds = perf_counter() - began
        method = request.method if request.method in _METHODS else "OTHER"
        if counts is not None:
            counts.add(f"{method} {response.status_code} {route_of(request)}", seconds)
        if write:
            facts = {
                "method": method,
                "route": route_of(request),
                "status": response.status_code,
                "ms": round(seconds * 1000, 1),
                "request": _request_id(request),
            }
            logger.info("request", extra={"facts": facts})
        return response

    return middleware


def _request_id(request: HttpRequest) -> str:
    """The proxy's, where one is believed, so that both logs tell of the same request."""
    given: str = request.META.get("HTTP_X_REQUEST_ID", "")
    if settings.SECURE_PROXY_SSL_HEADER and _REQUEST_ID.fullmatch(given):
        return given
    return secrets.token_hex(8)
