from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions.queries import contributions_of, told_each
from mitmachstadt.people.queries import groups_of, organisations_of, requests_of
from mitmachstadt.people.views.pages import number, page, sign_in_first, who


@require_http_methods(["GET", "HEAD"])
def account(request: HttpRequest) -> HttpResponse:
    """What the city knows about me, and everything I said."""
    me, at = who(request)
    if me.person is None:
        return sign_in_first(request)
    nodes, older = contributions_of(me.person, before=number(request.GET.get("ab", "")))
    context = {
        "contributions": told_each(nodes),
        "groups": groups_of(me),
        "organisations": organisations_of(me.person, at=at),
        "requests": requests_of(me.person),
        "older": f"?ab={older}" if older else "",
        "now": at,
    }
    return page(request, "contributions/account.html", me, context)
