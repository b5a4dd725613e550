"""Visits counted without cookies: a page, its language, and whether somebody came from outside.

Nothing about a sender is kept, not even for a moment: what a request says of where it comes from
and with which program is looked at, and forgotten.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from mitmachstadt.kernel.language import prefix_of
from mitmachstadt.kernel.visits import Tally, What

_NO_PERSON = (
    "bot", "crawl", "spider", "slurp", "curl", "wget", "python", "java/", "go-http", "headless",
    "monitor", "preview", "scan", "fetch", "feed", "archiv", "okhttp", "libwww", "facebookexternal",
)  # fmt: skip
# The desks of those who work here are no visits.
DESKS = {"buero", "moderation", "verwaltung", "helfen"}
# Those of them that stand below the address of what they are about, by name.
DESKS_BELOW_A_NODE = {
    "moderate", "judge", "removal", "decision", "sort-node", "facets", "links", "unlink",
    "idea-move", "idea-aim", "idea-merge", "idea-undo-merge", "idea-split", "sponsor-revoke",
    "statement-mark", "offer-take-down", "assessment-begin", "assessment-close",
    "assessment-select",
}  # fmt: skip
_SEEN = {200, 304}
_UNCOUNTED = "_uncounted"


def uncounted(response: HttpResponse) -> HttpResponse:
    """Mark an answer that completes nothing: the form came before, or a step is still missing."""
    setattr(response, _UNCOUNTED, True)
    return response


def visits_are_counted(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, outside of the pages that are kept."""
    tally = Tally()
    # Whether a kind of page is one that people look at; asked once for each, as it costs most.
    pages: dict[str, bool] = {}

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        name = match.url_name if match is not None else None
        language = prefix_of(request.path_info) if name else ""
        if not name or not language or not _is_a_person(request):
            return response
        if request.method == "GET":
            if response.status_code == 200 and name not in pages:
                pages[name] = name not in DESKS_BELOW_A_NODE and _is_a_page(request, response)
            if response.status_code in _SEEN and pages.get(name) and not _is_read_ahead(request):
                tally.add(language, name, What.VISIT if from_outside(request) else What.VIEW)
        elif _completes(request, response):
            tally.add(language, name, _outcome(response.status_code))
        return response

    return middleware


def _completes(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this is the answer to something that was sent for the first time."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    sent = request.method == "POST" and name in settings.PAGES_TO_COMPLETE
    return sent and not hasattr(response, _UNCOUNTED)


def _outcome(status: int) -> What:
    if status < 400:
        return What.COMPLETED
    return What.FAULTY if status < 500 else What.FAILED


def _is_a_person(request: HttpRequest) -> bool:
    # Words looked for one by one: a pattern of all of them took ten times as long.
    agent: str = request.META.get("HTTP_USER_AGENT", "").lower()
    for word in _NO_PERSON:
        if word in agent:
            return False
    return bool(agent)


def _is_read_ahead(request: HttpRequest) -> bool:
    """Whether a program reads this ahead or in parts, rather than somebody looking at it."""
    meta = request.META
    return meta.get("HTTP_SEC_FETCH_MODE", "navigate") != "navigate" or "HTTP_SEC_PURPOSE" in meta


def _is_a_page(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether addresses of this kind are pages, and not desks or files."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return False
    return request.path_info.split("/", 3)[2] not in DESKS


def from_outside(request: HttpRequest) -> bool:
    """Whether a view begins a visit: from another site, from a bookmark, or typed.

    Browsers say so themselves (Sec-Fetch-Site); older ones only name the page before.
    """
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return bool(site != "same-origin")
    before = request.META.get("HTTP_REFERER", "")
    return not before or urlsplit(before).netloc != request.get_host()
