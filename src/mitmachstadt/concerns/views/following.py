from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from mitmachstadt.concerns.errors import ConcernCodeUnknown
from mitmachstadt.concerns.forms import ConcernCodeForm
from mitmachstadt.concerns.queries import concern_by_code
from mitmachstadt.contributions.enums import CODE_MINUTES, CODE_TRIES
from mitmachstadt.kernel.rates import address_of, count_attempt, period_ends
from mitmachstadt.people.errors import TooManyAttempts
from mitmachstadt.people.views.pages import page, who


@require_http_methods(["GET", "HEAD", "POST"])
def concern(request: HttpRequest) -> HttpResponse:
    """Ask for a code; show what became of the concern it belongs to."""
    me, at = who(request)
    form = ConcernCodeForm(request.POST if request.method == "POST" else None)
    found, status = None, 200
    if form.is_bound:
        tries = count_attempt("code", address_of(request), at=at, minutes=CODE_MINUTES)
        if tries > CODE_TRIES:
            refusal = TooManyAttempts(until=period_ends(at, CODE_MINUTES))
            form.add_error(None, refusal.in_words)
            status = refusal.status
        elif not form.is_valid():
            status = 400
        else:
            found = concern_by_code(form.cleaned_data["code"])
            if found is None:
                form.add_error("code", ConcernCodeUnknown().in_words)
                status = ConcernCodeUnknown.status
    context = {"form": form, "concern": found, "now": at}
    return page(request, "concerns/following.html", me, context, status=status)
