"""The form with which somebody writes to the office, as the pages of several rooms show it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from mitmachstadt.concerns import actions
from mitmachstadt.concerns.enums import LONGEST_PAGE, About
from mitmachstadt.concerns.forms import ConcernForm
from mitmachstadt.kernel.codes import code_in_groups
from mitmachstadt.kernel.language import current, prefix_of
from mitmachstadt.kernel.rates import address_of
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.visits import uncounted
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import page, who


@dataclass(frozen=True)
class Sending:
    """What a page with the form asks for and says."""

    about: About
    template: str
    asks_topic: bool = False
    text_label: str = ""


def send_page(
    request: HttpRequest, sending: Sending, context: dict[str, object] | None = None
) -> HttpResponse:
    """Show the form, or take it and answer with the receipt."""
    me, at = who(request)
    form = ConcernForm(
        request.POST if request.method == "POST" else None,
        asks_topic=sending.asks_topic,
        page=_page_before(request),
        text_label=sending.text_label,
    )
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                done = actions.submit_concern(
                    about=sending.about,
                    visitor=me,
                    address=address_of(request),
                    language=current(),
                    at=at,
                    **form.said,
                )
                return _receipt(request, me, done)
            except Refusal as refusal:
                form.add_error(None, refusal.in_words)
                status = refusal.status
    shown = {"form": form, **(context or {})}
    return page(request, sending.template, me, shown, status=status)


def _receipt(request: HttpRequest, me: Visitor, done: actions.Received) -> HttpResponse:
    """The answer to the POST itself: sent again, it shows the same code."""
    context = {
        "concern": done.concern,
        "code": code_in_groups(done.code),
        "again": done.again,
    }
    response = page(request, "concerns/received.html", me, context)
    return uncounted(response) if done.again else response


def _page_before(request: HttpRequest) -> str:
    """The page that the link to the form named; only an address of our own pages."""
    named = request.GET.get("von", "")
    path = named.split("?")[0]
    return path[:LONGEST_PAGE] if prefix_of(path) else ""
