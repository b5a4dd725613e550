from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from mitmachstadt.answers import actions
from mitmachstadt.answers.cards import inbox_rows_html
from mitmachstadt.answers.queries import (
    Balance,
    InboxPlace,
    Officer,
    Waiting,
    arrivals,
    balance,
    inbox_rows,
    lapsed_rows,
    read_until,
    waiting,
    waiting_in,
)
from mitmachstadt.answers.views.doors import at_a_desk
from mitmachstadt.answers.views.filters import Filter
from mitmachstadt.people.views.pages import page

type Stat = tuple[int | str, str, str | None]


@require_http_methods(["GET", "HEAD"])
@at_a_desk
def inbox(request: HttpRequest, officer: Officer, at: datetime) -> HttpResponse:
    """What the city still has to answer, soonest due first."""
    chosen = Filter.of(request.GET, officer, at)
    owed = balance()
    wanted = chosen.wanted(owed.windows)
    rows, place = inbox_rows(wanted, after=InboxPlace.read(request.GET.get("ab", "")))
    here = waiting_in(owed, wanted, at=at) if wanted.only_windows else waiting(wanted, at=at)
    context = {
        "rows": inbox_rows_html(rows, at=at, desks=chosen.unit in {"", "alle"}),
        "any": bool(rows),
        "stats": _stats(owed, at) if wanted.only_windows else _stats_here(here),
        "fields": chosen.fields(owed.windows),
        "later": chosen.query(place) if place else "",
        "filter": chosen.query(),
        "here": here,
        "officer": officer,
    }
    return page(request, "answers/inbox.html", officer.visitor, context)


@require_http_methods(["GET", "HEAD"])
@at_a_desk
def lapsed(request: HttpRequest, officer: Officer, at: datetime) -> HttpResponse:
    """What was to be examined until a day that has passed."""
    rows = lapsed_rows(today=timezone.localdate(at))
    context = {"rows": rows, "officer": officer}
    return page(request, "answers/lapsed.html", officer.visitor, context)


@require_http_methods(["GET", "HEAD"])
@at_a_desk
def news(request: HttpRequest, officer: Officer, at: datetime) -> HttpResponse:
    """What changed since this person was last here and said so."""
    found = arrivals(officer, since=read_until(officer, at=at))
    context = {"found": found, "until": at.isoformat(), "officer": officer}
    return page(request, "answers/arrivals.html", officer.visitor, context)


@require_POST
@at_a_desk
def mark_read(request: HttpRequest, officer: Officer, at: datetime) -> HttpResponse:
    """Move on the mark to where the page was made that was read."""
    until = parse_datetime(request.POST.get("bis", "")) if request.POST.get("bis") else None
    if until is not None and timezone.is_aware(until):
        actions.mark_read(until=until, visitor=officer.visitor, at=at)
    return redirect(reverse("desk-news"))


def _stats(owed: Balance, at: datetime) -> list[Stat]:
    """Of the whole city, as the tallies have it."""
    count = sum(window.waiting for window in owed.windows)
    overdue = sum(window.waiting for window in owed.windows if window.due < at)
    share = "–"
    if owed.ever_owed:
        share = f"{100 * (owed.ever_owed - count) // owed.ever_owed} %"
    return [
        (count, gettext("warten auf Rückmeldung"), None),
        (overdue, gettext("Frist überschritten"), "?stelle=alle&frist=vorbei" if overdue else None),
        (share, gettext("beantwortet"), None),
    ]


def _stats_here(here: Waiting) -> list[Stat]:
    """Of what is chosen, as far as it is counted."""
    count: int | str = here.count if here.is_all else gettext("über 1.000")
    return [
        (count, gettext("warten hier auf Rückmeldung"), None),
        (here.overdue, gettext("davon Frist überschritten"), None),
    ]
