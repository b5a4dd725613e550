from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mitmachstadt.answers.cards import inbox_rows_html
from mitmachstadt.answers.queries import (
    Balance,
    InboxPlace,
    WaitingWindow,
    balance,
    inbox_rows,
    lapsed_rows,
)
from mitmachstadt.kernel.language import short_day
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.views.pages import number, only_for, page

SOON = timedelta(days=14)
DUE = [
    ("", _("alle Fristen")),
    ("vorbei", _("Frist überschritten")),
    ("bald", _("fällig in 14 Tagen")),
]


@dataclass(frozen=True)
class Filter:
    """Which windows the inbox shows, and of which place."""

    window: str
    due: str
    place: str
    at: datetime

    @classmethod
    def of(cls, request: HttpRequest, at: datetime) -> "Filter":
        asked = request.GET
        return cls(asked.get("zeitraum", ""), asked.get("frist", ""), asked.get("ort", ""), at)

    @property
    def district(self) -> int | None:
        """Its number, 0 for what is about none, None for everything."""
        found = number(self.place)
        return found if found is not None and found < 32768 else None

    def takes(self, window: WaitingWindow) -> bool:
        if self.window and self.window != str(window.id):
            return False
        if self.due == "vorbei":
            return window.due < self.at
        return self.due != "bald" or self.at <= window.due < self.at + SOON

    def among(self, windows: list[WaitingWindow]) -> list[int] | None:
        """The windows to show; None for all."""
        if not self.window and self.due not in {"vorbei", "bald"}:
            return None
        return [window.id for window in windows if self.takes(window)]

    def query(self, place: InboxPlace | None = None) -> str:
        values = {"zeitraum": self.window, "frist": self.due, "ort": self.place}
        values["ab"] = str(place or "")
        return "?" + urlencode({key: value for key, value in values.items() if value})


@require_http_methods(["GET", "HEAD"])
@only_for(BuiltInGroup.OFFICE)
def inbox(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """What the city still has to answer, soonest due first."""
    chosen = Filter.of(request, at)
    owed = balance()
    after = InboxPlace.read(request.GET.get("ab", ""))
    among = chosen.among(owed.windows)
    rows, place = inbox_rows(among, after=after, district=chosen.district)
    context = {
        "rows": inbox_rows_html(rows, at=at),
        "any": bool(rows),
        "stats": _stats(owed, at),
        "fields": _fields(chosen, owed.windows),
        "later": chosen.query(place) if place else "",
        "filter": chosen.query(),
    }
    return page(request, "answers/inbox.html", me, context)


@require_http_methods(["GET", "HEAD"])
@only_for(BuiltInGroup.OFFICE)
def lapsed(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """What was to be examined until a day that has passed."""
    rows = lapsed_rows(today=timezone.localdate(at))
    return page(request, "answers/lapsed.html", me, {"rows": rows})


def _stats(owed: Balance, at: datetime) -> list[tuple[int | str, str, str | None]]:
    waiting = sum(window.waiting for window in owed.windows)
    overdue = sum(window.waiting for window in owed.windows if window.due < at)
    share = "–"
    if owed.ever_owed:
        share = f"{100 * (owed.ever_owed - waiting) // owed.ever_owed} %"
    return [
        (waiting, gettext("warten auf Rückmeldung"), None),
        (overdue, gettext("Frist überschritten"), "?frist=vorbei" if overdue else None),
        (share, gettext("beantwortet"), None),
    ]


def _fields(chosen: Filter, windows: list[WaitingWindow]) -> list[dict[str, object]]:
    periods = [("", gettext("alle Beteiligungszeiträume"))]
    periods += [(str(w.id), _period(w)) for w in windows]
    places = [("", gettext("überall")), ("0", gettext("ganze Stadt oder Umland"))]
    places += [(str(district.number), district.name) for district in districts()]
    return [
        {
            "name": "zeitraum",
            "label": gettext("Beteiligungszeitraum"),
            "value": chosen.window,
            "options": periods,
        },
        {"name": "frist", "label": gettext("Frist"), "value": chosen.due, "options": DUE},
        {"name": "ort", "label": gettext("Ort"), "value": chosen.place, "options": places},
    ]


def _period(window: WaitingWindow) -> str:
    words = gettext("{title} (bis {day}): {waiting}")
    day = short_day(window.due)
    return words.format(title=window.title, day=day, waiting=window.waiting)
