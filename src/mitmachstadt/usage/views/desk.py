from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import number, only_for, page
from mitmachstadt.usage.queries import comments


@require_safe
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """What people said about using the site."""
    here = max(number(request.GET.get("seite", "")) or 1, 1)
    found, more = comments(page=here)
    context = {
        "comments": found,
        "newer": f"?seite={here - 1}" if here > 1 else "",
        "older": f"?seite={here + 1}" if more else "",
    }
    return page(request, "usage/desk.html", me, context)
