"""What all overviews of measures share: the same filters, and the ways from one to another."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.kernel.language import current
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.kernel.web.kept_values import kept_value
from mitmachstadt.measures import queries
from mitmachstadt.measures.enums import MeasureType, Phase, State
from mitmachstadt.measures.views.ways import ways_from
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.views.pages import number, page, who

LARGEST_DISTRICT = 32767  # what the column holds
_ASKED = ("q", "art", "phase", "stand", "bezirk", "von", "programm", "luecken")


@dataclass(frozen=True)
class Asking:
    """Who asks and when, and what stands in the address.

    `given` is that as it was typed, `before` where the page begins.
    """

    me: Visitor
    at: datetime
    asked: queries.Filter
    given: dict[str, str]
    before: int | None

    @property
    def narrowed(self) -> dict[str, str]:
        return {name: value for name, value in self.given.items() if value}

    @cached_property
    def fields(self) -> list[dict[str, Any]]:
        """The filters, as their part of the page takes them."""
        return _fields(self.given)

    @property
    def in_words(self) -> str:
        """What the list is narrowed down to, as its title says it."""
        chosen = [
            dict(field["options"]).get(field["value"], "") if field["options"] else field["value"]
            for field in self.fields
            if field["value"]
        ]
        return ", ".join(str(words) for words in chosen if words)

    def query(self, **more: Any) -> str:
        """The same filters as part of an address, and something more."""
        return urlencode({**self.narrowed, **more})


def asking(request: HttpRequest) -> Asking:
    me, at = who(request)
    given = {name: request.GET.get(name, "")[:200] for name in _ASKED}
    return Asking(me, at, _asked(given), given, number(request.GET.get("ab", "")))


def overview(
    request: HttpRequest, template: str, asking: Asking, make: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """A page with the filters above it, and the ways to the other overviews of the same.

    It is the same for everybody and kept until something is written; what is late or has lapsed
    changes at midnight.

    Args:
        make: what the template shows beside that.
    """
    name = (request.resolver_match and request.resolver_match.url_name) or ""
    today = timezone.localdate(asking.at)
    key = (name, current(), tuple(asking.given.values()), asking.before, today)
    shown = kept_value(key, lambda: {**_around(name, asking), **make()})
    if asking.me.signed_in:
        return page(request, template, asking.me, shown)
    response = render(request, template, {"person": None, **shown})
    return keep(response, until=midnight_after(today))


def _around(name: str, asking: Asking) -> dict[str, Any]:
    return {
        "fields": asking.fields,
        "narrowed": asking.narrowed,
        "ways": ways_from(name, asking.narrowed),
    }


def _asked(given: dict[str, str]) -> queries.Filter:
    """What narrows the list down; whatever else somebody typed narrows nothing down."""
    phase, district = number(given["phase"]), given["bezirk"]
    where = min(number(district) or 0, LARGEST_DISTRICT)
    return queries.Filter(
        type=MeasureType(given["art"]) if given["art"] in MeasureType else None,
        phase=Phase(phase) if phase is not None and phase in Phase else None,
        state=State(given["stand"]) if given["stand"] in State else None,
        district=-1 if district == "stadt" else where,
        owner=clean_line(given["von"])[:12],
        programme=clean_line(given["programm"])[:200],
        gaps=given["luecken"] == "ja",
        words=given["q"],
    )


def _fields(given: dict[str, str]) -> list[dict[str, Any]]:
    every = [("", _("alle"))]
    where = [(str(each.number), each.name) for each in districts()]
    named = [(name, name) for name in queries.programmes()]
    found: list[tuple[str, str, list[Any] | None]] = [
        ("q", _("Wörter oder Drucksache"), None),
        ("art", _("Art"), [*every, *MeasureType.choices]),
        ("phase", _("Phase"), [*every, *((str(n), label) for n, label in Phase.choices)]),
        ("stand", _("Stand"), [*every, *State.choices]),
        ("bezirk", _("Wo"), [*every, ("stadt", _("in der ganzen Stadt")), *where]),
        ("von", _("Verantwortlich"), [*every, *queries.owners_with_measures()]),
        ("programm", _("Programm"), [*every, *named]),
        ("luecken", _("Lücken"), [*every, ("ja", _("mit Lücken"))]),
    ]
    return [
        {"name": name, "label": label, "value": given[name], "options": options}
        for name, label, options in found
    ]
