"""What the desks of a draft share: finding it, and giving words back when it is gone."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, refused, typed
from mitmachstadt.strategy import queries
from mitmachstadt.strategy.errors import DraftGone


def at_a_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For the office; the view is given the draft. Whoever wrote at one that is gone keeps it."""

    @only_for(BuiltInGroup.OFFICE)
    @wraps(view)
    def with_draft(
        request: HttpRequest, me: Visitor, at: datetime, public_id: str, **rest: Any
    ) -> HttpResponse:
        edition = queries.edition_by_public_id(public_id)
        if edition is None or edition.is_published:
            words = typed(request) if request.method == "POST" else []
            if edition is not None and words:
                return refused(request, me, DraftGone(), words=words)
            raise Http404("Diesen Entwurf gibt es nicht (mehr).")
        return view(request, me, at, edition, **rest)

    return with_draft
