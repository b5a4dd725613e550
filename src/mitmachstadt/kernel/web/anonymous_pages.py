"""Whole pages for visitors without a session, kept compressed in the process's memory.

A view marks its response with `keep(response, until=...)`. The kept page is served while the
database shows exactly what it showed when the page was made: SQLite and PostgreSQL both tell so
without reading a table. So nothing has to be invalidated by hand, no writer has to touch a
common row, and nobody is shown yesterday's page.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import local

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders
from django.urls import ResolverMatch
from django.utils import timezone

from mitmachstadt.kernel.language import prefix_of
from mitmachstadt.kernel.web import messages

MOST_PAGES = 400
LARGEST_PAGE = 200_000
# What our own links ask for. Anything else may be anybody's invention, and would fill the shelf.
_ASKED = {"ab", "nach", "seite"}
_UNTIL = "_kept_until"
_ALWAYS = {"Vary": "Cookie, Accept-Encoding", "Cache-Control": "no-cache"}
_PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, messages.NAME)


@dataclass
class KeptPage:
    """A page as it goes over the wire, and the state of the database it belongs to.

    Its headers are shared by all answers: this is the outermost middleware but for the one that
    answers outages, and nothing behind it changes them.
    """

    state: str
    until: datetime | None
    etag: str
    body: bytes
    compressed: bytes
    # Made once for all answers with this page: setting them took a fifth of the time.
    headers: ResponseHeaders
    compressed_headers: ResponseHeaders
    match: ResolverMatch | None


class _Shelf(local):
    """One per thread: the state of the database is that of the thread's own connection."""

    def __init__(self) -> None:
        self.pages: OrderedDict[str, KeptPage] = OrderedDict()
        self.raw: object = None
        self.connections = 0

    def number_of(self, raw: object) -> int:
        """Counts connections: after a new one, a counter of the old one means nothing.

        The connection is held here, so that another one cannot get its place in memory.
        """
        if raw is not self.raw:
            self.raw, self.connections = raw, self.connections + 1
        return self.connections


_shelf = _Shelf()


def keep(response: HttpResponse, *, until: datetime | None) -> HttpResponse:
    """Mark a page as the same for everyone without a session, until a moment at the latest.

    Args:
        until: when the page changes without a write: the next window or due date; None if never.
    """
    setattr(response, _UNTIL, until)
    return response


def anonymous_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: answer from the shelf, else let the page be made and put it there."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _is_personal(request):
            return _kept_nowhere(get_response(request))
        if request.method not in {"GET", "HEAD"} or not prefix_of(request.path_info):
            return get_response(request)
        if not _ASKED.issuperset(request.GET):
            return get_response(request)
        key = f"{request.get_host()} {request.get_full_path()}"
        page = _shelf.pages.get(key)
        if page is not None and page.state == database_state() and _in_time(page):
            _shelf.pages.move_to_end(key)
            request.resolver_match = page.match
            return _answer(request, page)
        return _make(request, get_response, key)

    return middleware


def database_state() -> str:
    """A text that stays the same exactly while committed data stays the same, for this connection.

    SQLite's data_version counts commits of other connections, total_changes our own. A
    PostgreSQL snapshot names every transaction that it can see.
    """
    # That it is answered shows that the connection lives: Django's question before it, whether
    # it does, would be a second one on every page that is kept.
    connection.health_check_done = True  # type: ignore[attr-defined]
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        raw = connection.connection
        with connection.wrap_database_errors:
            version = raw.execute("PRAGMA data_version").fetchone()[0]
        return f"{_shelf.number_of(raw)} {version} {raw.total_changes}"
    try:
        return _snapshot()
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        connection.ensure_connection()
        return _snapshot()


def _snapshot() -> str:
    # By libpq itself: asked for on every kept page, and a cursor takes three times as long.
    with connection.wrap_database_errors:
        result = connection.connection.pgconn.exec_(b"SELECT pg_current_snapshot()")
    value = result.get_value(0, 0)
    if value is None:
        words = (result.error_message or b"no answer").decode(errors="replace")
        raise OperationalError(words)
    return str(value, "ascii")


def forget_pages() -> None:
    """Clear this thread's shelf."""
    _shelf.pages.clear()


def _is_personal(request: HttpRequest) -> bool:
    return any(cookie in request.COOKIES for cookie in _PERSONAL_COOKIES)


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    """Who is signed in may sit at a library's computer."""
    if not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-store"
    return response


def _in_time(page: KeptPage) -> bool:
    return page.until is None or timezone.now() < page.until


def _make(
    request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse], key: str
) -> HttpResponse:
    # Asked before the page is made: a write in between must not be taken for seen.
    state = database_state()
    response = get_response(request)
    if not hasattr(response, _UNTIL) or response.status_code != 200 or response.cookies:
        return response
    body = response.content
    if len(body) > LARGEST_PAGE:
        return response
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    compressed = gzip.compress(body, compresslevel=6, mtime=0)
    headers = {**dict(response.items()), "ETag": etag, **_ALWAYS}
    packed = {"Content-Encoding": "gzip", "Content-Length": str(len(compressed))}
    page = KeptPage(
        state=state,
        until=getattr(response, _UNTIL),
        etag=etag,
        body=body,
        compressed=compressed,
        headers=ResponseHeaders(headers),
        compressed_headers=ResponseHeaders({**headers, **packed}),
        match=request.resolver_match,
    )
    _shelf.pages[key] = page
    while len(_shelf.pages) > MOST_PAGES:
        _shelf.pages.popitem(last=False)
    return _answer(request, page)


def _answer(request: HttpRequest, page: KeptPage) -> HttpResponse:
    if page.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        return HttpResponseNotModified(headers={"ETag": page.etag, **_ALWAYS})
    if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        response = HttpResponse(page.compressed)
        response.headers = page.compressed_headers
    else:
        response = HttpResponse(page.body)
        response.headers = page.headers
    return response
