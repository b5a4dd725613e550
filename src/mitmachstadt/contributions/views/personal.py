"""Before something is sent: is that telephone number, address or account meant to be read?"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from mitmachstadt.contributions.calculations import (
    holds_personal_data,
    personal_kinds,
    personal_pieces,
)
from mitmachstadt.kernel.canonical import digest
from mitmachstadt.kernel.web.visits import uncounted
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import page

_OF_THIS_PAGE = {"csrfmiddlewaretoken", "sure", "change"}


def wants_to_change(request: HttpRequest) -> bool:
    """Whether somebody saw what was found, and goes back to their words."""
    return "change" in request.POST


def has_to_be_asked(request: HttpRequest, *texts: str) -> bool:
    """Whether something personal stands in these words, and nobody was asked about just these."""
    if request.POST.get("sure") == _mark(texts):
        return False
    return holds_personal_data(*texts)


def ask(request: HttpRequest, me: Visitor, *texts: str, public: bool = True) -> HttpResponse:
    """The words with what was found; everything that was sent is sent along, proof and all."""
    context: dict[str, Any] = {
        "texts": [personal_pieces(text) for text in texts if text],
        "found": personal_kinds(*texts),
        "fields": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in _OF_THIS_PAGE
        ],
        "mark": _mark(texts),
        "public": public,
        "action": request.path,
    }
    return uncounted(page(request, "contributions/personal.html", me, context))


def _mark(texts: tuple[str, ...]) -> str:
    return digest(list(texts))
