"""What the views of helpers share: who may come in, and which occasion it is about."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mitmachstadt.outreach.enums import HELPING
from mitmachstadt.outreach.queries import occasion_by_public_id
from mitmachstadt.outreach.rules import may_help
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, refused

both = require_http_methods(["GET", "HEAD", "POST"])
for_helpers = only_for(*HELPING)


def without_auditors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What stands there opens contributions: it is not for those who only look."""

    @wraps(view)
    def asked_again(request: HttpRequest, me: Visitor, *given: Any, **rest: Any) -> HttpResponse:
        refusal = may_help(me).refusal
        if refusal is not None:
            return refused(request, me, refusal)
        return view(request, me, *given, **rest)

    return asked_again


def at_occasion(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the occasion that the address names."""

    @wraps(view)
    def found_first(request: HttpRequest, *given: Any, public_id: str, **rest: Any) -> HttpResponse:
        occasion = occasion_by_public_id(public_id)
        if occasion is None:
            raise Http404(_("Diesen Termin gibt es nicht (mehr)."))
        return view(request, *given, occasion, **rest)

    return found_first
