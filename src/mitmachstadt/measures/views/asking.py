"""What all overviews of measures share: the same filters, and the ways from one to another."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mitmachstadt.measures import queries
from mitmachstadt.measures.views.public import ASKED, asked_for, fields_for
from mitmachstadt.measures.views.ways import ways_from
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import number, page


@dataclass(frozen=True)
class Asking:
    """What stands in the address; `given` as it was typed, `before` where the page begins."""

    asked: queries.Filter
    given: dict[str, str]
    before: int | None

    @property
    def narrowed(self) -> dict[str, str]:
        return {name: value for name, value in self.given.items() if value}

    def query(self, **more: Any) -> str:
        """The same filters as part of an address, and something more."""
        return urlencode({**self.narrowed, **more})


def asking(request: HttpRequest) -> Asking:
    given = {name: request.GET.get(name, "")[:200] for name in ASKED}
    return Asking(asked_for(given), given, number(request.GET.get("ab", "")))


def overview(
    request: HttpRequest, me: Visitor, template: str, asking: Asking, context: dict[str, Any]
) -> HttpResponse:
    """A page with the filters above it, and the ways to the other overviews of the same."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    shown = {
        "fields": fields_for(asking.given),
        "narrowed": asking.narrowed,
        "ways": ways_from(name or "", asking.narrowed),
        **context,
    }
    if me.signed_in:
        return page(request, template, me, shown)
    return render(request, template, {"person": None, **shown})
