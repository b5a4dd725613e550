"""How the site is used, in figures that tell of nobody, and how satisfied people are."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.answers.queries import figures as answer_figures
from mitmachstadt.concerns.enums import About
from mitmachstadt.concerns.queries import record_of
from mitmachstadt.kernel.csv_text import csv_lines
from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.kernel.language import current
from mitmachstadt.kernel.once import new_key
from mitmachstadt.kernel.rates import address_of
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.people.views.pages import page, who
from mitmachstadt.usage.actions import rate
from mitmachstadt.usage.calculations import (
    by_language,
    by_month,
    csv_rows,
    months_before,
    share,
    together,
    told,
)
from mitmachstadt.usage.enums import DAYS
from mitmachstadt.usage.errors import FormTooOld
from mitmachstadt.usage.forms import FeedbackForm
from mitmachstadt.usage.queries import (
    comments_since,
    contributions_since,
    sums_by_month,
    sums_by_page,
)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Visits, completions, satisfaction, by month and in the last thirty days."""
    me, at = who(request)
    if me.signed_in:
        return page(request, "usage/figures.html", me, _figures(at))
    response = render(request, "usage/figures.html", {"person": None, **_figures(at)})
    return keep(response, until=midnight_after(timezone.localdate(at)))


def _figures(at: datetime) -> dict[str, object]:
    today = timezone.localdate(at)
    lately = sums_by_page(since=today - timedelta(days=DAYS - 1), until=today)
    since = at - timedelta(days=DAYS)
    contributions, typed_again = contributions_since(since)
    city = answer_figures().city
    return {
        "months": by_month(sums_by_month(since=months_before(today)[0]), today=today),
        "lately": together(lately),
        "languages": by_language(lately),
        "days": DAYS,
        "questions": told(record_of(About.QUESTION, at=at, since=since).received),
        "barriers": told(record_of(About.BARRIER, at=at, since=since).received),
        "handling": record_of(About.QUESTION, at=at),
        "answering": city.median_days if city else None,
        "comments": told(comments_since(timezone.localdate(since))),
        "media_breaks": share(typed_again, contributions),
    }


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """The sums of the last twelve months, a line for each kind of page and what was counted."""
    _me, at = who(request)
    since = months_before(timezone.localdate(at))[0]
    header = ("month", "page", "what", "number")
    text = "".join(csv_lines(header, csv_rows(sums_by_month(since=since))))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="nutzung.csv"'
    return keep(response, until=midnight_after(timezone.localdate(at)))


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Ask how satisfied somebody is: voluntary, anonymous, once for a form."""
    me, at = who(request)
    if request.method != "POST":
        asked, about = request.GET.get("note", ""), request.GET.get("zu", "")[:60]
        begun = {"key": new_key(at=at), "page": about, "score": asked}
        return page(request, "usage/feedback.html", me, {"form": FeedbackForm(initial=begun)})
    form, status = FeedbackForm(request.POST), 400
    if form.is_valid():
        try:
            rate(**form.cleaned_data, address=address_of(request), language=current(), at=at)
            messages.success(request, _("Danke. Ihre Rückmeldung ist gezählt."))
            return redirect("figures")
        except FormTooOld as refusal:
            form.begin_again(key=new_key(at=at))
            form.add_error(None, refusal.in_words)
            status = refusal.status
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
    return page(request, "usage/feedback.html", me, {"form": form}, status=status)
