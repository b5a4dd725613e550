"""The accessibility statement, and the way to report a barrier."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.barriers.calculations import statement
from mitmachstadt.barriers.enums import Affected
from mitmachstadt.barriers.queries import (
    fixed_barriers,
    last_tests,
    open_barriers,
    public_versions,
)
from mitmachstadt.concerns.enums import About
from mitmachstadt.concerns.queries import record_of
from mitmachstadt.concerns.views.sending import Sending, send_page
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.people.views.pages import number, page, who

YEAR = timedelta(days=365)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is accessible, what is not, who tested it, and whom to tell."""
    me, at = who(request)
    today = timezone.localdate(at)
    barriers, tests = open_barriers(), last_tests()
    context = {
        "says": statement(barriers, tests, today=today),
        "barriers": barriers,
        "fixed": fixed_barriers(since=today - YEAR),
        "record": record_of(About.BARRIER, at=at),
        "words": dict(Affected.choices),
        "today": today,
    }
    if me.signed_in:
        return page(request, "barriers/statement.html", me, context)
    response = render(request, "barriers/statement.html", {"person": None, **context})
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return keep(response, until=midnight + timedelta(days=1))


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """What the statement said before."""
    me, _at = who(request)
    here = max(number(request.GET.get("seite", "")) or 1, 1)
    versions, more = public_versions(page=here)
    context = {
        "versions": versions,
        "newer": f"?seite={here - 1}" if here > 1 else "",
        "older": f"?seite={here + 1}" if more else "",
    }
    if me.signed_in:
        return page(request, "barriers/history.html", me, context)
    return keep(render(request, "barriers/history.html", {"person": None, **context}), until=None)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Report a barrier: without an account, without JavaScript, without a name."""
    sending = Sending(
        about=About.BARRIER,
        template="barriers/report.html",
        text_label=gettext("Was geht nicht?"),
    )
    return send_page(request, sending)
