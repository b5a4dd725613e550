"""How the city keeps its word, by process and by unit: for everybody."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from mitmachstadt.answers.calculations import figures_csv
from mitmachstadt.answers.cards import bars_svg
from mitmachstadt.answers.enums import Axis
from mitmachstadt.answers.queries import Figures, figures
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.people.views.pages import page, who


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Share answered, median days, oldest open one, overdue ones; with the time of counting."""
    me, _at = who(request)
    found = figures()
    context = {
        "found": found,
        "processes": bars_svg(found.processes, gettext("Beantwortete Beiträge je Verfahren")),
        "units": bars_svg(found.units, gettext("Beantwortete Beiträge je Stelle")),
    }
    if me.signed_in:
        return page(request, "answers/statistics.html", me, context)
    response = render(request, "answers/statistics.html", {"person": None, **context})
    return keep(response, until=None)


@require_safe
def statistics_csv(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(figures_csv(_lines(figures())), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rueckmeldungen.csv"'
    return response


def _lines(found: Figures) -> list[list[Any]]:
    """One line for each figure; names as they are now, days as machines read them."""
    head = [
        gettext("Ebene"),
        gettext("Name"),
        gettext("Beiträge"),
        gettext("beantwortet"),
        gettext("offen"),
        gettext("Frist überschritten"),
        gettext("Tage bis zur Rückmeldung (Median)"),
        gettext("ältester offener Beitrag"),
        gettext("gezählt am"),
    ]
    city = [found.city] if found.city else []
    return [head, *(_line(each) for each in (*city, *found.processes, *found.units))]


def _line(each: Any) -> list[Any]:
    return [
        str(Axis(each.axis).label),
        name_of(each),
        each.contributions,
        each.answered,
        each.open,
        each.overdue,
        "" if each.median_days is None else each.median_days,
        _day(each.oldest_open),
        each.counted.isoformat(timespec="seconds"),
    ]


def name_of(each: Any) -> str:
    if each.axis == Axis.PROCESS:
        return str(each.process.title)
    if each.axis == Axis.UNIT:
        return each.unit.name if each.unit else gettext("ohne Stelle")
    return ""


def _day(moment: datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""
