from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.enums import ReportReason
from mitmachstadt.contributions.errors import PassageGone
from mitmachstadt.contributions.forms import ReportForm
from mitmachstadt.contributions.queries import Told, told_of
from mitmachstadt.contributions.rules import may_report
from mitmachstadt.contributions.views.personal import ask, has_to_be_asked, wants_to_change
from mitmachstadt.kernel.rates import address_of
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import page, refused, typed, who


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """A reader says that a contribution should be looked at."""
    me, at = who(request)
    found = told_of(public_id)
    if found is None:
        return refused(request, me, PassageGone(), words=typed(request))
    posted = request.POST if request.method == "POST" else None
    form = ReportForm(posted, about=request.GET.get("zu", ""))
    if request.method != "POST" or wants_to_change(request):
        return _form_page(request, me, found, form)
    if not form.is_valid():
        return _form_page(request, me, found, form, status=400)
    values = form.cleaned_data
    if has_to_be_asked(request, values["text"]):
        return ask(request, me, values["text"], public=False)
    try:
        done = actions.report(
            node=found.node,
            reason=ReportReason(values["reason"]),
            text=values["text"],
            visitor=me,
            submission=values["submission"],
            proof=values["proof"],
            address=address_of(request),
            at=at,
        )
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        return _form_page(request, me, found, form, status=refusal.status)
    return page(request, "contributions/reported.html", me, {"node": found.node, "done": done})


def _form_page(
    request: HttpRequest, me: Visitor, found: Told, form: ReportForm, *, status: int = 200
) -> HttpResponse:
    refusal = may_report(found.node).refusal
    context = {
        "node": found.node,
        "hidden_because": found.hidden_because,
        "form": form,
        "refusal": refusal,
        "words": typed(request) if refusal is not None else [],
    }
    if refusal is not None and status == 200:
        status = refusal.status if request.method == "POST" else 200
    return page(request, "contributions/report.html", me, context, status=status)
