"""What the law wants told: the register of processing, and a notice for each process."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.data_protection.cards import LABELS, register_csv, register_markdown
from mitmachstadt.data_protection.queries import activities, notice_of
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.people.views.pages import page, who


@require_safe
def processing(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why and how long; from the declarations of the apps."""
    me, _at = who(request)
    context = {"person": me if me.signed_in else None, "activities": activities()}
    response = render(request, "data_protection/processing.html", context)
    return response if me.signed_in else keep(response, until=None)


@require_safe
def processing_file(_request: HttpRequest, form: str) -> HttpResponse:
    """The same for a spreadsheet or a document."""
    if form not in {"csv", "md"}:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    write = register_csv if form == "csv" else register_markdown
    kind = "csv" if form == "csv" else "markdown"
    text = write(activities(), LABELS)
    response = HttpResponse(text, content_type=f"text/{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="verarbeitungen.{form}"'
    return response


@require_safe
def of_process(request: HttpRequest, public_id: str) -> HttpResponse:
    """What happens with data in one process (Art. 13 DSGVO)."""
    me, _at = who(request)
    notice = notice_of(public_id)
    if notice is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    if me.signed_in:
        return page(request, "data_protection/notice.html", me, {"notice": notice})
    context = {"person": None, "notice": notice}
    return keep(render(request, "data_protection/notice.html", context), until=None)
