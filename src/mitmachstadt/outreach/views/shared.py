"""What the views of helpers share: who may come in, and which occasion it is about."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mitmachstadt.outreach.enums import HELPING
from mitmachstadt.outreach.queries import occasion_by_public_id
from mitmachstadt.people.views.pages import only_for

both = require_http_methods(["GET", "HEAD", "POST"])
for_helpers = only_for(*HELPING)


def at_occasion(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the occasion that the address names."""

    @wraps(view)
    def found_first(request: HttpRequest, *given: Any, public_id: str, **rest: Any) -> HttpResponse:
        occasion = occasion_by_public_id(public_id)
        if occasion is None:
            raise Http404(_("Diesen Termin gibt es nicht (mehr)."))
        return view(request, *given, occasion, **rest)

    return found_first
