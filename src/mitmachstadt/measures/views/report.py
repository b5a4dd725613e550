"""Progress reports: for everybody to read and take away, and the desk where one is made."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.language import current, day_in_words
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.measures import actions
from mitmachstadt.measures.calculations.report import report_parts, report_pdf
from mitmachstadt.measures.calculations.report_docx import report_docx
from mitmachstadt.measures.forms.reporting import ReportForm
from mitmachstadt.measures.queries.report import content_of, report_numbered, reports
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import attempt, only_for, page, who

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST_NUMBER = 2_147_483_647  # what the column holds


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """All reports, newest first."""
    me, _at = who(request)
    context = {"reports": reports()}
    if me.signed_in:
        return page(request, "measures/overviews/reports.html", me, context)
    response = render(request, "measures/overviews/reports.html", {"person": None, **context})
    return keep(response, until=None)


@require_safe
def show(request: HttpRequest, number: int) -> HttpResponse:
    """A report; it never changes."""
    me, _at = who(request)
    report = _report(number)
    context = {"report": report, "parts": report_parts(content_of(report)), **_heads(report)}
    if me.signed_in:
        return page(request, "measures/overviews/report.html", me, context)
    response = render(request, "measures/overviews/report.html", {"person": None, **context})
    return keep(response, until=None)


@require_safe
def as_pdf(request: HttpRequest, number: int) -> HttpResponse:
    report = _report(number)
    heads = _heads(report)
    made = report_pdf(
        content_of(report), title=heads["title"], subtitle=heads["subtitle"],
        footer=f"{the_city().name}, {heads['title']}"[:110], language=current(),
    )  # fmt: skip
    return _file(made, "application/pdf", f"massnahmen-bericht-{report.number}.pdf")


@require_safe
def as_docx(request: HttpRequest, number: int) -> HttpResponse:
    report = _report(number)
    made = report_docx(content_of(report), **_heads(report))
    return _file(made, DOCX, f"massnahmen-bericht-{report.number}.docx")


@only_for(BuiltInGroup.OFFICE)
def make(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """The office writes down how things stand now."""
    form = ReportForm(request.POST or None)
    status = 200
    if request.method == "POST":
        made: list[Any] = []
        status = attempt(
            form,
            lambda: made.append(
                actions.make_report(label=form.cleaned_data["label"], visitor=me, at=at)
            ),
        )
        if made:
            return redirect("measure-report", number=made[0].number)
    context = {"form": form, "reports": reports()}
    return page(request, "measures/overviews/make_report.html", me, context, status=status)


def _report(number: int) -> Any:
    report = report_numbered(number) if number <= LARGEST_NUMBER else None
    if report is None:
        raise Http404(_("Diesen Bericht gibt es nicht."))
    return report


def _heads(report: Any) -> dict[str, str]:
    said = _("Bericht %(number)d, Stand %(day)s. Er ändert sich nicht mehr. Prüfsumme %(digest)s.")
    facts = {
        "number": report.number, "day": day_in_words(report.day), "digest": report.digest[:16],
    }  # fmt: skip
    title = _("Fortschritt der Maßnahmen: %(label)s") % {"label": report.label}
    return {"title": title, "subtitle": said % facts}


def _file(made: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-cache"
    return response
